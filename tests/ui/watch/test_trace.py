"""Names of requests and of the journeys they belong to."""

import json
import re

import pytest

from ui.watch.trace import continued, request_id

TRACE, PARENT = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"


@pytest.mark.parametrize(
    ("header", "journey"),
    [
        pytest.param(f"00-{TRACE}-{PARENT}-01", TRACE, id="valid"),
        pytest.param(f"cc-{TRACE}-{PARENT}-01-later", TRACE, id="a_later_version"),
        pytest.param(f"00-{TRACE}-{PARENT}-01-more", None, id="too_long_for_its_version"),
        pytest.param(f"ff-{TRACE}-{PARENT}-01", None, id="no_version"),
        pytest.param(f"00-{'0' * 32}-{PARENT}-01", None, id="no_journey"),
        pytest.param(f"00-{TRACE}-{'0' * 16}-01", None, id="no_part"),
        pytest.param(f"00-{TRACE.upper()}-{PARENT}-01", None, id="capitals"),
        pytest.param(f"00-{TRACE}-{PARENT}", None, id="too_short"),
        pytest.param("", None, id="none"),
    ],
)
def test_a_valid_trace_goes_on_and_another_begins_anew(header, journey):
    trace = continued(header)

    assert re.fullmatch(r"00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]", trace.parent)
    assert (trace.journey == journey) is bool(journey)
    assert trace.part != PARENT


@pytest.mark.parametrize(
    ("given", "kept"),
    [("intranet-2026.11_26-77", True), ("a" * 64, True), ("a" * 65, False), ("short", False), ("a b c d e f g", False), ("", False),
     ('"},{"a":"', False), ("éééééééééé", False), ("aaaaaaaaa\n", False), ("-leading-hyphen", False)],
)  # fmt: skip
def test_a_request_keeps_its_name_where_that_is_harmless(given, kept):
    assert (request_id(given) == given) is kept


def test_names_go_out_again_and_the_same_trace_stands_in_the_log(house, lines):
    headers = {"X-Request-Id": "intranet-0001", "traceparent": f"00-{TRACE}-{PARENT}-01"}

    response = house().get("/v1/sources", headers=headers)
    [line] = [json.loads(each) for each in lines]

    assert response.headers["x-request-id"] == line["request"] == "intranet-0001"
    assert response.headers["traceparent"].split("-")[1] == line["trace"] == TRACE
    assert response.headers["traceparent"].split("-")[2] != PARENT


@pytest.mark.parametrize("name", ["X-Request-Id", "traceparent"])
def test_two_names_are_none(house, name):
    value = "intranet-0001" if name == "X-Request-Id" else f"00-{TRACE}-{PARENT}-01"
    response = house().get("/v1/sources", headers=[(name, value), (name, value)])

    assert value not in response.headers[name]
    assert TRACE not in response.headers[name]
