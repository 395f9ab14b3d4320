"""The sentences people read, by name and language (messages.toml), and dates in words."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "messages.toml"
MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
    "en": "January February March April May June July August September October November December".split(),
}


@cache
def _messages() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def message(key: str, language: str, /, **values: object) -> str:
    """The sentence called "group.name", filled in; a missing value is an error."""
    group, _, name = key.partition(".")
    return _messages()[group][name][language].format(**values)


def in_words(day: date, language: str) -> str:
    """ "2 december 2027" or "2 December 2027"."""
    return f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"
