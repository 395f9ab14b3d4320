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
        said = _words("nl")  # what stands there until the reader's own language is known
        self.kept = gr.BrowserState([], storage_key=STORAGE, secret=_SECRET)
        with gr.Column(elem_id="bw-page"):
            self.starters = html("bw-starters", **said["starters"])
            self.conversation = html("bw-conversation")
            with gr.Column(elem_id="bw-form"):
                self.status = html("bw-status")
                with gr.Row(elem_id="bw-ask"):
                    self.typed = gr.Textbox(elem_id="bw-question", lines=1, max_lines=6, **said["typed"])
                    self.send = gr.Button(elem_id="bw-send", variant="primary", **said["send"])
                    self.stop = gr.Button(elem_id="bw-stop", **said["stop"])
                with gr.Accordion(open=False, elem_id="bw-settings", **said["settings"]) as self.settings:
                    self.day = gr.Textbox(elem_id="bw-day", lines=1, max_lines=1, max_length=10, **said["day"])
                    self.role = gr.Radio(value="", elem_id="bw-role", **said["role"])
                    self.layer = gr.Radio(value="", elem_id="bw-layer", **said["layer"])
                self.again = gr.Button(elem_id="bw-again", size="sm", **said["again"])
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
        return {getattr(self, name): gr.update(**values) for name, values in _words(language).items()}


def _words(language: Language) -> dict[str, dict[str, Any]]:
    """Of each component that has words on it, the properties that hold them."""
    return {
        "typed": {
            "label": word("form.question", language),
            "placeholder": word("form.question_hint", language),
            "info": word("form.question_help", language),
        },
        "send": {"value": word("form.send", language)},
        "stop": {"value": word("form.stop", language)},
        "settings": {"label": word("form.settings", language)},
        "day": {
            "label": word("form.as_of", language),
            "placeholder": word("form.as_of_hint", language),
            "info": word("form.as_of_help", language),
        },
        "role": {"choices": options("role", language), "label": word("form.role", language)},
        "layer": {"choices": options("layer", language), "label": word("form.layer", language)},
        "again": {"value": word("form.again", language)},
        "starters": {"value": starters(language)},
    }


def html(name: str, value: str | None = None) -> gr.Markdown:
    """Our own escaped HTML: gr.HTML would need 'unsafe-eval', and a cleaned one would lose its data attributes."""
    return gr.Markdown(value, elem_id=name, sanitize_html=False, latex_delimiters=[])
