"""What a later edition did not change holds in the earlier one too, with the dates of then."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from corpus.carrying import carried, written
from corpus.digests import Entry
from corpus.editions import Edition
from corpus.types import Bilingual, Digest, Relation

OLD = Edition("2025-01-01", (), ("nl",), date(2025, 1, 1), date(2026, 6, 1), applies_from=date(2026, 1, 1))
NEW = Edition("2026-06-01", (), ("nl",), date(2026, 6, 1), applies_from=date(2027, 3, 1))


def entry(nl: str, en: str, *relations: Relation) -> Entry:
    digest = Digest(Bilingual(nl, en), asks_nl=("Hoe?",), applies_from=date(2027, 3, 1), relations=relations)
    return Entry("fiets", NEW.id, "art_5", Bilingual("artikel 5", "Article 5"), digest)


def held(*entries: Entry, own: tuple[str, ...] = ()) -> list[Entry]:
    return list(carried(entries, own, NEW, OLD))


@pytest.mark.parametrize(
    ("nl", "en", "said"),
    [
        pytest.param("Een stalling heeft licht.", "A shed has light.", "Een stalling heeft licht.", id="nothing about days"),
        pytest.param(
            "Een stalling heeft licht. Dat moet vanaf 1 maart 2027.",
            "A shed has light. It must from 1 March 2027.",
            "Een stalling heeft licht.",
            id="without the sentence about the new day",
        ),
        pytest.param(
            "Een stalling heeft licht. Dat moet vanaf 1 januari 2026.",
            "A shed has light. It must from 1 January 2026.",
            "Een stalling heeft licht. Dat moet vanaf 1 januari 2026.",
            id="with a sentence about the day of then",
        ),
        pytest.param(
            "Twee eisen:\n- licht\n- een dak", "Two demands:\n- light\n- a roof", "Twee eisen:\n- licht\n- een dak", id="a list, whole"
        ),
    ],
)  # fmt: skip
def test_a_digest_carries_over(nl: str, en: str, said: str) -> None:
    (found,) = held(entry(nl, en))

    assert found.edition == OLD.id
    assert found.digest is not None
    assert (found.digest.gist.nl, found.digest.applies_from) == (said, None)


@pytest.mark.parametrize(
    "later",
    [
        pytest.param(
            entry("Een stalling heeft licht.", "A shed has light.", Relation("amended_by", "wijziging/art_1")),
            id="changed or brought in by an amending act",
        ),
        pytest.param(entry("Vanaf 1 maart 2027 is er licht. Ook is er een dak.", "From 1 March 2027 there is light. There is a roof too."), id="the answer itself is the new day"),
        pytest.param(entry("Twee eisen:\n- licht\n- een dak, vanaf 1 maart 2027", "Two demands:\n- light\n- a roof, from 1 March 2027"), id="a list that would lose a point"),
    ],
)  # fmt: skip
def test_what_was_otherwise_does_not(later: Entry) -> None:
    assert held(later) == []


def test_what_the_earlier_edition_says_itself_is_not_overwritten() -> None:
    assert held(entry("Een stalling heeft licht.", "A shed has light."), own=("art_5",)) == []


def test_what_is_carried_was_written_once(small: SimpleNamespace) -> None:
    new = small.of("fiets/art_5")
    carried_over = replace(new, edition=OLD, digest=replace(new.digest, applies_from=date(2026, 1, 1)))
    own = replace(new, edition=OLD, digest=replace(new.digest, gist=Bilingual("Het was anders.", "It was different.")))

    assert list(written([carried_over, new])) == [new]
    assert list(written([own, new])) == [own, new]
