"""The components of the window, in the order in which they are read, and the words on them."""

from typing import Any

import gradio as gr
from gradio.blocks import Block

from assistant.types import Language
from ui.asking import options
from ui.page import starters
from ui.words import word

Update = dict[Any, Any]  # component → its new value
STORAGE = "beleidswijzer.conversation"
# Not to keep anything from anybody: Gradio wants one, and a fixed one can be read back after the server was started anew.
_SECRET = "beleidswijzer"  # noqa: S105


class Window:
    """What is on the page between its head and its foot."""

    def __init__(self) -> None:
        self.kept = gr.BrowserState([], storage_key=STORAGE, secret=_SECRET)
        with gr.Column(elem_id="bw-page"):
            self.starters = html("bw-starters")
            self.conversation = html("bw-conversation")
            with gr.Column(elem_id="bw-form"):
                self.status = html("bw-status")
                with gr.Row(elem_id="bw-ask"):
                    self.typed = gr.Textbox(elem_id="bw-question", lines=1, max_lines=6)
                    self.send = gr.Button(elem_id="bw-send", variant="primary")
                    self.stop = gr.Button(elem_id="bw-stop")
                with gr.Accordion("", open=False, elem_id="bw-settings") as self.settings:
                    self.day = gr.Textbox(elem_id="bw-day", lines=1, max_lines=1, max_length=10)
                    self.role = gr.Radio([("", "")], value="", elem_id="bw-role")
                    self.layer = gr.Radio([("", "")], value="", elem_id="bw-layer")
                self.again = gr.Button(elem_id="bw-again", size="sm")
            # Letters between our script and the server; nobody sees them.
            self.pending = gr.Textbox(elem_id="bw-pending", visible="hidden")
            self.edited = gr.Textbox(elem_id="bw-edited", visible="hidden")
            self.turned = gr.Button(elem_id="bw-turned", visible="hidden")

    @property
    def speaking(self) -> list[Block]:
        """The components that have words on them."""
        return [self.typed, self.send, self.stop, self.settings, self.day, self.role, self.layer, self.again,
                self.starters]  # fmt: skip

    def worded(self, language: Language) -> Update:
        """Every word on them."""
        return {
            self.typed: gr.Textbox(
                label=word("form.question", language),
                placeholder=word("form.question_hint", language),
                info=word("form.question_help", language),
            ),
            self.send: word("form.send", language),
            self.stop: word("form.stop", language),
            self.settings: gr.Accordion(label=word("form.settings", language)),
            self.day: gr.Textbox(
                label=word("form.as_of", language),
                placeholder=word("form.as_of_hint", language),
                info=word("form.as_of_help", language),
            ),
            self.role: gr.Radio(options("role", language), label=word("form.role", language)),
            self.layer: gr.Radio(options("layer", language), label=word("form.layer", language)),
            self.again: word("form.again", language),
            self.starters: starters(language),
        }


def html(name: str) -> gr.Markdown:
    """Our own escaped HTML: gr.HTML would need 'unsafe-eval', and a cleaned one would lose its data attributes."""
    return gr.Markdown(elem_id=name, sanitize_html=False, latex_delimiters=[])
