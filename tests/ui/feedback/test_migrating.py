"""The tables of feedback come from migrations alone: new ones, those of earlier versions, and when many start at once."""

import shutil
import subprocess
import sys
from datetime import UTC, datetime

import pytest
import sqlalchemy as sql
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from ui.feedback import migrating
from ui.feedback.database import DATA, FEEDBACK, FeedbackError, transaction
from ui.feedback.judgement import Judgement, Verdict
from ui.feedback.migrating import Form, form
from ui.feedback.register import Register

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
NEXT = '''"""A step that a later version of the program brings."""

import sqlalchemy as sql
from alembic import op

revision, down_revision = "0002", "0001"


def upgrade() -> None:
    """A column more."""
    op.add_column("feedback", sql.Column("team", sql.Text))
'''
START = "import sys; from pathlib import Path; from ui.feedback.register import Register; Register(sys.argv[1], Path(sys.argv[2])).prepare()"


@pytest.fixture(params=["sqlite", "postgres"])
def register_of(request, tmp_path, emptied):
    """`register_of()`: a new program that opens the same database."""
    url = request.getfixturevalue("postgres") if request.param == "postgres" else ""
    yield lambda: Register(url, tmp_path / "new")
    if url:
        emptied(Register(url, tmp_path))


@pytest.fixture
def judged(answers):
    return Judgement(answers.answered, Verdict.UP)


@pytest.fixture
def later(tmp_path, monkeypatch):
    """`later()`: from now on the program is a later version."""

    def come():
        folder = shutil.copytree(migrating.FOLDER, tmp_path / "later", ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "versions" / "team.py").write_text(NEXT, encoding="utf-8")
        monkeypatch.setattr(migrating, "FOLDER", folder)

    return come


def made_by_hand(register):
    """The tables as versions made them that had no migrations."""
    register.file.parent.mkdir(parents=True, exist_ok=True)
    with transaction(register.engine) as connection:
        DATA.create_all(connection)


def test_the_migrations_make_what_the_program_reads(register_of):
    register = register_of()
    register.prepare()

    with transaction(register.engine) as connection:
        assert compare_metadata(MigrationContext.configure(connection), DATA) == []
        assert form(connection) is Form.OURS


def test_a_database_without_a_version_is_taken_over_without_loss(register_of, judged):
    made_by_hand(register_of())
    old = register_of()
    old.is_ours = True
    kept = old.add(judged, "key")

    register = register_of()

    assert [each.id for each in register.entries(LONG_AGO)] == [kept.id]
    assert register.add(judged, "key") == kept
    with transaction(register.engine) as connection:
        assert connection.scalar(sql.text("SELECT version_num FROM alembic_version")) == "0001"


@pytest.mark.parametrize("first", ["reads", "writes"])
def test_a_later_version_brings_the_tables_up_to_date_and_an_earlier_one_that_runs_goes_on(
    register_of, judged, later, first
):
    earlier = register_of()
    kept = [earlier.add(judged).id]
    later()
    new = register_of()

    if first == "writes":
        kept.append(new.add(judged).id)
    assert {each.id for each in new.entries(LONG_AGO)} == set(kept)
    with transaction(new.engine) as connection:
        assert "team" in {each["name"] for each in sql.inspect(connection).get_columns("feedback")}
    kept.append(earlier.add(judged).id)
    assert {each.id for each in earlier.entries(LONG_AGO)} == set(kept)


def test_an_earlier_version_that_starts_on_a_later_form_refuses(register_of, judged, later, monkeypatch):
    ours = migrating.FOLDER
    later()
    register_of().add(judged)
    monkeypatch.setattr(migrating, "FOLDER", ours)

    for use in (lambda: register_of().add(judged), lambda: register_of().entries(LONG_AGO)):
        with pytest.raises(FeedbackError, match="form 0002 and this version of the program knows 0001 at most"):
            use()


def test_a_table_of_somebody_else_is_left_as_it_is(register_of, judged):
    register = register_of()
    register.file.parent.mkdir(parents=True)
    with transaction(register.engine) as connection:
        connection.exec_driver_sql("CREATE TABLE feedback (id INTEGER, given_at TEXT)")

    for use in (lambda: register.add(judged), lambda: register.entries(LONG_AGO)):
        with pytest.raises(FeedbackError, match="is not ours"):
            use()
    with transaction(register.engine) as connection:
        assert not sql.inspect(connection).has_table("alembic_version")


def test_a_migration_that_breaks_off_leaves_everything_as_it_was(register_of, judged, later):
    kept = register_of().add(judged)
    later()
    step = migrating.FOLDER / "versions" / "team.py"
    step.write_text(NEXT + '    op.execute("SELECT no FROM nothing")\n', encoding="utf-8")

    with pytest.raises(FeedbackError, match="Try again later"):
        register_of().entries(LONG_AGO)

    step.write_text(NEXT, encoding="utf-8")
    assert [each.id for each in register_of().entries(LONG_AGO)] == [kept.id]


def test_programs_that_start_at_once_do_not_trip_over_each_other(register_of, judged):
    register = register_of()
    url = "" if register.engine.dialect.name == "sqlite" else register.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", START, url, str(register.file.parent)]
    starting = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(3)]

    assert [(each.communicate()[1], each.returncode) for each in starting] == [("", 0)] * 3
    with transaction(register.engine) as connection:
        assert form(connection) is Form.OURS
        assert connection.scalar(sql.select(sql.func.count()).select_from(FEEDBACK)) == 0


def test_a_database_that_came_in_the_place_of_another_is_made_ready_again(register_of, judged):
    register = register_of()
    register.add(judged)
    with transaction(register.engine) as connection:
        for name in ("feedback", "alembic_version"):
            connection.exec_driver_sql(f"DROP TABLE {name}")

    with pytest.raises(FeedbackError):
        register.add(judged)
    register.add(judged)
    assert len(register.entries(LONG_AGO)) == 1
