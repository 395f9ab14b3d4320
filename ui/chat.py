"""The chat window. It turns events into one call and an answer into HTML, and knows nothing else."""

import logging
import os
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from assistant import Assistant, Refusal
from assistant.types import Answer, Language
from ui.asking import LIMIT, question
from ui.page import head, starters, status
from ui.rendering import conversation
from ui.words import word

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # Gradio reads it on import
import gradio as gr

log = logging.getLogger(__name__)
STATIC = Path(__file__).parent / "static"
AT_ONCE = 8  # questions that are answered at the same time; the rest waits its turn
FONTS = ("system-ui", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")  # nothing is fetched
CODE_FONTS = ("ui-monospace", "Consolas", "monospace")
Update = dict[Any, Any]  # component → its new value


def mount_chat(app: FastAPI, assistant: Assistant, root_path: str) -> None:
    """Serve the chat on every address of the application that is not taken yet."""
    gr.mount_gradio_app(
        app,
        _blocks(assistant),
        path="/",
        root_path=root_path or None,
        show_error=False,
        ssr_mode=False,
        footer_links=[],
        run_history=False,  # it would keep the questions in the browser
        enable_monitoring=False,
        favicon_path=str(STATIC / "favicon.svg"),
        theme=gr.themes.Base(font=FONTS, font_mono=CODE_FONTS),
        head=f"<script>document.documentElement.lang = 'nl'</script><style>{_style()}</style>",
    )


def _blocks(assistant: Assistant) -> gr.Blocks:
    blocks = gr.Blocks(title=word("page.name", "nl"), analytics_enabled=False, fill_width=True)
    with blocks:
        _Window(assistant).listen(blocks)
    blocks.queue(default_concurrency_limit=AT_ONCE, api_open=False)
    return blocks


class _Window:
    """The components on the page, in the order in which they are read, and what happens when they are used."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self.language, self.answers = gr.State("nl"), gr.State(())
        with gr.Column(elem_id="bw-page"):
            self.other_language = gr.Button(elem_id="bw-language", size="sm")
            self.head = _html("bw-top")
            self.starters = _html("bw-starters")
            self.conversation = _html("bw-conversation")
            with gr.Column(elem_id="bw-form"):
                self.status = _html("bw-status")
                with gr.Row():
                    self.typed = gr.Textbox(elem_id="bw-question", lines=1, max_lines=6, max_length=LIMIT)
                    self.send = gr.Button(elem_id="bw-send", variant="primary")
                with gr.Row():
                    self.day = gr.Textbox(elem_id="bw-day", lines=1, max_lines=1, max_length=10)
                    self.again = gr.Button(elem_id="bw-again", visible=False)

    def listen(self, blocks: gr.Blocks) -> None:
        """Join events to what they do."""
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        shown = [self.language, self.other_language, self.head, self.starters, self.conversation, self.status, self.typed,
                 self.day, self.again, self.send]  # fmt: skip
        gr.on(
            [self.typed.submit, self.send.click, self.starters.select, self.conversation.select],
            self.ask,
            [self.typed, self.day, self.language, self.answers],
            [self.conversation, self.status, self.starters, self.typed, self.answers, self.again],
            trigger_mode="once",
            concurrency_limit=AT_ONCE,
            **quiet,
        )
        self.again.click(
            self.clear,
            [self.language],
            [self.conversation, self.status, self.starters, self.answers, self.again],
            **quiet,
        )
        self.other_language.click(self.turn, [self.language, self.answers], shown, **quiet)
        blocks.load(partial(self.show, "nl", ()), None, shown, **quiet)

    def ask(
        self, typed: str, day: str, language: Language, answers: tuple[Answer, ...], event: gr.EventData
    ) -> Iterator[Update]:
        """Show the question, then what is being done, then the answer; what goes wrong is one sentence."""
        pressed = event._data if isinstance(event._data, dict) else {}  # None where the form was sent  # noqa: SLF001
        asked = str(pressed.get("question") or typed)  # an example or a follow-up, otherwise what stands in the box
        try:
            for step in self.assistant.answering(question(asked, day, language, answers)):
                if isinstance(step, Answer):
                    answers = (*answers, step)
                    yield {
                        self.conversation: conversation(answers, "", language),
                        self.status: status(word("log.done", language)),
                        self.starters: gr.HTML(visible=False),
                        self.answers: answers,
                        self.again: gr.Button(visible=True),
                    }
                else:
                    yield {
                        self.conversation: conversation(answers, asked, language),
                        self.status: status(f"{step.detail or word('log.working', language)} …", "working"),
                        self.starters: gr.HTML(visible=False),
                        self.typed: "",
                    }
        except Refusal as error:
            yield self._failed(str(error), asked, language, answers)
        except Exception:
            log.exception("A question failed in the chat")
            yield self._failed(word("error.unexpected", language), asked, language, answers)

    def _failed(self, sentence: str, asked: str, language: Language, answers: tuple[Answer, ...]) -> Update:
        """The question goes back into the box, so that it can be mended."""
        return {
            self.conversation: conversation(answers, "", language),
            self.status: status(sentence, "error"),
            self.starters: gr.HTML(visible=not answers),
            self.typed: asked,
        }

    def clear(self, language: Language) -> Update:
        """Forget the conversation."""
        return {
            self.conversation: conversation((), "", language),
            self.status: status(word("log.cleared", language)),
            self.starters: gr.HTML(visible=True),
            self.answers: (),
            self.again: gr.Button(visible=False),
        }

    def turn(self, language: Language, answers: tuple[Answer, ...]) -> Update:
        """The whole page in the other language. Answers stay in the language they were given in."""
        return self.show("en" if language == "nl" else "nl", answers)

    def show(self, language: Language, answers: tuple[Answer, ...]) -> Update:
        """Every word on the page."""
        return {
            self.language: language,
            self.other_language: word("page.other_language", language),
            self.head: head(language, self._checked()),
            self.starters: starters(language),
            self.conversation: conversation(answers, "", language),
            self.status: status(),
            self.typed: gr.Textbox(
                label=word("form.question", language),
                placeholder=word("form.question_hint", language),
                info=word("form.question_help", language),
            ),
            self.day: gr.Textbox(
                label=word("form.as_of", language),
                placeholder=word("form.as_of_hint", language),
                info=word("form.as_of_help", language),
            ),
            self.again: gr.Button(word("form.again", language), visible=bool(answers)),
            self.send: word("form.send", language),
        }

    def _checked(self) -> date | None:
        try:
            return self.assistant.corpus_date()
        except Refusal:  # the page opens without an index too, and says so on the first question
            return None


def _style() -> str:
    return "".join((STATIC / f"{name}.css").read_text(encoding="utf-8") for name in ("tokens", "chat"))


def _html(name: str) -> gr.HTML:
    """Our own markup, as it is."""
    script = (STATIC / "chat.js").read_text(encoding="utf-8")
    return gr.HTML(elem_id=name, apply_default_css=False, js_on_load=script, padding=False)
