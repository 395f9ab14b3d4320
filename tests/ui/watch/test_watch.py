"""What can be seen of the service: numbers, lines, names of requests, and never a word of a visitor."""

import json
import logging
import re

import pytest
from fastapi.testclient import TestClient

from assistant.answering import Assistant
from assistant.errors import AssistantError
from assistant.types import Progress, Question
from corpus.settings import AccessSettings, AnswerSettings, CorpusSettings, SearchSettings, ServingSettings, Settings
from ui.app import create_app
from ui.watch.figures import Figures
from ui.watch.journal import JsonLines
from ui.watch.trace import continued, request_id
from ui.watch.visit import CURRENT, Visit
from ui.watch.watched import watched

ASK = {"question": "Hoe lang bewaren we de ritgegevens?"}
TRACE, PARENT = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
SECRET = "Zwaluwstaartgeheim"


@pytest.fixture
def house(in_loop, assistant, tmp_path):
    """`house(assistant, rate_limit=…)`: a client at this machine."""

    def made(given=assistant, **access):
        groups = (
            CorpusSettings(data=tmp_path),
            SearchSettings(),
            AnswerSettings(),
            ServingSettings(),
            AccessSettings(**access),
        )
        app = in_loop(lambda: create_app(given, Settings(*groups)))
        return TestClient(
            app, "http://localhost", raise_server_exceptions=False, follow_redirects=False, client=("127.0.0.1", 1)
        )

    return made


@pytest.fixture
def lines(caplog):
    """What would be written on standard output, as JSON lines."""
    caplog.set_level(logging.INFO, "beleidswijzer.requests")
    written = []
    handler = logging.Handler()
    handler.emit = lambda record: written.append(JsonLines().format(record))
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def numbers(client):
    """Every number of ours with its labels: `questions_total{door="api",outcome="answered"}`."""
    text = client.get("/metrics").text
    return {name: float(value) for name, value in re.findall(r"^beleidswijzer_(\S+) (\S+)$", text, re.MULTILINE)}


def test_questions_are_counted_by_door_and_outcome(house):
    client = house()
    client.post("/v1/answers", json=ASK)
    client.post("/v1/answers", json=ASK, headers={"Accept": "text/event-stream"})
    client.post("/v1/answers", json={"question": "Mag ik 06-12345678 opslaan?"})
    client.post(
        "/openai/v1/chat/completions",
        json={"model": "beleidswijzer", "messages": [{"role": "user", "content": ASK["question"]}]},
    )

    found = numbers(client)

    assert found['questions_total{door="api",outcome="answered"}'] == 2
    assert found['questions_total{door="api",outcome="blocked"}'] == 1
    assert found['questions_total{door="openai",outcome="answered"}'] == 1
    assert found['answer_seconds_count{door="api"}'] == 3
    for stage in ("understanding", "searching", "reading", "checking"):
        assert found[f'stage_seconds_count{{stage="{stage}"}}'] >= 3
        assert found[f'stage_seconds_sum{{stage="{stage}"}}'] > 0


def test_the_index_and_its_age_are_shown(house, assistant):
    found = numbers(house())

    assert found["ready"] == 1
    assert 0 < found["index_age_seconds"] < 3600
    assert found["corpus_age_seconds"] > 0
    stamp = assistant.stamp()
    assert found[f'index_info{{corpus_date="2026-11-01",encoder="{stamp.encoder}",version="{stamp.version}"}}'] == 1


def test_without_an_index_there_are_numbers_too(house, failing):
    found = numbers(house(failing(AssistantError("No index."))))

    assert found["ready"] == 0
    assert str(found["index_age_seconds"]) == "nan"


def test_requests_are_counted_by_address_and_not_by_what_was_asked(house):
    client = house()
    for path in (
        "/v1/provisions/fiets/art_5",
        "/v1/provisions/fiets/art_6__para_1",
        f"/{SECRET}",
        f"/v1/{SECRET}",
        f"/v1/sources?q={SECRET}",
    ):
        client.get(path)
    client.request(SECRET.upper(), "/v1/sources")

    text = client.get("/metrics").text
    routes = set(re.findall(r'requests_total{[^}]*route="([^"]*)"', text))

    assert SECRET.lower() not in text.lower()
    assert routes >= {"/v1/provisions/{source}/{eid}", "/v1/sources", "/v1/…", "/…"}


def test_what_was_not_let_in_is_counted(house):
    client = house(rate_limit="1/hour")
    for _ in range(3):
        client.post("/v1/answers", json=ASK)

    found = numbers(client)

    assert found['rate_limited_total{limit="user"}'] == 2
    assert found['refused_total{reason="rate_limited"}'] == 2


class Faltering(Assistant):
    """It does not end as it should."""

    def __init__(self, error=None):
        self.error = error

    def answering(self, question):
        yield Progress("understanding")
        if self.error:
            raise self.error
        yield Progress("searching")


@pytest.mark.parametrize(
    ("error", "outcome"), [(None, "left"), (AssistantError("No model."), "unavailable"), (ValueError(SECRET), "failed")]
)
def test_a_question_that_did_not_end_is_counted_too(error, outcome):
    figures = Figures()
    steps = watched(Faltering(error), figures).answering(Question("a"))

    next(steps)
    if error:
        with pytest.raises(type(error)):
            next(steps)
    else:
        steps.close()

    assert figures.register.get_sample_value("beleidswijzer_questions_total", {"door": "chat", "outcome": outcome}) == 1


def test_an_answer_that_the_model_did_not_write_is_a_failure(answers):
    class Other(Assistant):
        def __init__(self):
            self.model = type("Model", (), {"name": "openai:big"})()

        def answering(self, question):
            yield answers.answered  # by the quoting model

    figures = Figures()
    watched(Other(), figures).answer(Question("a"))

    assert figures.register.get_sample_value("beleidswijzer_model_failures_total") == 1


def test_two_houses_in_one_process_count_apart(house):
    one, other = house(), house()
    one.post("/v1/answers", json=ASK)

    assert 'questions_total{door="api",outcome="answered"}' not in numbers(other)


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
