"""A language model as the writer of answers, through LangChain. What it writes is checked like everything else."""

import logging
from collections.abc import Generator, Sequence
from concurrent.futures import Future
from contextlib import closing
from threading import Event, Thread
from time import monotonic
from typing import Any, cast

from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from langchain_core.runnables import RunnableSequence

from assistant.draft import Sentence
from assistant.errors import AssistantError
from assistant.evidence import Found
from assistant.prompting import prompt
from assistant.replies import SHAPE, read
from assistant.understanding import Query
from corpus.settings import AnswerSettings

LOG = logging.getLogger(__name__)
BEAT = 1.0  # seconds between signs of life while it writes: so often one can leave, too
LONGEST = 40_000  # characters of a reply; whoever writes more than that does not answer
_Pieces = Generator[BaseMessage, None, None]  # what LangChain's streams are, though they are typed as iterators
BACK = "check BELEIDSWIJZER_MODEL, _MODEL_URL and _MODEL_KEY, or set BELEIDSWIJZER_MODEL=quoting to go without one"


class LanguageModel:
    """Any chat model that LangChain knows. It sees [1], [2], never an address."""

    def __init__(self, chat: BaseChatModel, name: str, seconds: float = 60) -> None:
        self._chat, self.name, self._seconds = chat, name, seconds

    @classmethod
    def open(cls, settings: AnswerSettings) -> "LanguageModel":
        """Raises AssistantError where the settings name no model that can be made."""
        given = {"base_url": settings.model_url, "api_key": settings.model_key.get_secret_value()}
        options: dict[str, Any] = {key: value for key, value in given.items() if value}
        options |= {"temperature": 0, "timeout": settings.model_seconds, "max_retries": 0}  # trying again is ours
        try:
            chat = init_chat_model(settings.model, **options)
        except Exception as error:  # every provider's package has its own ways to refuse
            raise AssistantError(f"The language model {settings.model} cannot be used: {BACK}.") from error
        return cls(chat, settings.model, settings.model_seconds)

    def compose(self, query: Query, evidence: Sequence[Found]) -> tuple[Sentence, ...]:
        """The sentences of its reply, waited for. Raises AssistantError where there are none in time."""
        writing = self.composing(query, evidence)
        while True:
            try:
                next(writing)
            except StopIteration as finished:
                draft: tuple[Sentence, ...] = finished.value
                return draft

    def composing(self, query: Query, evidence: Sequence[Found]) -> Generator[None, None, tuple[Sentence, ...]]:
        """A sign of life every second, and the sentences of its reply with the numbers it gave them.

        The call runs in a thread of its own. Closing this generator, or its time running out, drops the reply. The
        thread stops at the next piece of a text, and otherwise with the time-out of its connection: LangChain's
        structured output hands over nothing before it has read everything. Raises AssistantError where no reply came
        in time, or none at all.
        """
        left, reply = Event(), Future[tuple[Sentence, ...]]()
        Thread(target=self._fulfil, args=(reply, left, query, evidence), daemon=True, name="language model").start()
        ends = monotonic() + self._seconds
        try:
            while (remaining := ends - monotonic()) > 0:
                try:
                    return reply.result(timeout=min(BEAT, remaining))
                except TimeoutError:
                    if reply.done():
                        raise  # the call's own, not that of our waiting
                    yield
        except Exception as error:  # connection, quota, wrong key: every provider's package has its own
            why = type(error).__name__
            raise AssistantError(f"The language model {self.name} does not answer ({why}): {BACK}.") from error
        finally:
            left.set()
        raise AssistantError(f"The language model {self.name} did not answer in {self._seconds:g} seconds: {BACK}.")

    def _fulfil(
        self, reply: Future[tuple[Sentence, ...]], left: Event, query: Query, evidence: Sequence[Found]
    ) -> None:
        try:
            reply.set_result(self._written(left, query, evidence))
        except Exception as error:  # noqa: BLE001  handed to whoever waits, if anybody still does
            reply.set_exception(error)

    def _written(self, left: Event, query: Query, evidence: Sequence[Found]) -> tuple[Sentence, ...]:
        """Asked for fields, and once again for plain text where that fails or brings no sentence with a number."""
        try:
            draft = self._in_fields(query, evidence)
            if left.is_set() or any(sentence.numbers for sentence in draft):
                return draft
        except Exception as error:  # noqa: BLE001  as above; or it knows no fields
            LOG.info("The language model %s gave no fields (%s), plain text is asked", self.name, type(error).__name__)
        return () if left.is_set() else self._in_text(left, query, evidence)

    def _in_fields(self, query: Query, evidence: Sequence[Found]) -> tuple[Sentence, ...]:
        """LangChain's structured output, before its parser; what comes as text all the same is read as text.

        The parser repairs JSON in quadratic time: nine seconds over 24,000 characters of a model that is stuck.
        """
        structured = self._chat.with_structured_output(SHAPE, include_raw=True)
        asking = structured.first if isinstance(structured, RunnableSequence) else structured
        reply = cast("dict[str, AIMessage]", asking.invoke(_messages(query, evidence, "fields")))
        message = reply["raw"]
        fields = next((call["args"] for call in message.tool_calls), None)  # where fields are asked for as a tool
        return read(message.text[:LONGEST]) or read(fields)

    def _in_text(self, left: Event, query: Query, evidence: Sequence[Found]) -> tuple[Sentence, ...]:
        """Read piece by piece, so that one can leave."""
        text = ""
        with closing(cast("_Pieces", self._chat.stream(_messages(query, evidence, "text")))) as pieces:
            for piece in pieces:
                text += piece.text
                if left.is_set() or len(text) > LONGEST:
                    return ()
        return read(text)


def _messages(query: Query, evidence: Sequence[Found], form: str) -> list[BaseMessage]:
    return [SystemMessage(prompt(query, evidence, form)), HumanMessage(query.text)]
