"""The words on the screen, by name and language (wording/)."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from assistant.types import Language

FOLDER = Path(__file__).parent / "wording"


@cache
def _words() -> dict[str, Any]:
    """All groups of all files; a group stands in one file, or the page would depend on the order of files."""
    words: dict[str, Any] = {}
    for file in sorted(FOLDER.glob("*.toml")):
        groups = tomllib.loads(file.read_text(encoding="utf-8"))
        if twice := words.keys() & groups.keys():
            raise ValueError(f"{file.name} has a group that another file has too: {', '.join(sorted(twice))}.")
        words |= groups
    return words


def word(key: str, language: Language, /, **values: object) -> str:
    """The words called "group.name", filled in; a missing value is an error."""
    group, _, name = key.partition(".")
    return str(_words()[group][name][language]).format(**values)


def known(key: str, language: Language) -> str:
    """The same, or the name itself where a newer part of the house sends a value that has no words yet."""
    group, _, name = key.partition(".")
    return word(key, language) if name in _words()[group] else name.replace("_", " ")


def examples(language: Language) -> tuple[tuple[str, str], ...]:
    """The questions to start with: what each is about, and the question."""
    return tuple((each["about"][language], each[language]) for each in _words()["example"])


def group(name: str, language: Language) -> Iterator[tuple[str, str]]:
    """All words of a group, for those who fill them in themselves."""
    for key, said in _words()[name].items():
        yield key, str(said[language])


def entries(name: str) -> tuple[dict[str, Any], ...]:
    """A list of the wording, as it stands in its file."""
    return tuple(_words()[name])
