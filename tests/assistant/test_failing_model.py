"""A language model whose server fails, lingers or never ends, and a reader who leaves: the quoting model answers, in time."""

import json
import socket
import threading
import time
from collections.abc import Callable
from datetime import date

import pytest

from assistant import Assistant
from assistant.model import LanguageModel
from assistant.types import Answer, NoticeKind, Outcome, Question

TODAY = date(2026, 11, 23)
KEEP = "Hoe lang bewaren we de ritgegevens?"
GOOD = "De gemeente bewaart ritgegevens minstens zes maanden [1]."
FIELDS = json.dumps(
    {
        "sentences": [
            {"text": GOOD.replace(" [1]", ""), "numbers": [1], "words": ["minstens zes maanden"], "item": False}
        ]
    }
)


def nobody_writes() -> bool:
    """Whether all threads of language models end soon."""
    writers = [each for each in threading.enumerate() if each.name == "language model"]
    for each in writers:
        each.join(10)
    return not any(each.is_alive() for each in writers)


def is_quoted(answer: Answer) -> bool:
    """Whether the quoting model answered, in full, and the answer says so."""
    said = [each for each in answer.notices if each.kind is NoticeKind.FALLBACK]
    return answer.model == "quoting" and len(said) == 1 and answer.outcome is Outcome.ANSWERED and GOOD in answer.text


@pytest.mark.parametrize(
    ("reply", "how"),
    [
        pytest.param("", {"status": 401}, id="a wrong key"),
        pytest.param("", {"status": 404}, id="no such model"),
        pytest.param("", {"status": 429}, id="too many questions"),
        pytest.param("", {"status": 500}, id="the server fails"),
        pytest.param(FIELDS, {"how": "cut"}, id="the connection is cut in the middle"),
        pytest.param("", {"how": "raw"}, id="an empty body"),
        pytest.param("<html>502 Bad Gateway</html>", {"how": "raw"}, id="a page instead of JSON"),
        pytest.param('{"choices": [{"mess', {"how": "raw"}, id="JSON that is broken off"),
        pytest.param('{"choices": []}', {"how": "raw"}, id="no choices"),
        pytest.param("null", {"how": "raw"}, id="null"),
        pytest.param("", {}, id="an empty reply"),
    ],
)
def test_where_the_server_fails_the_quoting_model_answers_and_says_so(
    ask: Callable[..., Answer], server, caplog: pytest.LogCaptureFixture, reply: str, how: dict[str, object]
) -> None:
    answer = ask(reply, **how)

    assert is_quoted(answer)
    assert answer.removed == 0
    assert len(server.asked) == 2, "one retry"
    assert reply == how == {} or not reply or "quoting" in caplog.text


def test_a_server_that_is_down_is_logged_with_what_to_set(
    assistant: Assistant, model_of: Callable[..., LanguageModel], caplog: pytest.LogCaptureFixture
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, but nobody listens
        model = model_of(f"http://127.0.0.1:{taken.getsockname()[1]}/v1")
        assert is_quoted(Assistant(assistant.live, model, 6000).answer(Question(KEEP, as_of=TODAY)))

    assert all(words in caplog.text for words in ("openai:small", "BELEIDSWIJZER_MODEL", "quoting"))


@pytest.mark.parametrize("how", [{"how": "hang"}, {"pause": 0.1}], ids=["says nothing", "drips"])
def test_a_model_that_is_too_slow_is_not_waited_for(
    assistant: Assistant, server, model_of: Callable[..., LanguageModel], how: dict[str, object]
) -> None:
    server.say(FIELDS, **how)
    started = time.monotonic()
    *signs, answer = Assistant(assistant.live, model_of(server.url, seconds=1), 6000).answering(
        Question(KEEP, as_of=TODAY)
    )

    assert is_quoted(answer)
    assert time.monotonic() - started < 5
    assert [each.stage for each in signs][-2:] == ["writing", "checking"]


def test_a_reply_without_an_end_is_not_read_to_it(ask: Callable[..., Answer], server, monkeypatch) -> None:
    monkeypatch.setattr("assistant.model.LONGEST", 200)

    assert is_quoted(ask(GOOD * 200, how="text"))


def test_a_reader_who_leaves_stops_the_model(with_model: Assistant, server, monkeypatch) -> None:
    monkeypatch.setattr("assistant.model.BEAT", 0.05)
    server.say(GOOD * 100, how="text", pause=0.02)
    answering = with_model.answering(Question(KEEP, as_of=TODAY))
    assert any(each.stage == "writing" and len(server.asked) == 2 for each in answering)

    answering.close()

    assert server.left.wait(5), "the server still writes"
    assert nobody_writes()


def test_a_reader_who_leaves_a_model_that_says_nothing_leaves_a_thread_that_ends_with_its_time(
    assistant: Assistant, server, model_of: Callable[..., LanguageModel], monkeypatch
) -> None:
    monkeypatch.setattr("assistant.model.BEAT", 0.05)
    server.say("", how="hang")
    answering = Assistant(assistant.live, model_of(server.url, seconds=1), 6000).answering(Question(KEEP, as_of=TODAY))
    assert any(each.stage == "writing" for each in answering)

    answering.close()

    assert nobody_writes()
    assert len(server.asked) == 1, "nothing is asked for a reader who has left"


def test_signs_of_a_model_that_writes_show_nothing_of_what_it_writes(
    with_model: Assistant, server, monkeypatch
) -> None:
    monkeypatch.setattr("assistant.model.BEAT", 0.02)
    server.say(FIELDS, pause=0.02)
    *signs, answer = with_model.answering(Question(KEEP, as_of=TODAY))

    assert {each.stage for each in signs} == {"understanding", "searching", "reading", "writing", "checking"}
    assert not any("zes maanden" in each.detail for each in signs)
    assert answer.text == GOOD
