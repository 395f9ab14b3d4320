"""What is the answer, and is it supported?

Its names are imported when they are first asked for: a command says at once what is wrong with its arguments, while
numpy, Chroma and pydantic take a second to import.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.answering import Assistant
    from assistant.errors import AssistantError, BadQuestion
    from assistant.opening import open_assistant
    from corpus.errors import Refusal
    from corpus.settings import Settings, read_settings

__all__ = ["Assistant", "AssistantError", "BadQuestion", "Refusal", "Settings", "open_assistant", "read_settings"]
PLACES = {
    "Assistant": "assistant.answering",
    "AssistantError": "assistant.errors",
    "BadQuestion": "assistant.errors",
    "Refusal": "corpus.errors",
    "Settings": "corpus.settings",
    "open_assistant": "assistant.opening",
    "read_settings": "corpus.settings",
}


def __getattr__(name: str) -> object:
    if name not in PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(PLACES[name]), name)
