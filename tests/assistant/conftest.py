"""A server that speaks the OpenAI protocol and says what a test tells it to, well or badly."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from time import sleep
from types import SimpleNamespace

import pytest

from assistant import Assistant
from assistant.model import LanguageModel
from assistant.types import Answer, Question
from corpus.settings import AnswerSettings

PIECE = 12  # characters of a streamed piece


class Scripted(ThreadingHTTPServer):
    """Gives one reply to whatever it is asked, in the way that `how` says, and remembers what it was asked."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[dict[str, object]] = []
        self.headers: list[dict[str, str]] = []
        self.released, self.left = Event(), Event()
        self.say("")

    def say(self, reply: str, how: str = "stream", status: int = 200, pause: float = 0.0) -> None:
        """`how`: stream, hang, cut, raw (the reply is the whole body), text (no fields), or twice (at the second try)."""
        self.reply, self.how, self.status, self.pause = reply, how, status, pause
        self.asked.clear()
        self.released.clear()
        self.left.clear()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    @property
    def prompt(self) -> str:
        return json.dumps(self.asked[-1]["messages"], ensure_ascii=False)


class _Handler(BaseHTTPRequestHandler):
    server: Scripted

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body | {"path": self.path})
        self.server.headers.append({name.lower(): value for name, value in self.headers.items()})
        with suppress(ConnectionError):
            self._answer(self.server.how, body)
        self.close_connection = True

    def _answer(self, how: str, body: dict[str, object]) -> None:
        fails = {"twice": len(self.server.asked) == 1, "text": "response_format" in body}
        if how == "hang":
            self.server.released.wait(20)
        elif how == "raw":
            self._whole(self.server.reply.encode())
        elif self.server.status != 200 or fails.get(how):
            self._whole(b'{"error": {"message": "no"}}', 400 if how in fails else self.server.status)
        elif body.get("stream"):
            self._pieces(cut=how == "cut")
        else:
            message = {"role": "assistant", "content": self.server.reply}
            answer = {"id": "1", "object": "chat.completion", "created": 1, "model": "small",
                      "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
                      "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}}  # fmt: skip
            self._whole(json.dumps(answer).encode(), cut=how == "cut")

    def _whole(self, content: bytes, status: int = 200, *, cut: bool = False) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        content = content[: len(content) // 2] if cut else content
        for start in range(0, len(content), PIECE) if self.server.pause else ():
            self.wfile.write(content[start : start + PIECE])
            sleep(self.server.pause)
        if not self.server.pause:
            self.wfile.write(content)

    def _pieces(self, *, cut: bool) -> None:
        """As server-sent events, one after another; cut: the connection ends in the middle of one."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        pieces = [self.server.reply[start : start + PIECE] for start in range(0, len(self.server.reply), PIECE)]
        try:
            for piece in pieces[: len(pieces) // 2] if cut else pieces:
                self._event(json.dumps(_chunk({"role": "assistant", "content": piece}, None)))
                sleep(self.server.pause)
            if not cut:
                self._event(json.dumps(_chunk({}, "stop")))
                self._event("[DONE]")
                self.wfile.write(b"0\r\n\r\n")
        except ConnectionError:
            self.server.left.set()

    def _event(self, data: str) -> None:
        line = f"data: {data}\n\n".encode()
        self.wfile.write(b"%x\r\n%s\r\n" % (len(line), line))
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Quiet."""


def _chunk(delta: dict[str, str], finish: str | None) -> dict[str, object]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "small", "choices": [choice]}


@pytest.fixture(scope="session")
def answers(dev: SimpleNamespace) -> dict[str, Answer]:
    """The answer to each golden question of `dev`, by its id."""
    return dev.answers  # type: ignore[no-any-return]


@pytest.fixture(scope="session")
def _running() -> Iterator[Scripted]:
    with Scripted() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def server(_running: Scripted, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scripted]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    _running.say("")
    yield _running
    _running.released.set()


@pytest.fixture
def model_of() -> Callable[..., LanguageModel]:
    """The language model behind an address."""

    def made(url: str, seconds: int = 20, model: str = "small") -> LanguageModel:
        settings = AnswerSettings(model=f"openai:{model}", model_url=url, model_key="key-7431", model_seconds=seconds)  # type: ignore[arg-type]
        return LanguageModel.open(settings)

    return made


@pytest.fixture
def with_model(server: Scripted, assistant: Assistant, model_of: Callable[..., LanguageModel]) -> Assistant:
    """The small corpus, answered by the scripted server."""
    return Assistant(assistant.live, model_of(server.url), 6000)


@pytest.fixture
def ask(server: Scripted, with_model: Assistant) -> Callable[..., Answer]:
    """Ask the small corpus with a model that gives this reply, in the way that `how` says."""

    def asked(reply: str, question: str = "Hoe lang bewaren we de ritgegevens?", **how: object) -> Answer:
        server.say(reply, **how)
        return with_model.answer(Question(question, as_of=date(2026, 11, 23)))

    return asked
