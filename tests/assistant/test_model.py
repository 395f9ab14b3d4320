"""A language model behind the OpenAI protocol writes; what it is told, how long it may take, and who answers where it fails."""

import json
import re
import socket
import threading
import time
from collections.abc import Callable
from datetime import date

import pytest
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage

from assistant import Assistant, AssistantError
from assistant.model import LanguageModel
from assistant.types import Answer, NoticeKind, Outcome, Question
from corpus.settings import AnswerSettings

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


@pytest.fixture
def ask(server, with_model: Assistant) -> Callable[..., Answer]:
    """Ask the small corpus with a model that gives this reply."""

    def asked(reply: str, question: str = KEEP, **how: object) -> Answer:
        server.say(reply, **how)
        return with_model.answer(Question(question, as_of=TODAY))

    return asked


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
    ("reply", "how", "calls"),
    [
        pytest.param(FIELDS, "stream", 1, id="fields"),
        pytest.param(GOOD, "stream", 1, id="text, though fields were asked"),
        pytest.param(GOOD, "text", 2, id="text, from a server that refuses to give fields"),
        pytest.param(FIELDS, "text", 2, id="JSON in the text of such a server"),
        pytest.param(FIELDS, "twice", 2, id="fields, at the second try"),
    ],
)
def test_a_model_answers_whatever_its_server_can_do(
    ask: Callable[..., Answer], server, reply: str, how: str, calls: int
) -> None:
    answer = ask(reply, how=how)

    assert (answer.text, answer.model, answer.removed) == (GOOD, "openai:small", 0)
    assert not [each for each in answer.notices if each.kind is NoticeKind.FALLBACK]
    assert len(server.asked) == calls


def test_fields_are_asked_for_by_their_schema_and_then_plain_text(ask: Callable[..., Answer], server) -> None:
    ask("Hallo!")

    first, second = server.asked
    assert first["response_format"]["json_schema"]["schema"]["properties"]["sentences"]
    assert "response_format" not in second
    assert "square brackets" in json.dumps(second["messages"])


def test_a_model_that_knows_no_fields_and_no_tools_writes_text(assistant: Assistant) -> None:
    model = LanguageModel(GenericFakeChatModel(messages=iter([AIMessage(GOOD)])), "fake")

    answer = Assistant(assistant.live, model, 6000).answer(Question(KEEP, as_of=TODAY))

    assert (answer.text, answer.model) == (GOOD, "fake")


class CallsTools(GenericFakeChatModel):
    """A model that gives fields as the arguments of a tool, as many makers' models do."""

    def bind_tools(self, tools, **_: object):
        assert tools[0]["title"] == "answer"
        return self


def test_a_model_that_gives_fields_as_a_tool_call_is_read_alike(assistant: Assistant) -> None:
    call = {"name": "answer", "args": json.loads(FIELDS), "id": "1"}
    model = LanguageModel(CallsTools(messages=iter([AIMessage("", tool_calls=[call])])), "fake")

    answer = Assistant(assistant.live, model, 6000).answer(Question(KEEP, as_of=TODAY))

    assert (answer.text, answer.model) == (GOOD, "fake")


def test_the_addresses_come_from_the_corpus_and_never_from_the_model(ask: Callable[..., Answer]) -> None:
    assert all(each.url.startswith("https://eur-lex.europa.eu/eli/fiets") for each in ask(GOOD).citations)


def test_the_model_reads_the_provisions_with_their_numbers_standing_and_no_web_address(
    ask: Callable[..., Answer], server
) -> None:
    ask(GOOD)

    assert "[1] Fietsverordening, artikel 4, lid 1" in server.prompt
    assert "law that does not apply yet on 23 november 2026; it applies from 1 maart 2027" in server.prompt
    assert "De gemeente bewaart ritgegevens minstens zes maanden." in server.prompt
    assert "ten minste zes maanden" in server.prompt
    assert not re.search(r"https?:|www\.|eur-lex|example\.org", server.prompt)


@pytest.mark.parametrize(
    ("question", "standing"),
    [
        pytest.param("Aan welke eisen voldoet een fietsenstalling?", "law in force on 23 november 2026", id="law"),
        pytest.param("Krijgen leerlingen gratis helmen?", "letter of a minister", id="a letter"),
        pytest.param("Hoe breed wordt een snelfietspad?", "proposal, not law", id="a proposal"),
    ],
)
def test_the_model_is_told_what_a_provision_is(
    ask: Callable[..., Answer], server, question: str, standing: str
) -> None:
    ask(GOOD, question)

    assert f"Standing: {standing}" in server.prompt


def test_the_model_is_told_the_day_the_language_and_the_question(ask: Callable[..., Answer], server) -> None:
    ask(GOOD)
    assert all(words in server.prompt for words in ("23 november 2026", "Dutch", KEEP))

    ask(GOOD, "How long do we keep ride records?")
    assert all(words in server.prompt for words in ("23 November 2026", "English", "Article 4(1)", "six months"))


def test_braces_and_dollars_in_a_question_harm_nothing(ask: Callable[..., Answer], server) -> None:
    ask(GOOD, "Wat zegt artikel 4, lid 1, van de Fietsverordening over {x} $as_of ${provisions}?")

    assert "{x} $as_of ${provisions}" in server.prompt


def test_the_key_goes_to_the_server_as_a_header_and_nowhere_else(
    ask: Callable[..., Answer], server, caplog: pytest.LogCaptureFixture
) -> None:
    ask(GOOD)
    assert server.asked[-1]["path"] == "/v1/chat/completions"
    assert server.headers[-1]["authorization"] == "Bearer key-7431"
    assert "key-7431" not in json.dumps(server.asked[-1])

    assert "key-7431" not in repr(ask("", status=401))
    assert "key-7431" not in caplog.text


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


@pytest.mark.parametrize("name", ["nonsense", "nosuchmaker:model"])
def test_a_model_that_does_not_exist_is_refused_at_once(name: str) -> None:
    with pytest.raises(AssistantError, match="BELEIDSWIJZER_MODEL") as refused:
        LanguageModel.open(AnswerSettings(model=name))
    assert "\n" not in str(refused.value)
