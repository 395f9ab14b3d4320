"""What a reader says of an answer, as it comes in, and as it is kept."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from assistant.types import WIRE, Answer, Outcome

LONGEST = 2000  # characters of a remark


class Verdict(StrEnum):
    """Did the answer help?"""

    UP = "up"
    DOWN = "down"


class Reason(StrEnum):
    """What was wrong with it."""

    INCORRECT = "incorrect"
    WRONG_SOURCE = "wrong_source"
    OUTDATED = "outdated"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One reader's verdict; it carries the answer that it speaks of, because we keep no answers."""

    __pydantic_config__: ClassVar[ConfigDict] = WIRE

    answer: Answer
    verdict: Verdict
    reasons: Annotated[tuple[Reason, ...], Field(max_length=2 * len(Reason))] = ()
    text: Annotated[str, Field(max_length=LONGEST, description="A remark; personal data in it is masked.")] = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Under which id it is kept, and since when (UTC)."""

    __pydantic_config__: ClassVar[ConfigDict] = WIRE

    id: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """A judgement as it is kept, without the answer. `topic` is the id of a source, or empty: none was near."""

    id: str
    given_at: datetime
    verdict: Verdict
    reasons: tuple[Reason, ...]
    text: str
    question: str
    outcome: Outcome
    index_version: str
    topic: str


def topic(answer: Answer) -> str:
    """The source that the question was nearest to; none where it lay outside the field."""
    if answer.outcome is Outcome.OUT_OF_SCOPE or not answer.considered:
        return ""
    return max(answer.considered, key=lambda each: each.score).provision.partition("/")[0]
