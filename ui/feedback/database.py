"""The tables of feedback and the way to them: a SQLite file in the data folder, or PostgreSQL.

The version of their form is kept as Alembic keeps it, so that a later version can take them over where they stand.
"""

from pathlib import Path
from typing import Any

import sqlalchemy as sql
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateIndex, CreateTable

from corpus.errors import Refusal, SettingsError

VERSION = "0001"  # of the form of the tables
WAIT = 10  # seconds that a writer waits for another one, or for the database
NAME = 80  # characters that are kept of a name
_LOCK = 7_391_002  # one number for all who make the tables in one PostgreSQL
_WRONG = "The setting BELEIDSWIJZER_DATABASE_URL cannot be used:"
_DATA = sql.MetaData()
_VERSIONS = sql.Table("alembic_version", _DATA, sql.Column("version_num", sql.String(32), primary_key=True))
FEEDBACK = sql.Table(
    "feedback",
    _DATA,
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

    No parameters in its messages: they are what people wrote.
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
            place, pool_pre_ping=True, hide_parameters=True, connect_args={"connect_timeout": WAIT}
        )
    except ModuleNotFoundError as error:
        raise SettingsError(f"{_WRONG} install its driver with pip install -e '.[postgres]'.") from error


def make_tables(connection: sql.Connection) -> None:
    """Where they are not there yet; whoever comes at the same time waits, or finds them."""
    if connection.dialect.name == "postgresql":
        connection.execute(sql.select(sql.func.pg_advisory_xact_lock(_LOCK)))
    for table in _DATA.sorted_tables:
        connection.execute(CreateTable(table, if_not_exists=True))
        for index in table.indexes:
            connection.execute(CreateIndex(index, if_not_exists=True))
    connection.execute(
        sql.insert(_VERSIONS).from_select(
            ["version_num"], sql.select(sql.literal(VERSION)).where(~sql.exists(sql.select(_VERSIONS.c.version_num)))
        )
    )
    are_there(connection)


def are_there(connection: sql.Connection) -> bool:
    """Whether there are tables. Raises FeedbackError where another version of the program made them."""
    if not sql.inspect(connection).has_table(FEEDBACK.name):
        return False
    version = connection.scalar(sql.select(_VERSIONS.c.version_num))
    if version != VERSION:
        raise FeedbackError(
            f"The database of feedback has form {version} and this version of the program knows {VERSION}; "
            "start the version that belongs to it."
        )
    return True


def _set_up(connection: Any, _: object) -> None:
    """Readers and a writer do not stop one another."""
    connection.execute("PRAGMA journal_mode=WAL")
