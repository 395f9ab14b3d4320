"""What is asked and what is answered: the one shape behind every door (CONTRACTS 3).

The wire form is lowerCamelCase; pydantic reads it from the attribute below, so that there is no second set of models.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, ConfigDict, Strict
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

from corpus.types import Kind, Standing, Verified

Language = Literal["nl", "en"]
WIRE = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="ignore")


def _written(given: object) -> object:
    """Pydantic would read the number 0, or a moment, as a day; whoever sends one means something else."""
    if isinstance(given, date) or (isinstance(given, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", given, re.ASCII)):
        return given
    raise PydanticCustomError("day", "Write a day as 2026-11-23")


def _counted(given: object) -> object:
    """Pydantic would read `false` as 0, and "3" as 3."""
    if isinstance(given, int | float) and not isinstance(given, bool):
        return given
    raise PydanticCustomError("number", "Write a number, without quotes")


Day = Annotated[date, BeforeValidator(_written)]  # as it comes in from outside, and so the next three
Count = Annotated[int, BeforeValidator(_counted)]
Certain = Annotated[bool, Strict()]
Amount = Annotated[float, BeforeValidator(_counted)]


class Outcome(StrEnum):
    """How a question ended. Only the first two carry citations."""

    ANSWERED = "answered"
    PARTLY_ANSWERED = "partly_answered"
    NOTHING_FOUND = "nothing_found"
    OUT_OF_SCOPE = "out_of_scope"
    CLARIFICATION = "clarification"
    BLOCKED = "blocked"


class NoticeKind(StrEnum):
    """What a reader must know besides the answer itself."""

    NOT_YET_APPLICABLE = "not_yet_applicable"
    AMENDED = "amended"
    SUPERSEDED = "superseded"
    CONFLICT = "conflict"
    PROPOSAL = "proposal"
    DIGEST_ONLY = "digest_only"
    UNVERIFIED = "unverified"
    PERSPECTIVE = "perspective"
    UNANSWERED = "unanswered"
    REFERRAL = "referral"
    FALLBACK = "fallback"  # a language model was asked, and the quoting one answered


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of the conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what the asker set beside it; `as_of` is the peildatum (None: today)."""

    __pydantic_config__: ClassVar[ConfigDict] = WIRE

    question: str
    language: Language | None = None
    history: tuple[Turn, ...] = ()
    as_of: Day | None = None
    role: str | None = None
    layer: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """The provision behind [number]. `quote` holds official words only; a digest is never a quotation.

    `standing` says whether the quoted text is the official publication, derived from it, or an excerpt.
    """

    __pydantic_config__: ClassVar[ConfigDict] = WIRE

    number: Count
    provision: str
    label: str
    source: str
    source_title: str
    kind: Kind
    edition: str
    language: Language
    basis: Literal["official", "digest"]
    summary: str
    url: str
    verified: Verified
    quote: str | None = None
    standing: Standing | None = None
    valid_from: Day | None = None
    valid_until: Day | None = None
    applies_from: Day | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A named warning beside the answer."""

    kind: NoticeKind
    text: str
    provision: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Considered:
    """A provision that was found; `score` lies between 0 and 1, `used` says whether the answer cites it."""

    __pydantic_config__: ClassVar[ConfigDict] = WIRE

    provision: str
    label: str
    score: Amount
    found_by: tuple[str, ...]
    used: Certain


@dataclass(frozen=True, slots=True)
class IndexStamp:
    """Which index an answer was made from."""

    __pydantic_config__: ClassVar[ConfigDict] = WIRE

    version: str
    built_at: str
    encoder: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that is needed to show, log, judge and retrace one answer."""

    __pydantic_config__: ClassVar[ConfigDict] = WIRE

    id: str
    question: str
    language: Language
    as_of: Day
    corpus_date: Day
    outcome: Outcome
    text: str
    index: IndexStamp
    citations: tuple[Citation, ...] = ()
    notices: tuple[Notice, ...] = ()
    choices: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    removed: Count = 0
    considered: tuple[Considered, ...] = ()
    model: str = "quoting"
    seconds: Amount = 0.0


@dataclass(frozen=True, slots=True)
class Progress:
    """A sign of life while an answer is made: understanding, searching, reading, checking."""

    stage: str
    detail: str = ""
