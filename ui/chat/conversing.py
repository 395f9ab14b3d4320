"""What happens when the window is used: an event becomes one call, and an answer becomes HTML."""

import logging
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import gradio as gr

from assistant import Assistant, Refusal
from assistant.types import Answer, Language
from ui.asking import Choices, question
from ui.chat.window import Update, Window
from ui.context import contexts
from ui.exchange import Conversation, Exchange, packed, unpacked
from ui.page import progress, said, starters, wrong
from ui.rendering import conversation
from ui.words import word

log = logging.getLogger(__name__)


class Conversing:
    """Joins one assistant to the components of one window. Nothing of a conversation stays here."""

    def __init__(self, assistant: Assistant, window: Window) -> None:
        self.assistant, self.window = assistant, window

    def listen(self, blocks: gr.Blocks, at_once: int) -> None:
        """Join events to what they do."""
        window = self.window
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        shown = [window.conversation, window.status, window.starters, window.kept, window.pending]
        asking = gr.on(
            [window.typed.submit, window.send.click],
            self.ask,
            [window.typed, window.day, window.role, window.layer, window.kept],
            [*shown, window.typed],
            trigger_mode="once",
            concurrency_limit=at_once,
            **quiet,
        )
        left = [*shown, window.typed]
        window.stop.click(self.stopped, [window.pending, window.kept], left, cancels=[asking], **quiet)
        window.edited.change(self.edit, [window.edited, window.kept], left, **quiet)
        window.again.click(self.clear, None, shown, **quiet)
        worded = [*window.speaking, window.conversation, window.status]
        window.turned.click(self.turn, [window.kept], worded, **quiet)
        blocks.load(self.turn, [window.kept], worded, **quiet)

    def ask(
        self, typed: object, day: object, role: object, layer: object, kept: object, request: gr.Request
    ) -> Iterator[Update]:
        """Show the question, then what is being done, then the answer; what goes wrong is one sentence."""
        window, language, before = self.window, language_of(request), unpacked(kept)
        asked, choices = str(typed or ""), Choices(str(day or ""), str(role or ""), str(layer or ""))
        try:
            asking = question(asked, choices, language, [each.answer for each in before])
            for number, step in enumerate(self.assistant.answering(asking)):
                if isinstance(step, Answer):
                    yield self._answered((*before, Exchange(step, choices.role, choices.layer)), language)
                elif number == 0:
                    yield {
                        window.conversation: self._html(before, language, asked),
                        window.status: progress(step, language),
                        window.starters: "",
                        window.pending: asked,
                        window.typed: "",
                    }
                else:
                    yield {window.status: progress(step, language)}
        except Refusal as error:
            yield self._failed(str(error), asked, before, language)
        except Exception:
            log.exception("A question failed in the chat")
            yield self._failed(word("error.unexpected", language), asked, before, language)

    def _answered(self, exchanges: Conversation, language: Language) -> Update:
        window = self.window
        return {
            window.conversation: self._html(exchanges, language),
            window.status: said(word("log.done", language), mark()),
            window.starters: "",
            window.kept: packed(exchanges),
            window.pending: "",
        }

    def _failed(self, sentence: str, asked: str, before: Conversation, language: Language) -> Update:
        """The question goes back into the box, so that it can be mended."""
        return {
            **self._left(before, language),
            self.window.status: wrong(sentence, mark()),
            self.window.typed: asked,
        }

    def stopped(self, pending: object, kept: object, request: gr.Request) -> Update:
        """The question that was being answered goes back into the box."""
        language = language_of(request)
        update = {
            **self._left(unpacked(kept), language),
            self.window.status: said(word("log.stopped", language), mark(), back=True),
        }
        return update | ({self.window.typed: str(pending)} if pending else {})

    def edit(self, letter: object, kept: object, request: gr.Request) -> Update:
        """That question goes back into the box; it and what follows it leave the conversation.

        The letter of the script is the place of the question in the conversation, and a moment that makes it new.
        """
        exchanges, language = unpacked(kept), language_of(request)
        number = str(letter).partition(" ")[0]
        place = int(number) if number.isdecimal() else len(exchanges)
        if place >= len(exchanges):
            return {self.window.status: ""}
        before = exchanges[:place]
        return {
            **self._left(before, language),
            self.window.status: said(word("log.edited", language), mark(), back=True),
            self.window.kept: packed(before),
            self.window.typed: exchanges[place].answer.question,
        }

    def clear(self, request: gr.Request) -> Update:
        """Forget the conversation."""
        language = language_of(request)
        return {
            **self._left((), language),
            self.window.status: said(word("log.cleared", language), mark(), back=True),
            self.window.kept: [],
        }

    def turn(self, kept: object, request: gr.Request) -> Update:
        """The whole window in the language of the page. Answers stay in the language they were given in."""
        language, exchanges = language_of(request), unpacked(kept)
        update = {**self.window.worded(language), **self._left(exchanges, language), self.window.status: ""}
        del update[self.window.pending]  # a question that is being answered goes on
        return update

    def _left(self, exchanges: Conversation, language: Language) -> Update:
        """What is shown when nothing is being answered."""
        return {
            self.window.conversation: self._html(exchanges, language),
            self.window.starters: "" if exchanges else starters(language),
            self.window.pending: "",
        }

    def _html(self, exchanges: Conversation, language: Language, pending: str = "") -> str:
        return conversation(exchanges, contexts(exchanges, self.assistant), language, pending)


def mark() -> str:
    """Of one message; no two are the same."""
    return uuid4().hex


def language_of(request: gr.Request) -> Language:
    """As the address of the page says it: `?taal=en`."""
    return "en" if request.query_params.get("taal") == "en" else "nl"
