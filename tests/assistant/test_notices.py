"""What a reader must know besides the answer is said when it is so, and not otherwise."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from assistant import Assistant
from assistant.evidence import Found
from assistant.notices import notices
from assistant.types import NoticeKind, Question
from assistant.understanding import Query
from corpus.types import Provision, Standing, Text
from indexing.types import Hit

TODAY = date(2026, 11, 23)
KEEP, CLAIM = "Hoe lang bewaren we de ritgegevens?", "Moeten we ritgegevens een jaar bewaren?"
Kind = NoticeKind


@pytest.mark.parametrize(
    ("question", "day", "kind", "words"),
    [
        pytest.param(KEEP, TODAY, Kind.NOT_YET_APPLICABLE, "1 maart 2027", id="not yet applicable"),
        pytest.param(KEEP, date(2024, 6, 1), Kind.NOT_YET_APPLICABLE, "1 januari 2026", id="not in force and not applicable"),
        pytest.param(KEEP, date(2027, 3, 1), Kind.NOT_YET_APPLICABLE, None, id="applicable from today"),
        pytest.param("Wat is een deelfiets?", TODAY, Kind.NOT_YET_APPLICABLE, None, id="no such day"),
        pytest.param(KEEP, TODAY, Kind.AMENDED, "1 juni 2026", id="amended"),
        pytest.param(KEEP, TODAY, Kind.AMENDED, "1 januari 2026", id="amended: the date it used to be"),
        pytest.param(KEEP, date(2026, 3, 1), Kind.AMENDED, "later", id="amended later"),
        pytest.param("Wat is een deelfiets?", TODAY, Kind.AMENDED, None, id="never amended"),
        pytest.param(CLAIM, TODAY, Kind.CONFLICT, "een jaar", id="an older letter says otherwise"),
        pytest.param("Welke kleuren heeft een fietspad?", TODAY, Kind.CONFLICT, None, id="no letter on this"),
        pytest.param("Hoe breed wordt een snelfietspad?", TODAY, Kind.PROPOSAL, "voorstel", id="a proposal"),
        pytest.param(KEEP, TODAY, Kind.PROPOSAL, None, id="no proposal"),
        pytest.param("Hoe breed wordt een snelfietspad?", date(2026, 1, 1), Kind.NOT_YET_APPLICABLE, None, id="a proposal never says from when"),
        pytest.param("Aan welke eisen voldoet een fietsenstalling?", TODAY, Kind.DIGEST_ONLY, "eigen woorden", id="no official text here"),
        pytest.param("Krijgen leerlingen gratis helmen?", TODAY, Kind.UNVERIFIED, "een krant", id="not verified: where it was read"),
        pytest.param("Aan welke eisen voldoet een fietsenstalling?", TODAY, Kind.UNVERIFIED, None, id="verified"),
        pytest.param("Aan welke eisen voldoet een fietsenstalling?", TODAY, Kind.REFERRAL, None, id="answered: nobody else to ask"),
        pytest.param("Hoe bak ik een appeltaart met rozijnen?", TODAY, Kind.REFERRAL, "juridische afdeling", id="not answered: whom to ask"),
    ],
)  # fmt: skip
def test_a_notice_stands_there_when_it_should(
    assistant: Assistant, question: str, day: date, kind: Kind, words: str | None
) -> None:
    answer = assistant.answer(Question(question, as_of=day))
    texts = [each.text for each in answer.notices if each.kind is kind]

    assert any(words in text for text in texts) if words else not texts


def of(place: Provision, *more: Provision) -> list[NoticeKind]:
    """The kinds of the notices where the answer cites the first provision and the others were only found."""
    found = [Found(each, Hit((each,), 1.0, 1.0, 1.0, ())) for each in (place, *more)]
    editions = {each.provision.id: (each.provision,) for each in found}
    return [each.kind for each in notices(Query("", "nl", TODAY), found[:1], found, editions)]


def test_official_text_and_nothing_special_need_no_notice(small: SimpleNamespace) -> None:
    assert of(replace(small.of("fiets/annex_I"), texts=(Text("nl", "Rood en groen."),))) == []


@pytest.mark.parametrize("standing", [Standing.DERIVED, Standing.EXCERPT])
def test_a_text_that_is_not_the_official_publication_is_marked(small: SimpleNamespace, standing: Standing) -> None:
    assert of(replace(small.of("fiets/annex_I"), texts=(Text("nl", "Rood en groen.", standing),))) == [Kind.UNVERIFIED]


def test_an_overtaken_claim_conflicts_only_where_the_newer_provision_is_cited(small: SimpleNamespace) -> None:
    claim, newer, other = (small.of(name) for name in ("brief/topic_bewaren", "fiets/art_4__para_1", "fiets/annex_I"))

    assert Kind.CONFLICT in of(newer, claim)
    assert Kind.CONFLICT not in of(other, claim)
    assert Kind.CONFLICT not in of(newer)


def test_an_overtaken_claim_that_is_cited_itself_is_called_overtaken(small: SimpleNamespace) -> None:
    claim, newer = small.of("brief/topic_bewaren"), small.of("fiets/art_4__para_1")
    used = [Found(each, Hit((each,), 1.0, 1.0, 1.0, ())) for each in (claim, newer)]
    said = notices(Query("", "nl", TODAY), used, used, {each.id: (each,) for each in (claim, newer)})

    assert [each.provision for each in said if each.kind is Kind.SUPERSEDED] == [claim.id]


def test_an_edition_that_says_the_same_is_no_amendment(small: SimpleNamespace) -> None:
    new = small.of("fiets/annex_I")
    old = replace(new, edition=small.of("fiets/art_8").edition)
    found = [Found(new, Hit((old, new), 1.0, 1.0, 1.0, ()))]

    assert Kind.AMENDED not in {
        each.kind for each in notices(Query("", "nl", TODAY), found, found, {new.id: (old, new)})
    }


def test_every_notice_is_said_once_and_names_what_it_is_about(assistant: Assistant) -> None:
    for question in (KEEP, CLAIM, "Hoe hoog is de boete?", "Welke kleuren heeft een fietspad?"):
        said = assistant.answer(Question(question, as_of=TODAY)).notices

        assert len(set(said)) == len(said)
        assert all(each.provision for each in said if each.kind is not Kind.DIGEST_ONLY)
        assert all(each.text.rstrip().endswith((".", "?")) for each in said)


@pytest.mark.parametrize(("language", "words"), [("nl", "nog niet van toepassing"), ("en", "does not apply yet")])
def test_notices_speak_the_language_of_the_answer(assistant: Assistant, language: str, words: str) -> None:
    answer = assistant.answer(Question("artikel 4, lid 1, Fietsverordening", language=language, as_of=TODAY))  # type: ignore[arg-type]

    assert words in " ".join(each.text for each in answer.notices)


def test_of_a_version_that_we_do_not_have_it_says_so_instead_of_not_yet(small: SimpleNamespace) -> None:
    act = small.of("fiets/art_5")
    later = replace(act, edition=replace(act.edition, applies_from=date(2020, 1, 1)))
    found = [Found(later, Hit((later,), 1.0, 1.0, 1.0, ()))]

    said = {
        each.kind: each.text for each in notices(Query("", "nl", date(2025, 3, 1)), found, found, {later.id: (later,)})
    }

    assert Kind.NOT_YET_APPLICABLE not in said
    assert "versie van 1 juni 2026" in said[Kind.UNVERIFIED]
