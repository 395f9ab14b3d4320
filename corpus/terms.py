"""The official terms in Dutch and English (terms.toml), and whether a text in both languages keeps to them."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.types import LANGUAGES, Bilingual

FILE = Path(__file__).with_name("terms.toml")


@dataclass(frozen=True, slots=True)
class Term:
    """One notion: how its official name can begin in each language, and the words that must not stand in its place."""

    names: dict[str, tuple[str, ...]]
    instead: dict[str, tuple[str, ...]]


@cache
def terms() -> tuple[Term, ...]:
    """All of them, in the order of the file."""
    tables = tomllib.loads(FILE.read_text(encoding="utf-8"))["term"]
    return tuple(
        Term(
            names={language: tuple(table[language]) for language in LANGUAGES},
            instead={language: tuple(table.get("instead", {}).get(language, ())) for language in LANGUAGES},
        )
        for table in tables
    )


def misused(text: Bilingual) -> Iterator[str]:
    """What is wrong with the terms of a text in both languages, one sentence each."""
    said = {"nl": text.nl, "en": text.en}
    for term in terms():
        for language, other in (LANGUAGES, LANGUAGES[::-1]):
            if _any(term.names[language], said[language]) and not _any(term.names[other], said[other]):
                yield f'{language} says "{term.names[language][0]}", {other} does not say "{term.names[other][0]}"'
            if wrong := [word for word in term.instead[language] if _any((word,), said[language])]:
                yield f'{language} says "{wrong[0]}" instead of "{term.names[language][0]}"'


def _any(beginnings: tuple[str, ...], text: str) -> bool:
    return bool(beginnings and _beginning(beginnings).search(" ".join(text.split())))


@cache
def _beginning(beginnings: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, beginnings))})", re.IGNORECASE)
