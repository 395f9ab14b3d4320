"""A judge model over the OpenAI protocol: asked once for the same thing, and never remembered when it failed."""

import json
import warnings
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import SimpleNamespace

import pytest

from assistant.types import Outcome, Question
from corpus.settings import AnswerSettings
from evals.citations import Text
from evals.judge import Judge, JudgeError


@pytest.fixture
def server() -> Iterator[SimpleNamespace]:
    """Says what `reply` holds with `status`, and keeps what it was `asked`."""
    state = SimpleNamespace(reply="Yes.", status=200, asked=[])

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            state.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            message = {"role": "assistant", "content": state.reply}
            body = {"id": "1", "object": "chat.completion", "created": 0, "model": "judge",
                    "choices": [{"index": 0, "message": message, "finish_reason": "stop"}]}  # fmt: skip
            content = json.dumps(body).encode()
            self.send_response(state.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Tests are silent."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{listening.server_port}/v1"
    thread = Thread(target=listening.serve_forever)
    thread.start()
    yield state
    listening.shutdown()
    listening.server_close()
    thread.join()


@pytest.fixture
def judge(server, tmp_path, monkeypatch) -> Judge:
    monkeypatch.setenv("BELEIDSWIJZER_MODEL_URL", server.url)
    monkeypatch.setenv("BELEIDSWIJZER_MODEL_KEY", "secret")
    return Judge.open("openai:judge", AnswerSettings(), tmp_path / "judge")


@pytest.fixture
def answer(assistant):
    return assistant.answer(Question("Hoe lang bewaren we de ritgegevens?", "nl", as_of=date(2026, 11, 23)))


def test_it_sees_the_sentence_and_the_texts_it_cites(judge, server, answer, assistant):
    assert judge.share(answer, Text(assistant.live.now())) == 1

    seen = server.asked[0]["messages"][-1]["content"]
    assert "Sentence: De gemeente bewaart ritgegevens minstens zes maanden." in seen
    assert "ten minste zes maanden" in seen
    assert server.asked[0]["temperature"] == 0


def test_the_same_is_asked_once(judge, server, tmp_path):
    assert judge.says_yes("one")
    server.reply = "no"
    assert judge.says_yes("one")
    assert not judge.says_yes("two")
    assert len(server.asked) == len(list((tmp_path / "judge").iterdir())) == 2


def test_another_judge_is_asked_anew(judge, server, tmp_path):
    judge.says_yes("one")
    judge.name = "openai:other"
    judge.says_yes("one")

    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("status", "reply", "told"),
    [
        pytest.param(500, "", "does not answer", id="a failed call"),
        pytest.param(200, "It depends.", "It depends", id="an unclear reply"),
        pytest.param(200, "", "yes or no was asked", id="an empty reply"),
    ],
)
def test_a_failure_is_told_and_never_kept(judge, server, status, reply, told):
    server.status, server.reply = status, reply
    with warnings.catch_warnings(), pytest.raises(JudgeError, match=told):
        judge.says_yes("one")

    server.status, server.reply = 200, "no"
    assert not judge.says_yes("one")


def test_a_sentence_without_a_provision_needs_no_judge(judge, server, answer, assistant):
    bare = replace(answer, text="Bewaar alles. Altijd [7].")

    assert judge.share(bare, Text(assistant.live.now())) == 0
    assert server.asked == []


def test_a_refusal_is_not_judged(judge, answer, assistant):
    assert judge.share(replace(answer, outcome=Outcome.NOTHING_FOUND), Text(assistant.live.now())) is None


def test_a_judge_that_does_not_exist_is_refused():
    with pytest.raises(JudgeError, match="nobody:judge cannot be used"):
        Judge.open("nobody:judge", AnswerSettings())
