"""`python -m ui.chat.plain --port N`: Gradio's own chat around the same assistant; only to measure ours against it."""

import argparse
import sys
from typing import Any

import gradio as gr

from assistant import open_assistant, read_settings
from assistant.types import Question
from ui.chat.mounting import AT_ONCE


def main(arguments: list[str]) -> int:
    """Serves until it is stopped."""
    parser = argparse.ArgumentParser(prog="python -m ui.chat.plain")
    parser.add_argument("--port", type=int, default=7870)
    port = parser.parse_args(arguments).port
    assistant = open_assistant(read_settings())

    def answer(message: str, _: list[Any]) -> str:
        return assistant.answer(Question(message)).text

    chat = gr.ChatInterface(answer, concurrency_limit=AT_ONCE, analytics_enabled=False)
    _, address, _ = chat.launch(server_port=port or None, prevent_thread_lock=True, quiet=True)
    print(address, flush=True)
    chat.block_thread()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
