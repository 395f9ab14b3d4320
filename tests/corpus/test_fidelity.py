"""A digest that says more than its source is named, with what is wrong."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from corpus.fidelity import Corpus, findings
from corpus.types import Bilingual, Digest, Duty, Provision, Relation, Text, Verified

OFFICIAL = (
    Text("nl", "De gemeente bewaart de ritgegevens ten minste zes maanden.\nArtikel 5 is van toepassing."),
    Text("en", "The municipality shall keep the ride records for at least six months.\nArticle 5 applies."),
)
RIGHT = Bilingual("De gemeente bewaart ritgegevens zes maanden.", "The municipality keeps ride records for six months.")


def wrong(
    small: SimpleNamespace, digest: Digest, eid: str = "art_4__para_1", texts: tuple[Text, ...] = OFFICIAL
) -> str:
    """All that is found wrong with this digest of article 4, whose official text is above."""
    act = small.of("fiets/art_5")
    own = replace(act, eid=eid, digest=digest, texts=texts)
    others = (
        replace(act, eid="art_4__para_1", digest=None, texts=OFFICIAL),
        replace(act, digest=None, texts=OFFICIAL[:1]),
    )
    kept = [each for each in others if each.eid != eid]
    provisions: tuple[Provision, ...] = (own, *kept, small.of("brief/topic_helmen"))
    return "; ".join(each.what for each in findings(Corpus(small.sources, provisions)) if "art_" in each.provision)


def digest(nl: str = RIGHT.nl, en: str = RIGHT.en, **more: object) -> Digest:
    return replace(Digest(Bilingual(nl, en), verified=Verified.OFFICIAL), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "faithful",
    [
        pytest.param(digest(), id="the figure of its text"),
        pytest.param(digest(f"{RIGHT.nl} Zie artikel 5.", f"{RIGHT.en} See Article 5."), id="a place that exists"),
        pytest.param(digest(f"{RIGHT.nl} Dat geldt sinds 1 juni 2026.", f"{RIGHT.en} That applies since 1 June 2026."), id="the day of its edition"),
        pytest.param(digest("Twee punten:\n- een\n- ander", "Two points:\n- one\n- other"), id="the number of its points"),
        pytest.param(digest("Boete: 900 euro.", "Fine: 900 euros.", verified=Verified.SECONDARY, seen="a paper"), id="what was read elsewhere"),
        pytest.param(digest("Boete: 900 euro.", "Fine: 900 euros.", seen="900 euro: decree of 2026"), id="a fact whose source is stated"),
        pytest.param(digest(relations=(Relation("refers_to", "fiets/art_5"), Relation("explains", "brief"))), id="lines that lead somewhere"),
    ],
)  # fmt: skip
def test_a_faithful_digest_passes(small: SimpleNamespace, faithful: Digest) -> None:
    assert wrong(small, faithful) == ""


@pytest.mark.parametrize(
    ("unfaithful", "named"),
    [
        pytest.param(digest("De gemeente bewaart ritgegevens zeven maanden.", "The municipality keeps ride records for seven months."), "7, which does not stand", id="a wrong period"),
        pytest.param(digest(f"{RIGHT.nl} De boete is 50.000 euro.", f"{RIGHT.en} The fine is 50,000 euros."), "50000, which does not stand", id="an amount of its own"),
        pytest.param(digest(f"{RIGHT.nl} Dat geldt vanaf 2 december 2027.", f"{RIGHT.en} That applies from 2 December 2027."), "2027-12-02", id="a date of its own"),
        pytest.param(digest("Vier punten:\n- een\n- ander", "Four points:\n- one\n- other"), "4, which does not stand", id="a count that is not its list's"),
        pytest.param(digest(en="The municipality keeps ride records for nine months."), "the figures differ", id="the languages differ"),
        pytest.param(digest(f"{RIGHT.nl} Zie artikel 77.", f"{RIGHT.en} See Article 77."), "fiets/art_77, which does not exist", id="an invented article"),
        pytest.param(digest(relations=(Relation("refers_to", "fiets/art_77"),)), "points to fiets/art_77", id="a relation to nowhere"),
        pytest.param(digest(relations=(Relation("overtaken_by", "brief/topic_x"),)), "points to brief/topic_x", id="overtaken by nothing"),
        pytest.param(digest(duty=Duty(sanction="fiets/art_78")), "points to fiets/art_78", id="a sanction from nowhere"),
        pytest.param(digest("De deployer bewaart dat zes maanden."), 'instead of "gebruiksverantwoordelijke"', id="not the official term"),
    ],
)  # fmt: skip
def test_an_unfaithful_digest_is_named(small: SimpleNamespace, unfaithful: Digest, named: str) -> None:
    assert named in wrong(small, unfaithful)


def test_an_id_that_the_official_text_does_not_have_is_named(small: SimpleNamespace) -> None:
    assert "no such part" in wrong(small, digest(), eid="art_4__para_9", texts=())


def test_without_the_official_text_only_the_languages_can_be_compared(small: SimpleNamespace) -> None:
    act = replace(small.of("fiets/art_5"), digest=digest("Boete: 900 euro.", "Fine: 900 euros."), texts=())

    assert not list(findings(Corpus(small.sources, (act,))))
