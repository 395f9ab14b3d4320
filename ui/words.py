"""The words on the screen, by name and language (words.toml)."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from assistant.types import Language

FILE = Path(__file__).parent / "words.toml"


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def word(key: str, language: Language, /, **values: object) -> str:
    """The words called "group.name", filled in; a missing value is an error."""
    group, _, name = key.partition(".")
    return str(_words()[group][name][language]).format(**values)


def known(key: str, language: Language) -> str:
    """The same, or the name itself where a newer part of the house sends a value that has no words yet."""
    group, _, name = key.partition(".")
    return word(key, language) if name in _words()[group] else name.replace("_", " ")


def examples(language: Language) -> tuple[str, ...]:
    """The questions to start with."""
    return tuple(each[language] for each in _words()["example"])
