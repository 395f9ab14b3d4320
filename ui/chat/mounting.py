"""Puts the chat into the application: Gradio without its own scripts, footer, statistics and history."""

import os
from pathlib import Path

import gradio as gr
from fastapi import FastAPI

from assistant import Assistant
from ui.chat.conversing import Conversing
from ui.chat.window import Window
from ui.words import word

STATIC = Path(__file__).parents[1] / "static"
FONTS = ("system-ui", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")  # nothing is fetched
CODE_FONTS = ("ui-monospace", "Consolas", "monospace")
AT_ONCE = 8  # questions that are answered at the same time; the rest waits its turn


def mount_chat(app: FastAPI, assistant: Assistant, root_path: str) -> None:
    """Serve the chat on every address of the application that is not taken yet."""
    gr.mount_gradio_app(
        app,
        blocks(assistant),
        path="/",
        root_path=root_path or None,
        show_error=False,
        ssr_mode=False,
        footer_links=[],
        run_history=False,  # it would keep the questions in the browser in a form of its own
        enable_monitoring=False,
        favicon_path=str(STATIC / "favicon.svg"),
        theme=gr.themes.Base(font=FONTS, font_mono=CODE_FONTS),
    )


def blocks(assistant: Assistant) -> gr.Blocks:
    """The window with its events, before it is mounted."""
    # Gradio would sort its last 10,000 events after each one, for figures of its own that nobody can ask for here.
    os.environ |= {"GRADIO_ANALYTICS_MAX_EVENTS": "1", "GRADIO_ANALYTICS_CACHE_FREQUENCY": "1000000000"}
    made = gr.Blocks(title=word("page.name", "nl"), analytics_enabled=False, fill_width=True)
    with made:
        Conversing(assistant, Window()).listen(made, AT_ONCE)
    made.queue(default_concurrency_limit=AT_ONCE, api_open=False)
    return made
