"""What was only settled after the peildatum is not said beside what held on that day."""

from datetime import date
from types import SimpleNamespace

import pytest

from assistant.days import set_later
from assistant.draft import Sentence
from assistant.hindsight import timely
from assistant.understanding import Query

DAY = date(2026, 3, 1)
RULE, POINT = "De aanbieder registreert zich vooraf.", Sentence("de naam", (2,), is_item=True)


def kept(*lines: Sentence, set_later: str = "2027-12-02") -> list[str]:
    query = Query("Wat moet een aanbieder?", "nl", DAY, set_later=frozenset({set_later}))
    held, numbers = timely(lines, [float(place) for place in range(len(lines))], query)

    assert [lines[round(number)] for number in numbers] == held  # each keeps its number
    return [each.text for each in held]


@pytest.mark.parametrize(
    ("text", "is_kept"),
    [
        pytest.param(RULE, True, id="no day"),
        pytest.param("Dit geldt vanaf 2 augustus 2026.", True, id="a day to come that was known"),
        pytest.param("Dit geldt vanaf 2 december 2027.", False, id="a day that was set later"),
        pytest.param("Dit geldt sinds 2 augustus 2026.", False, id="since a day to come"),
        pytest.param("Dit geldt sinds 2 februari 2025.", True, id="since a day before"),
    ],
)
def test_a_sentence_stays_if_it_could_have_been_said_on_that_day(text: str, is_kept: bool) -> None:
    assert kept(Sentence(RULE, (2,)), Sentence(text, (2,))) == [RULE, text][: 1 + is_kept]


def test_a_list_goes_with_its_opening() -> None:
    opening = Sentence("Sinds 2 augustus 2026 noemt hij:", (2,))

    assert kept(Sentence(RULE, (2,)), opening, POINT) == [RULE]


def test_and_stays_with_it() -> None:
    opening = Sentence("Hij noemt:", (2,))

    assert kept(opening, POINT) == [opening.text, POINT.text]


@pytest.mark.parametrize(
    ("day", "late"),
    [
        pytest.param(date(2026, 1, 1), True, id="before the amendment"),
        pytest.param(date(2028, 1, 1), False, id="after it"),
        pytest.param(date(2000, 1, 1), False, id="before there was anything to amend"),
    ],
)
def test_days_are_set_later_where_an_edition_is_amended_after_the_peildatum(
    small: SimpleNamespace, day: date, late: bool
) -> None:
    assert bool(set_later(small.sources, day)) is late
