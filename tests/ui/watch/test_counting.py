"""The numbers: questions, stages, the index, requests, refusals; never a word of a visitor."""

import json
import re

import pytest

from assistant.answering import Assistant
from assistant.errors import AssistantError
from assistant.types import Progress, Question
from ui.gate.places import place_of
from ui.watch.figures import Figures
from ui.watch.visit import CURRENT, Visit
from ui.watch.watched import watched

ASK = {"question": "Hoe lang bewaren we de ritgegevens?"}
SECRET = "Zwaluwstaartgeheim"


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
    assert "/v1/sources/…" not in routes


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


@pytest.mark.parametrize(("has_ended", "door"), [(False, "mcp"), (True, "chat")])
def test_what_goes_on_after_its_request_is_the_queue_of_the_chat(answers, has_ended, door):
    class One(Assistant):
        def __init__(self):
            self.model = type("Model", (), {"name": "quoting"})()

        def answering(self, question):
            yield answers.answered

    figures, token = Figures(), CURRENT.set(Visit(place=place_of("/mcp"), has_ended=has_ended))
    watched(One(), figures).answer(Question("a"))
    CURRENT.reset(token)

    assert (
        figures.register.get_sample_value("beleidswijzer_questions_total", {"door": door, "outcome": "partly_answered"})
        == 1
    )


def test_reactions_are_counted_by_the_door_they_came_through(house):
    client = house()
    answer = client.post("/v1/answers", json=ASK).json()

    kept = client.post("/v1/feedback", json={"answer": answer, "verdict": "up"})
    client.post("/v1/feedback", json={"answer": answer, "verdict": "maybe"})
    client.post("/terugkoppeling", data={"answer": json.dumps(answer), "verdict": "down"})

    assert kept.status_code == 201
    assert numbers(client)['feedback_total{door="api"}'] == 1
    assert numbers(client)['feedback_total{door="pages"}'] == 1
