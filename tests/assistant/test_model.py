"""A language model behind the OpenAI protocol writes; what it is told, and in which forms it may answer."""

import json
import re
from collections.abc import Callable
from datetime import date

import pytest
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage

from assistant import Assistant, AssistantError
from assistant.model import LanguageModel
from assistant.types import Answer, NoticeKind, Question
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


@pytest.mark.parametrize("name", ["nonsense", "nosuchmaker:model"])
def test_a_model_that_does_not_exist_is_refused_at_once(name: str) -> None:
    with pytest.raises(AssistantError, match="BELEIDSWIJZER_MODEL") as refused:
        LanguageModel.open(AnswerSettings(model=name))
    assert "\n" not in str(refused.value)
