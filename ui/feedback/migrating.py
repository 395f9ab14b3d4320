"""The form of the database of feedback. Its migrations are the one way in which tables come to be, here and there.

A migration is a file in migrations/versions; it only adds, so that a replica of the version before can go on writing
while the next one starts.
"""

from enum import Enum, auto
from pathlib import Path
from threading import Lock

import sqlalchemy as sql
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from ui.feedback.database import FEEDBACK, FeedbackError

FOLDER = Path(__file__).parent / "migrations"
_NUMBER = 7_391_002  # one number for all who migrate in one PostgreSQL
_ALONE = Lock()  # Alembic keeps the migration that runs in a variable of its module


class Form(Enum):
    """What the database is to this version of the program."""

    NOTHING = auto()  # no tables of ours
    OLDER = auto()  # those of an earlier version
    OURS = auto()


def form(connection: sql.Connection) -> Form:
    """Raises FeedbackError where a later version of the program, or somebody else, made the tables."""
    there = sql.inspect(connection).has_table(FEEDBACK.name)
    made_by, scripts = MigrationContext.configure(connection).get_current_revision(), ScriptDirectory(str(FOLDER))
    newest = scripts.get_current_head()
    if made_by == newest and there:
        return Form.OURS
    if made_by and made_by not in {each.revision for each in scripts.walk_revisions()}:
        raise FeedbackError(
            f"The database of feedback has form {made_by} and this version of the program knows {newest} at most; "
            "start the version that belongs to it."
        )
    return Form.OLDER if there else Form.NOTHING


def migrate(connection: sql.Connection) -> None:
    """Make the tables, or bring those of an earlier version up to date; nothing of what they hold is lost.

    In a transaction that is open already. Whoever comes at the same time waits, and then finds it done. Raises
    FeedbackError as `form` does.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(sql.select(sql.func.pg_advisory_xact_lock(_NUMBER)))
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # SQLite's only lock is for writers, and this takes it at once
    if form(connection) is Form.OURS:
        return
    settings = Config(attributes={"connection": connection})
    settings.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    with _ALONE:
        command.upgrade(settings, "head")
    columns = {each["name"] for each in sql.inspect(connection).get_columns(FEEDBACK.name)}
    if not {each.name for each in FEEDBACK.columns} <= columns:
        raise FeedbackError(
            f"The database of feedback has a table {FEEDBACK.name} that is not ours; give the service a database of "
            "its own."
        )
