"""The owner's page: what it shows, and to whom."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from assistant.types import Considered, Outcome
from ui.feedback.judgement import Entry, Reason, Verdict, topic
from ui.feedback.numbers import by_week, missing, wrong
from ui.feedback.overview import overview

OVERVIEW = "/terugkoppeling/overzicht"
HOSTILE = "<script>alert(1)</script> =1+1 {x} \x00\x1b[31m \u202e \"'"


def test_the_owner_sees_what_is_missing_and_what_is_wrong(door, answer, parse):
    nothing = answer | {
        "outcome": "nothing_found",
        "question": "Mag ik <b>drones</b>?",
        "considered": [{"provision": "fiets/art_4", "label": "x", "score": 0.2, "foundBy": [], "used": False}],
    }
    door.post("/v1/feedback", json={"answer": nothing, "verdict": "down", "reasons": ["incomplete"], "text": HOSTILE})
    door.post("/v1/feedback", json={"answer": answer, "verdict": "up"})

    page = door.get(OVERVIEW)
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert [each.split(" (")[0] for each in re.findall("<caption>(.*?)</caption>", page.text)] == [
        "Fietsverordening",
        "x",
        "Onvolledig",
    ]
    assert "Mag ik <b>drones</b>?" in parse(page.text).text
    assert "<script" not in page.text


def test_each_question_leads_to_its_detail(door, answer):
    door.post("/v1/feedback", json={"answer": answer, "verdict": "down", "reasons": ["outdated"], "text": HOSTILE})
    address = re.search(r'href="overzicht/([\w-]+)\?taal=nl"', door.get(OVERVIEW).text)[1]

    page = door.get(f"{OVERVIEW}/{address}")
    assert page.status_code == 200
    for said in (
        "Verouderd",
        "&lt;script&gt;alert(1)",
        "AI-verordening, artikel 26, lid 6",
        "model quoting, index 1",
        "Pas vanaf 2 december 2027.",
    ):
        assert said in page.text
    assert not re.search("<script|<img|javascript:", page.text)
    assert door.get(f"{OVERVIEW}/{address}?taal=en").text.count("Outdated") == 1
    assert door.get(f"{OVERVIEW}/nothing").status_code == 404


def test_the_owner_sees_that_nothing_was_sent(door):
    assert "Er is nog niets verstuurd." in door.get(OVERVIEW).text
    assert "Nothing was sent yet." in door.get(f"{OVERVIEW}?taal=en").text


@pytest.mark.parametrize(
    ("client", "headers"),
    [
        pytest.param(("10.1.2.3", 1), {}, id="another_machine"),
        pytest.param(("testclient", 1), {}, id="no_address"),
        pytest.param(("127.0.0.1", 1), {"X-Forwarded-For": "10.1.2.3"}, id="behind_a_proxy"),
        pytest.param(("127.0.0.1", 1), {"X-Forwarded-For": "127.0.0.1"}, id="a_proxy_that_is_lied_to"),
        pytest.param(("127.0.0.1", 1), {"Forwarded": "for=127.0.0.1"}, id="behind_a_modern_proxy"),
        pytest.param(("127.0.0.1", 1), {"Host": "evil.example"}, id="a_name_that_was_turned_to_us"),
        pytest.param(("127.0.0.1", 1), {"Host": "localhost.evil.example"}, id="a_name_that_looks_like_ours"),
    ],
)
@pytest.mark.parametrize("path", [OVERVIEW, f"{OVERVIEW}/x"])
def test_only_who_sits_at_the_machine_sees_the_overview(assistant, door_of, data, client, headers, path):
    page = door_of(assistant, data, client).get(path, headers=headers)

    assert page.status_code == 403
    assert "op de machine zelf" in page.text


@pytest.mark.parametrize("host", ["localhost:7860", "127.0.0.1", "[::1]:7860"])
def test_the_machine_has_more_than_one_name(door, host):
    assert door.get(OVERVIEW, headers={"Host": host}).status_code == 200


def entry(day, verdict=Verdict.DOWN, reasons=(), outcome=Outcome.ANSWERED, topic="cbw", question="?"):
    return Entry("1", datetime(2026, 11, day, 12, tzinfo=UTC), verdict, reasons, "", question, outcome, "1", topic)


def test_weeks_begin_on_monday():
    weeks = by_week([entry(22), entry(23, Verdict.UP), entry(29, outcome=Outcome.NOTHING_FOUND)])

    assert [(each.monday.day, each.all, each.up, each.down, each.missing) for each in weeks] == [
        (23, 2, 1, 1, 1),
        (16, 1, 0, 1, 0),
    ]


def test_the_topic_with_most_questions_comes_first():
    groups = missing(
        [entry(1, outcome=Outcome.NOTHING_FOUND), *[entry(1, outcome=Outcome.PARTLY_ANSWERED, topic="")] * 2, entry(2)]
    )

    assert [(each.name, len(each.entries)) for each in groups] == [("", 2), ("cbw", 1)]


def test_a_judgement_with_two_reasons_stands_under_both():
    groups = wrong(
        [entry(1, reasons=(Reason.OUTDATED, Reason.INCORRECT)), entry(2), entry(3, Verdict.UP, (Reason.OUTDATED,))]
    )

    assert [(each.name, len(each.entries)) for each in groups] == [("", 1), ("incorrect", 1), ("outdated", 1)]


def test_a_long_list_is_cut_off_and_says_so():
    page = overview([entry(1, outcome=Outcome.NOTHING_FOUND)] * 60, {}, 60, 26, "nl")

    assert page.count("<a href") == 100
    assert page.count("En nog 10 andere.") == 2
    assert "Dit zijn de nieuwste 60 reacties" in page


@pytest.mark.parametrize(
    ("outcome", "considered", "named"),
    [
        pytest.param(Outcome.NOTHING_FOUND, (("nis2/art_1", 0.2), ("cbw/art_2", 0.3)), "cbw", id="the_nearest"),
        pytest.param(Outcome.OUT_OF_SCOPE, (("ensia/art_1", 0.2),), "", id="outside_the_field"),
        pytest.param(Outcome.NOTHING_FOUND, (), "", id="nothing_near"),
        pytest.param(Outcome.ANSWERED, (("no_source", 0.9),), "no_source", id="an_odd_id"),
    ],
)
def test_the_topic_is_the_source_that_was_nearest(answers, outcome, considered, named):
    found = tuple(Considered(name, name, score, (), used=False) for name, score in considered)

    assert topic(replace(answers.nothing_found, outcome=outcome, considered=found)) == named
