"""The table of feedback and the way to it: a SQLite file in the data folder, or PostgreSQL.

What makes the table is ui/feedback/migrating.py; here stands what the program reads and writes.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sql
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from corpus.errors import Refusal, SettingsError

WAIT = 10  # seconds that a writer waits for another one, and that a statement may take
PAUSE = 0.02  # seconds between two tries
CONNECTS = 5  # seconds in which PostgreSQL must let us in: a reader waits for that
NAME = 80  # characters that are kept of a name
_WRONG = "The setting BELEIDSWIJZER_DATABASE_URL cannot be used:"
DATA = sql.MetaData()
FEEDBACK = sql.Table(
    "feedback",
    DATA,
    sql.Column("id", sql.String(36), primary_key=True),
    sql.Column("given_at", sql.DateTime(timezone=True), nullable=False, index=True),
    sql.Column("verdict", sql.String(8), nullable=False),
    sql.Column("reasons", sql.JSON, nullable=False),
    sql.Column("text", sql.Text, nullable=False),
    sql.Column("question", sql.Text, nullable=False),
    sql.Column("outcome", sql.String(32), nullable=False),
    sql.Column("index_version", sql.String(NAME), nullable=False),
    sql.Column("topic", sql.String(NAME), nullable=False),
    sql.Column("answer", sql.JSON, nullable=False),
    sql.Column("key_digest", sql.String(64), unique=True),  # of the Idempotency-Key
    sql.Column("body_digest", sql.String(64), nullable=False),
)


class FeedbackError(Refusal):
    """The database of feedback cannot be used now."""


def engine(url: str, file: Path) -> sql.Engine:
    """To the PostgreSQL of that URL, or, where it is empty, to the file. Raises SettingsError; connects to nothing yet.

    No connection is kept: feedback is rare, and one that is kept can be dead, or hang where the server hangs. Nothing of
    the parameters stands in messages: they are what people wrote.
    """
    if not url:
        place = sql.URL.create("sqlite", database=str(file))
        made = sql.create_engine(place, poolclass=NullPool, hide_parameters=True, connect_args={"timeout": WAIT})
        sql.event.listen(made, "connect", _set_up)
        return made
    try:
        place = sql.make_url(url)
    except ArgumentError as error:
        raise SettingsError(f"{_WRONG} write it as postgresql://user:password@host/database.") from error
    if place.drivername not in ("postgres", "postgresql", "postgresql+psycopg"):
        raise SettingsError(f"{_WRONG} it must begin with postgresql://; leave it empty for a file in the data folder.")
    place = place.set(drivername="postgresql+psycopg")
    try:
        return sql.create_engine(
            place, poolclass=NullPool, hide_parameters=True, connect_args={"connect_timeout": CONNECTS}
        )
    except ModuleNotFoundError as error:
        raise SettingsError(f"{_WRONG} install its driver with pip install -e '.[postgres]'.") from error


@contextmanager
def transaction(to: sql.Engine) -> Iterator[sql.Connection]:
    """All of what is done in it, or nothing. Raises SQLAlchemyError, also where a statement takes longer than WAIT."""
    with to.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SET LOCAL statement_timeout = '{WAIT}s'")
        yield connection


def _set_up(connection: Any, _: object) -> None:
    """Readers and a writer do not stop one another.

    Who makes the file at the same moment as another finds it locked at once: for this change SQLite does not wait.
    """
    ends = time.monotonic() + WAIT
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > ends:
                raise
            time.sleep(PAUSE)
        else:
            return
