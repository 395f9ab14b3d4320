"""From when a part must be followed, apart from when its text is in force."""

from datetime import date

import pytest

from corpus.editions import Application, Edition
from corpus.types import Kind, Provision

GENERAL, EARLY, LATE = date(2026, 8, 2), date(2025, 2, 2), date(2027, 12, 2)
EDITION = Edition(
    "2024-07-12",
    (),
    ("nl",),
    date(2024, 8, 1),
    applies_from=GENERAL,
    applies_by="art_113__subpara_2",
    applications=(
        Application(EARLY, ("art_1-5",), "art_113__point_a"),
        Application(LATE, ("art_6-27", "annex_III"), "art_113__point_c"),
        Application(GENERAL, ("art_6__para_5",)),
    ),
)


@pytest.mark.parametrize(
    ("eid", "day"),
    [
        pytest.param("art_5", EARLY, id="the last of a run"),
        pytest.param("art_4a", EARLY, id="inserted in a run"),
        pytest.param("art_6__para_2", LATE, id="inside an article of a run"),
        pytest.param("art_27a", LATE, id="inserted behind the last of a run"),
        pytest.param("art_28", GENERAL, id="behind a run"),
        pytest.param("art_60", GENERAL, id="an article whose number begins like another one"),
        pytest.param("annex_III__point_5", LATE, id="inside an annex"),
        pytest.param("annex_IV", GENERAL, id="an annex whose number begins like another one"),
        pytest.param("art_6__para_5", GENERAL, id="an exception to an exception"),
        pytest.param("art_6__para_5a", LATE, id="beside an exception to an exception"),
    ],
)
def test_the_last_rule_that_covers_a_part_says_when_it_applies(eid: str, day: date) -> None:
    assert EDITION.application(eid) == day


@pytest.mark.parametrize(
    ("eid", "by"),
    [
        pytest.param("art_4__para_1", "art_113__point_a", id="inside an article of a run"),
        pytest.param("annex_III", "art_113__point_c", id="an annex"),
        pytest.param("art_60", "art_113__subpara_2", id="in general"),
        pytest.param("art_6__para_5", "", id="an exception of which nobody says it"),
    ],
)
def test_the_provision_that_names_the_day_is_known(eid: str, by: str) -> None:
    assert EDITION.applied_by(eid) == by


def test_what_names_a_day_is_among_what_we_hold(house_provisions: tuple[Provision, ...]) -> None:
    held = {each.id for each in house_provisions}
    named = {f"{each.source.id}/{by}" for each in house_provisions if (by := each.edition.applied_by(each.eid))}

    assert len(named) > 5
    assert named <= held


def test_an_edition_without_rules_names_no_day() -> None:
    assert Edition("2024-07-12", (), ("nl",), date(2024, 8, 1)).application("art_1") is None


def test_every_provision_of_law_has_a_day_from_which_it_applies_and_nothing_else_has(
    house_provisions: tuple[Provision, ...],
) -> None:
    for each in house_provisions:
        binds = each.source.kind.is_law and not each.eid.startswith(("rec_", "topic_"))
        own = each.digest is not None and each.digest.applies_from is not None
        assert (each.applies_from is not None) == (binds or own), each.id


@pytest.mark.parametrize("kind", Kind)
def test_a_proposal_or_a_paper_is_never_law(kind: Kind) -> None:
    law = {Kind.REGULATION, Kind.DIRECTIVE, Kind.ACT, Kind.DECREE, Kind.MINISTERIAL_RULE}

    assert kind.is_law == (kind in law)


@pytest.mark.parametrize(
    ("provision", "edition", "day"),
    [
        pytest.param("ai-act/art_26__para_6", "2026-07-27", date(2027, 12, 2), id="deployers, Annex III"),
        pytest.param("ai-act/art_26__para_6", "2024-07-12", date(2026, 8, 2), id="the same before the omnibus"),
        pytest.param("ai-act/art_9", "2024-07-12", date(2026, 8, 2), id="carried over with the date of then"),
        pytest.param("ai-act/art_6__para_1", "2026-07-27", date(2028, 8, 2), id="products, Annex I"),
        pytest.param("ai-act/art_50__para_1", "2026-07-27", date(2026, 8, 2), id="chatbots, not postponed"),
        pytest.param("ai-act/art_5__para_1__point_ba", "2026-07-27", date(2026, 12, 2), id="a new prohibition"),
        pytest.param("ai-act/art_99__para_4", "2026-07-27", date(2025, 8, 2), id="fines"),
        pytest.param("avg/art_35__para_1", "2016-05-04", date(2018, 5, 25), id="the GDPR, two years after its entry into force"),
        pytest.param("nis2/art_21__para_1", "2022-12-27", date(2024, 10, 18), id="a directive, from the day its law had to apply"),
        pytest.param("cbw/art_21__para_1", "2026-08-15", date(2026, 8, 15), id="a Dutch act, since it is in force"),
        pytest.param("cbw/art_24__para_3", "2026-08-15", date(2028, 8, 15), id="a period of its own, in its digest"),
    ],
)  # fmt: skip
def test_the_house_knows_the_days_that_matter(
    house_provisions: tuple[Provision, ...], provision: str, edition: str, day: date
) -> None:
    assert [each.applies_from for each in house_provisions if (each.id, each.edition.id) == (provision, edition)] == [
        day
    ]
