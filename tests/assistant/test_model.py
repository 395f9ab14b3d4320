"""A language model behind the OpenAI protocol writes; what it writes is checked like everything else."""

import json
import re
import socket
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from assistant import Assistant, AssistantError
from assistant.model import LanguageModel
from assistant.types import Answer, Outcome, Question
from corpus.settings import AnswerSettings

TODAY = date(2026, 11, 23)
KEEP = "Hoe lang bewaren we de ritgegevens?"
GOOD, ALSO_GOOD = "De gemeente bewaart ritgegevens minstens zes maanden [1].", "Dit geldt vanaf 1 maart 2027 [1]."
INVENTED = "Wethouders dragen daarbij altijd een helm [1]."


class Scripted(ThreadingHTTPServer):
    """A server that gives one reply to whatever it is asked, and remembers what that was."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.reply, self.status = "", 200
        self.asked: list[dict[str, object]] = []
        self.headers: list[dict[str, str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    @property
    def prompt(self) -> str:
        return json.dumps(self.asked[-1]["messages"], ensure_ascii=False)


class _Handler(BaseHTTPRequestHandler):
    server: Scripted

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append(json.loads(body) | {"path": self.path})
        self.server.headers.append({name.lower(): value for name, value in self.headers.items()})
        message = {"role": "assistant", "content": self.server.reply}
        answer: dict[str, object] = {
            "id": "1", "object": "chat.completion", "created": 1, "model": "small",
            "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
        }  # fmt: skip
        content = json.dumps(answer if self.server.status == 200 else {"error": {"message": "no"}}).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def running() -> Iterator[Scripted]:
    with Scripted() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def server(running: Scripted, monkeypatch: pytest.MonkeyPatch) -> Scripted:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    running.reply, running.status = "", 200
    return running


@pytest.fixture
def ask(server: Scripted, assistant: Assistant) -> Callable[..., Answer]:
    """Ask the small corpus with a model that gives this reply."""
    model = LanguageModel.open(settings(server.url))
    asking = Assistant(assistant.live, model, 6000)

    def asked(reply: str, question: str = KEEP) -> Answer:
        server.reply = reply
        return asking.answer(Question(question, as_of=TODAY))

    return asked


def settings(url: str) -> AnswerSettings:
    return AnswerSettings(model="openai:small", model_url=url, model_key="key-7431")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reply", "outcome", "text", "removed"),
    [
        pytest.param(f"{GOOD} {ALSO_GOOD}", Outcome.ANSWERED, f"{GOOD} {ALSO_GOOD}", 0, id="good"),
        pytest.param(f"{GOOD}\n\n{ALSO_GOOD}", Outcome.ANSWERED, f"{GOOD}\n\n{ALSO_GOOD}", 0, id="two paragraphs"),
        pytest.param(f"{GOOD} {INVENTED}", Outcome.PARTLY_ANSWERED, GOOD, 1, id="one invented sentence"),
        pytest.param(f"{INVENTED} {GOOD} {INVENTED}", Outcome.PARTLY_ANSWERED, GOOD, 2, id="two invented sentences"),
        pytest.param(GOOD.replace("[1]", "[9]"), Outcome.NOTHING_FOUND, None, 1, id="a number that is not there"),
        pytest.param(f"{GOOD} Nog iets [9].", Outcome.PARTLY_ANSWERED, GOOD, 1, id="and beside a good one"),
        pytest.param(GOOD.replace(" [1]", ""), Outcome.NOTHING_FOUND, None, 1, id="no number"),
        pytest.param(GOOD.replace("zes", "99"), Outcome.NOTHING_FOUND, None, 1, id="a wrong figure"),
        pytest.param("", Outcome.NOTHING_FOUND, None, 0, id="an empty reply"),
        pytest.param("Dat weet ik niet.", Outcome.NOTHING_FOUND, None, 1, id="it does not know"),
    ],
)
def test_only_what_its_provision_bears_is_shown(
    ask: Callable[..., Answer], reply: str, outcome: Outcome, text: str | None, removed: int
) -> None:
    answer = ask(reply)

    assert (answer.outcome, answer.removed) == (outcome, removed)
    assert answer.text == text if text else answer.citations == ()
    assert answer.model == "openai:small"


def test_what_was_taken_out_is_nowhere_in_the_answer(ask: Callable[..., Answer]) -> None:
    answer = ask(f"{GOOD} {INVENTED} Lees verder op https://kwaad.example [1].")

    assert "helm" not in answer.text
    assert "kwaad.example" not in repr(answer)


def test_the_addresses_come_from_the_corpus_and_never_from_the_model(ask: Callable[..., Answer]) -> None:
    assert all(each.url.startswith("https://eur-lex.europa.eu/eli/fiets") for each in ask(GOOD).citations)


def test_the_model_reads_the_provisions_with_their_numbers_and_no_web_address(
    ask: Callable[..., Answer], server: Scripted
) -> None:
    ask(GOOD)

    assert "[1] Fietsverordening, artikel 4, lid 1" in server.prompt
    assert "De gemeente bewaart ritgegevens minstens zes maanden." in server.prompt
    assert "ten minste zes maanden" in server.prompt
    assert not re.search(r"https?:|www\.|eur-lex|example\.org", server.prompt)


def test_the_model_is_told_the_day_the_language_and_the_question(ask: Callable[..., Answer], server: Scripted) -> None:
    ask(GOOD)
    assert all(words in server.prompt for words in ("23 november 2026", "Dutch", KEEP))

    ask(GOOD, "How long do we keep ride records?")
    assert all(words in server.prompt for words in ("23 November 2026", "English", "Article 4(1)", "six months"))


def test_braces_and_dollars_in_a_question_harm_nothing(ask: Callable[..., Answer], server: Scripted) -> None:
    ask(GOOD, "Wat zegt artikel 4, lid 1, van de Fietsverordening over {x} $as_of ${provisions}?")

    assert "{x} $as_of ${provisions}" in server.prompt


def test_the_key_goes_to_the_server_as_a_header_and_not_into_the_prompt(
    ask: Callable[..., Answer], server: Scripted
) -> None:
    ask(GOOD)

    assert server.asked[-1]["path"] == "/v1/chat/completions"
    assert server.headers[-1]["authorization"] == "Bearer key-7431"
    assert "key-7431" not in json.dumps(server.asked[-1])


def refused(asking: Callable[[], object]) -> str:
    with pytest.raises(AssistantError) as error:
        asking()
    assert "\n" not in str(error.value)
    assert "key-7431" not in str(error.value)
    return str(error.value)


def test_a_server_that_is_down_is_named_with_what_to_set(assistant: Assistant) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, but nobody listens
        model = LanguageModel.open(settings(f"http://127.0.0.1:{taken.getsockname()[1]}/v1"))
        said = refused(lambda: Assistant(assistant.live, model, 6000).answer(Question(KEEP, as_of=TODAY)))

    assert all(words in said for words in ("openai:small", "BELEIDSWIJZER_MODEL", "quoting"))


@pytest.mark.parametrize("status", [401, 404, 429, 500])
def test_a_server_that_refuses_is_an_error_of_one_sentence(
    ask: Callable[..., Answer], server: Scripted, status: int
) -> None:
    server.status = status

    assert "openai:small" in refused(lambda: ask(GOOD))


@pytest.mark.parametrize("name", ["nonsense", "nosuchmaker:model"])
def test_a_model_that_does_not_exist_is_refused_at_once(name: str) -> None:
    assert "BELEIDSWIJZER_MODEL" in refused(lambda: LanguageModel.open(AnswerSettings(model=name)))
