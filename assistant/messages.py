"""The sentences people read, by name and language (messages.toml)."""

import tomllib
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "messages.toml"


@cache
def _messages() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def message(key: str, language: str, /, **values: object) -> str:
    """The sentence called "group.name", filled in; a missing value is an error."""
    group, _, name = key.partition(".")
    return _messages()[group][name][language].format(**values)
