"""What changes, on which day, and for whom."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering import Assistant
from assistant.changes import Event
from assistant.errors import BadQuestion
from assistant.quoting import QuotingModel
from corpus.types import Duty
from indexing.opening import LiveIndex

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def with_duties(small, make, encoder, tmp_path_factory):
    """The small corpus, in which shed keepers of a municipality and deployers have duties."""
    duties = {"fiets/art_5": Duty(("provider",), ("gemeente",)), "fiets/art_4__para_1": Duty(("deployer",))}
    provisions = tuple(
        replace(each, digest=replace(each.digest, duty=duties[each.id])) if each.id in duties else each
        for each in small.provisions
    )
    folder = tmp_path_factory.mktemp("duties")
    make(folder, provisions=provisions)
    return Assistant(LiveIndex(folder, encoder), QuotingModel(), 6000)


def told(changes):
    return [(change.day.isoformat(), change.source, *change.events) for change in changes]


def test_a_reader_sees_a_year_back_and_all_that_is_to_come(assistant):
    assert told(assistant.changes(TODAY)) == [
        ("2026-01-01", "fiets", "applies"),
        ("2026-02-01", "voorstel", "proposed"),
        ("2026-06-01", "fiets", "amended", "ended"),
        ("2027-03-01", "fiets", "applies"),
    ]


@pytest.mark.parametrize(
    ("day", "first"),
    [
        pytest.param(date(2028, 2, 29), "2027-03-01", id="a year before a leap day"),
        pytest.param(date(2025, 3, 1), "2024-04-22", id="an earlier day sees what came before it"),
        pytest.param(date(1, 6, 1), "2024-04-22", id="the first year that a day can have begins with everything"),
        pytest.param(date(2027, 6, 2), "2027-03-01", id="what is more than a year ago is left out"),
    ],
)
def test_the_year_ends_on_the_day_that_is_asked_about(assistant, day, first):
    assert assistant.changes(day)[0].day.isoformat() == first


def test_a_change_names_its_provisions_and_says_what_happens_to_each(assistant):
    june = next(each for each in assistant.changes(TODAY, language="en") if each.day == date(2026, 6, 1))

    assert june.source_title == "Cycling Regulation"
    assert (Event.ENDED, "Article 8") in [(each.event, each.label) for each in june.main]
    assert june.provisions == 6
    assert all(each.summary for each in june.main)


@pytest.mark.parametrize(
    ("asker", "named"),
    [
        pytest.param({}, ["fiets/art_5", "fiets/art_4__para_1"], id="whoever says nothing sees every duty first"),
        pytest.param({"role": "deployer"}, ["fiets/art_4__para_1"], id="a deployer sees no duty of a provider"),
        pytest.param({"role": "provider", "layer": "provincie"}, [], id="a province sees no duty of municipalities"),
        pytest.param({"layer": "gemeente"}, ["fiets/art_5", "fiets/art_4__para_1"], id="a municipality sees its own and everybody's"),
    ],
)  # fmt: skip
def test_who_asks_decides_what_is_named(with_duties, asker, named):
    june = [each for each in with_duties.changes(TODAY, **asker) if each.day == date(2026, 6, 1)]

    duties = [each.provision for change in june for each in change.main if each.who]
    assert sorted(duties) == sorted(named)
    assert sum(change.duties for change in june) == len(named)


def test_a_role_that_nobody_knows_is_said(assistant):
    with pytest.raises(BadQuestion, match="kapitein"):
        assistant.changes(TODAY, role="kapitein")


def test_the_ai_act_of_the_house_has_its_great_days(house):
    days = {change.day for change in house.changes(TODAY, role="deployer") if change.source == "ai-act"}

    assert {date(2026, 8, 2), date(2026, 12, 2), date(2027, 12, 2)} <= days
