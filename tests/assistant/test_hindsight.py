"""What was only settled after the peildatum is not said beside what held on that day."""

from dataclasses import replace
from datetime import date
from itertools import chain
from types import SimpleNamespace

import pytest

from assistant.answering import Assistant
from assistant.days import set_later
from assistant.draft import Sentence, cited, parse
from assistant.evidence import Found
from assistant.hindsight import timely, written_then
from assistant.types import Outcome, Question
from assistant.understanding import Query

DAY = date(2026, 3, 1)
LATE = "Dit geldt vanaf 2 december 2027."
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
    ("draft", "places"),
    [
        pytest.param((Sentence(LATE, (1,)), Sentence(RULE, (2,))), (0, 1), id="of the leading provision, whatever it says"),
        pytest.param((Sentence(RULE, (1,)), Sentence(LATE, (2,))), (0,), id="of another one, set later"),
        pytest.param((Sentence(RULE, (1,)), Sentence(LATE, (1, 2))), (0, 1), id="of both"),
        pytest.param((Sentence(f"{LATE[:-1]}:", (2,)), POINT, Sentence(RULE, (1,))), (2,), id="a list with its opening"),
        pytest.param((Sentence("Hij noemt:", (2,)), POINT), (0, 1), id="a list that could be said"),
        pytest.param((Sentence("Hij noemt:", (1,)), replace(POINT, text=LATE), POINT), (0, 2), id="one point of a list"),
    ],
)  # fmt: skip
def test_of_what_a_model_wrote_the_same_goes_unless_it_cites_the_leading_provision(
    draft: tuple[Sentence, ...], places: tuple[int, ...]
) -> None:
    query = Query("Wat moet een aanbieder?", "nl", DAY, set_later=frozenset({"2027-12-02"}))

    assert written_then(draft, query) == tuple(draft[place] for place in places)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        pytest.param(date(2026, 3, 1), False, id="before that day was set"),
        pytest.param(date(2026, 11, 23), True, id="once it was set"),
    ],
)
def test_a_paper_of_today_gives_no_day_to_who_asks_of_an_earlier_one(
    house: Assistant, day: date, *, said: bool
) -> None:
    answer = house.answer(
        Question("Wat zegt vereiste aia-06 van het Algoritmekader over technische documentatie?", as_of=day)
    )

    assert answer.citations[0].source == "algoritmekader"
    assert ("Dit geldt nog niet, maar vanaf 2 december 2027" in answer.text) is said


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


class Telling:
    """A model that repeats every sentence of our own about everything that it is given."""

    name = "telling"

    def compose(self, query: Query, evidence: tuple[Found, ...]) -> tuple[Sentence, ...]:
        gists = [each.provision.digest.gist.inside(query.language) for each in evidence if each.provision.digest]
        return tuple(chain.from_iterable(cited(gist, number) for number, gist in enumerate(gists, 1)))


def test_nor_does_a_language_model_say_beside_it_what_was_set_later(house: Assistant) -> None:
    asked = Question("Hoe lang moet een aanbieder de technische documentatie van hoog-risico-AI bewaren?", as_of=DAY)
    telling = Assistant(house.live, Telling(), house.context_tokens, house.corpus_date)

    answer = telling.answer(asked)
    later = telling.answer(replace(asked, as_of=date(2026, 11, 23)))

    assert answer.removed
    assert answer.outcome is Outcome.ANSWERED
    assert not [each for each in parse(answer.text) if "2 december 2027" in each.text and 1 not in each.numbers]
    assert [each for each in parse(later.text) if "2 december 2027" in each.text]
