"""The log: one line a request, and no word of a visitor."""

import json
import logging
import sys

import pytest

from ui.watch.journal import PlainLines
from ui.watch.visit import CURRENT, Visit

SECRET = "Zwaluwstaartgeheim"


def test_a_request_is_one_line_and_says_no_more_than_this(house, lines):
    house().get(f"/v1/provisions/fiets/art_5?asOf=2026-11-01&q={SECRET}")

    [line] = [json.loads(each) for each in lines]

    assert set(line) == {
        "time",
        "level",
        "logger",
        "message",
        "request",
        "trace",
        "method",
        "route",
        "status",
        "ms",
        "visitor",
    }
    assert (line["method"], line["route"], line["status"], line["visitor"]) == (
        "GET",
        "/v1/provisions/{source}/{eid}",
        200,
        "neighbour",
    )


@pytest.mark.parametrize("broken", [False, True], ids=["it_works", "it_breaks"])
def test_no_word_of_a_visitor_comes_into_the_log(house, lines, failing, assistant, broken):
    """Question, query, key, person and end user: asked through every door, also where it fails."""
    client = house(
        failing(ValueError(SECRET)) if broken else assistant, trusted_proxy="127.0.0.1", user_header="Remote-User"
    )
    told = {"Remote-User": f"{SECRET}@a.example", "Authorization": f"Bearer bwk_{SECRET}", "End-User-Id": SECRET}
    for headers in (
        told,
        {"Authorization": f"Bearer {SECRET}"},
        {"X-Request-Id": f"{SECRET} <>"},
        {"traceparent": SECRET},
    ):
        client.post(f"/v1/answers?q={SECRET}", json={"question": SECRET}, headers=headers)
        client.post("/v1/answers", json={"question": SECRET}, headers=headers | {"Accept": "text/event-stream"})
        client.post("/v1/answers", json={"question": SECRET, "asOf": SECRET}, headers=headers)
        client.post("/v1/searches", json={"question": SECRET}, headers=headers)
        client.post(
            "/openai/v1/chat/completions",
            json={"model": "beleidswijzer", "messages": [{"role": "user", "content": SECRET}]},
            headers=headers,
        )
        client.post("/gradio_api/queue/join", json={"data": [SECRET]}, headers=headers)
        client.get(f"/bronnen/{SECRET}?taal={SECRET}", headers=headers)
        client.get(f"/{SECRET}", headers=headers)

    assert len(lines) >= 32
    assert SECRET not in "".join(lines)
    assert all(json.loads(each) for each in lines)


def test_an_error_is_told_by_its_kind_and_its_place(lines):
    token = CURRENT.set(Visit(request="intranet-0001"))
    try:
        {}[SECRET]
    except KeyError:
        logging.getLogger("ui").exception("Something\nfailed")
    CURRENT.reset(token)

    [line] = lines
    said = json.loads(line)
    assert "\n" not in line
    assert SECRET not in line
    assert (said["error"], said["request"]) == ("KeyError", "intranet-0001")
    assert said["at"][-1].startswith(__file__)


def test_for_people_too_an_error_is_told_without_what_was_asked():
    try:
        raise ValueError(SECRET)
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "A request failed", (), sys.exc_info())
    said = PlainLines().format(record)

    assert said.startswith("ERROR: A request failed\n  ValueError at ")
    assert "test_journal.py:" in said
    assert SECRET not in said
