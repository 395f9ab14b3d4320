"""Everyday words beside the official ones they stand for (glossary.toml): "papiertje" for a certificate."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import ConfigDict, TypeAdapter, with_config

FILE = Path(__file__).parent / "glossary.toml"


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class Everyday:
    """Expressions of one to three words; all words of one must stand in the question."""

    nl: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class Official:
    """The words of our digests."""

    nl: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """One line of the glossary; `origin` names the official term pair or the public source."""

    official: Official
    everyday: Everyday
    origin: str


@cache
def terms() -> tuple[Term, ...]:
    """All lines, in the order of the file."""
    lines = tomllib.loads(FILE.read_text(encoding="utf-8"))["term"]
    return TypeAdapter(tuple[Term, ...]).validate_python([line | {"origin": line.pop("from")} for line in lines])
