"""Whole entries of feedback, in and out of a database, for a backup: as they are kept, one at a time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, ClassVar

import sqlalchemy as sql
from pydantic import AwareDatetime, ConfigDict, Field, TypeAdapter
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from assistant.types import WIRE, Answer, Outcome
from ui.feedback.database import FEEDBACK, NAME, transaction
from ui.feedback.judgement import Reason, Verdict
from ui.feedback.register import Register, utc

PORTION = 200  # entries that are read at a time
_DIGEST = Field(pattern=r"^[0-9a-f]{64}$")
_ANSWER = TypeAdapter(Answer)


@dataclass(frozen=True, slots=True)
class Row:
    """All that is kept of one reaction."""

    __pydantic_config__: ClassVar[ConfigDict] = WIRE

    id: Annotated[str, Field(min_length=1, max_length=36)]
    given_at: AwareDatetime
    verdict: Verdict
    reasons: tuple[Reason, ...]
    text: str
    question: str
    outcome: Outcome
    index_version: Annotated[str, Field(max_length=NAME)]
    topic: Annotated[str, Field(max_length=NAME)]
    answer: Answer
    body_digest: Annotated[str, _DIGEST]
    key_digest: Annotated[str, _DIGEST] | None = None


def rows(register: Register) -> Iterator[Row]:
    """Every entry that is still kept, oldest first, as they are at one moment. Raises FeedbackError."""
    day = FEEDBACK.c.given_at
    query = sql.select(FEEDBACK).where(day >= register.now() - register.kept).order_by(day, FEEDBACK.c.id)
    try:
        if not register.is_there():
            return
        with transaction(register.engine) as connection:
            for each in connection.execution_options(yield_per=PORTION).execute(query):
                yield _row(each)
    except (SQLAlchemyError, OSError) as error:
        raise register.unusable(error) from error


def add_missing(register: Register, given: Iterable[Row]) -> int:
    """Add those that are not there yet, all or none of them, and say how many that were. Raises FeedbackError."""
    of_postgres = register.engine.dialect.name == "postgresql"
    new = (postgresql if of_postgres else sqlite).insert(FEEDBACK).on_conflict_do_nothing().returning(FEEDBACK.c.id)
    try:
        register.prepare()
        with transaction(register.engine) as connection:
            return sum(connection.scalar(new.values(_values(each))) is not None for each in given)
    except (SQLAlchemyError, OSError) as error:
        raise register.unusable(error) from error


def _row(row: sql.Row[Any]) -> Row:
    given_at: datetime = row.given_at
    said = {**row._mapping, "given_at": utc(given_at)}  # noqa: SLF001 - its public name, says SQLAlchemy
    return Row(
        **said
        | {
            "verdict": Verdict(row.verdict),
            "reasons": tuple(map(Reason, row.reasons)),
            "outcome": Outcome(row.outcome),
            "answer": _ANSWER.validate_python(row.answer),
        }
    )


def _values(row: Row) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in FEEDBACK.columns.keys()}  # noqa: SIM118 - no mapping
    return plain | {
        "verdict": row.verdict.value,
        "reasons": [each.value for each in row.reasons],
        "outcome": row.outcome.value,
        "answer": _ANSWER.dump_python(row.answer, mode="json", by_alias=True, exclude_none=True),
    }
