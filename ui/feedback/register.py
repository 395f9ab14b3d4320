"""The register of feedback. Its database comes into being with the first entry, and reading makes none."""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import sqlalchemy as sql
from pydantic import TypeAdapter
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from assistant.personal import masked
from assistant.types import Answer, Outcome
from corpus.errors import Refusal
from corpus.settings import Settings
from ui.feedback.database import FEEDBACK, NAME, FeedbackError, engine, transaction
from ui.feedback.judgement import Entry, Judgement, Reason, Receipt, Verdict, topic
from ui.feedback.migrating import Form, form, migrate
from ui.plain import clean, cut

LOG = logging.getLogger(__name__)
MOST = 20_000  # entries that are looked at together
QUESTION = 2000  # characters that are kept of a question
_SLIM = [FEEDBACK.c[name] for name in Entry.__dataclass_fields__]  # without the answer
_ANSWER, _JUDGEMENT = TypeAdapter(Answer), TypeAdapter(Judgement)


class KeyReused(Refusal):
    """The same Idempotency-Key came with something else."""


class Register:
    """The feedback of one installation. Every method raises FeedbackError where the database cannot be used."""

    def __init__(
        self, url: str, data: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC), days: int = 365
    ) -> None:
        """`url` is empty (a file in `data`) or that of a PostgreSQL. What is older than `days` is thrown away as soon as
        anything is added, and not shown before that. Raises SettingsError; connects to nothing yet.
        """
        self.file = data / "feedback.sqlite"
        self.engine = engine(url, self.file)
        self.now, self.kept = now, timedelta(days=days)
        self.is_ours = False  # the form of the database; found out when it is first used

    def add(self, judgement: Judgement, key: str = "") -> Receipt:
        """Keep it, once for each key. Raises KeyReused."""
        row = _row(judgement, key, self.now())
        try:
            self.prepare()
            with transaction(self.engine) as connection:
                connection.execute(sql.delete(FEEDBACK).where(FEEDBACK.c.given_at < row["given_at"] - self.kept))
                connection.execute(sql.insert(FEEDBACK).values(row))
            return Receipt(row["id"], row["given_at"])
        except IntegrityError:  # the key is there already
            return self._earlier(row)
        except (SQLAlchemyError, OSError) as error:
            raise self.unusable(error) from error

    def prepare(self) -> None:
        """Make the tables where there are none, and bring older ones up to date. Raises SQLAlchemyError, OSError."""
        if self.is_ours:
            return
        if self.engine.dialect.name == "sqlite":
            self.file.parent.mkdir(parents=True, exist_ok=True)
        with transaction(self.engine) as connection:
            migrate(connection)
        self.is_ours = True

    def entries(self, since: datetime) -> tuple[Entry, ...]:
        """The newest ones, newest first, at most MOST."""
        day = FEEDBACK.c.given_at
        since = max(since, self.now() - self.kept)
        query = sql.select(*_SLIM).where(day >= since).order_by(day.desc()).limit(MOST)
        return tuple(map(_entry, self._read(query)))

    def one(self, identity: str) -> tuple[Entry, Answer] | None:
        """An entry with its answer; None where there is none of that id."""
        rows = self._read(
            sql.select(*_SLIM, FEEDBACK.c.answer).where(
                FEEDBACK.c.id == identity, FEEDBACK.c.given_at >= self.now() - self.kept
            )
        )
        return (_entry(rows[0]), _ANSWER.validate_python(rows[0].answer)) if rows else None

    def is_there(self) -> bool:
        """Whether there are tables to read; those of an earlier version are brought up to date. Raises SQLAlchemyError."""
        if self.engine.dialect.name == "sqlite" and not self.file.exists():  # to connect would make it
            return False
        if self.is_ours:
            return True
        with transaction(self.engine) as connection:
            found = form(connection)
        if found is not Form.NOTHING:
            self.prepare()
        return found is not Form.NOTHING

    def unusable(self, error: Exception) -> FeedbackError:
        """In one sentence; next time the form is looked at again: perhaps another database has come in its place."""
        self.is_ours = False
        LOG.error("The database of feedback cannot be used: %s", error)
        return FeedbackError("Feedback cannot be kept or read now: its database does not answer. Try again later.")

    def _read(self, query: sql.Select[Any]) -> list[sql.Row[Any]]:
        try:
            if not self.is_there():
                return []
            with transaction(self.engine) as connection:
                return list(connection.execute(query))
        except (SQLAlchemyError, OSError) as error:
            raise self.unusable(error) from error

    def _earlier(self, row: dict[str, Any]) -> Receipt:
        """What the same key brought before, if it was the same."""
        column = FEEDBACK.c
        query = sql.select(column.id, column.given_at, column.body_digest)
        held = self._read(query.where(column.key_digest == row["key_digest"]))
        if not held or held[0].body_digest != row["body_digest"]:
            raise KeyReused("This Idempotency-Key was used for other feedback; send another key.")
        return Receipt(held[0].id, utc(held[0].given_at))


def register_of(settings: Settings) -> Register:
    """That of the installation that these settings are of. Raises SettingsError."""
    serving = settings.serving
    return Register(serving.database_url.get_secret_value(), settings.corpus.data, days=serving.feedback_days)


def _row(judgement: Judgement, key: str, now: datetime) -> dict[str, Any]:
    """What is kept: no personal data that we know by its form, and no character that a database refuses."""
    answer = judgement.answer
    answer = replace(answer, question=masked(clean(answer.question), answer.language))
    return {
        "id": str(uuid4()),
        "given_at": now,
        "verdict": judgement.verdict.value,
        "reasons": [each.value for each in dict.fromkeys(judgement.reasons)],
        "text": masked(clean(judgement.text.replace("\r\n", "\n")), answer.language).strip(),
        "question": cut(answer.question, QUESTION),
        "outcome": answer.outcome.value,
        "index_version": clean(answer.index.version)[:NAME],
        "topic": clean(topic(answer))[:NAME],
        "answer": _ANSWER.dump_python(answer, mode="json", by_alias=True, exclude_none=True),
        "key_digest": hashlib.sha256(key.encode()).hexdigest() if key else None,
        "body_digest": hashlib.sha256(_JUDGEMENT.dump_json(judgement)).hexdigest(),
    }


def _entry(row: sql.Row[Any]) -> Entry:
    return Entry(
        id=row.id,
        given_at=utc(row.given_at),
        verdict=Verdict(row.verdict),
        reasons=tuple(map(Reason, row.reasons)),
        text=row.text,
        question=row.question,
        outcome=Outcome(row.outcome),
        index_version=row.index_version,
        topic=row.topic,
    )


def utc(moment: datetime) -> datetime:
    """SQLite knows no zones; what we write is UTC."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
