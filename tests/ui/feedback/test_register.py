"""What is kept of feedback, in a real SQLite and, where it can be started, a real PostgreSQL."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from assistant.types import Outcome
from corpus.errors import SettingsError
from ui.feedback.database import FeedbackError
from ui.feedback.judgement import Judgement, Reason, Verdict
from ui.feedback.register import KeyReused, Register

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
LONG_AGO = NOON - timedelta(days=900)


@pytest.fixture(params=["sqlite", "postgres"])
def register(request, tmp_path, emptied):
    url = request.getfixturevalue("postgres") if request.param == "postgres" else ""
    made = Register(url, tmp_path / "new", lambda: NOON)
    yield made
    if url:
        emptied(made)


@pytest.fixture
def judged(answers):
    return Judgement(
        answers.answered, Verdict.DOWN, (Reason.OUTDATED, Reason.INCOMPLETE, Reason.OUTDATED), "Dit klopt niet meer."
    )


def test_what_was_said_comes_back_with_the_whole_answer(register, judged):
    receipt = register.add(judged)

    entry, answer = register.one(receipt.id)
    assert answer == judged.answer
    assert (entry.given_at, entry.verdict, entry.text) == (NOON, Verdict.DOWN, "Dit klopt niet meer.")
    assert entry.reasons == (Reason.OUTDATED, Reason.INCOMPLETE)
    assert (entry.outcome, entry.index_version, entry.topic) == (Outcome.PARTLY_ANSWERED, "1", "x")
    assert register.entries(LONG_AGO) == (entry,)
    assert receipt.given_at == NOON


def test_reading_makes_no_database(tmp_path):
    register = Register("", tmp_path / "new")

    assert register.entries(LONG_AGO) == ()
    assert register.one("x") is None
    assert list(tmp_path.iterdir()) == []


def test_reading_makes_no_table(register):
    assert register.entries(LONG_AGO) == ()
    assert register.one("x") is None


def test_the_newest_come_first_and_old_ones_can_be_left_out(register, judged):
    days = iter(NOON - timedelta(days=each) for each in (3, 1, 2))
    register.now = lambda: next(days)
    made = [register.add(judged).id for _ in range(3)]
    register.now = lambda: NOON

    assert [each.id for each in register.entries(LONG_AGO)] == [made[1], made[2], made[0]]
    assert [each.id for each in register.entries(NOON - timedelta(days=1, hours=1))] == [made[1]]


def test_what_has_been_kept_long_enough_is_not_shown_and_goes_with_the_next_one(register, judged):
    register.now = lambda: NOON - timedelta(days=366)
    old = register.add(judged).id
    register.now = lambda: NOON

    assert register.entries(LONG_AGO) == ()
    assert register.one(old) is None

    new = register.add(judged).id
    with register.engine.connect() as connection:
        assert list(connection.exec_driver_sql("SELECT id FROM feedback")) == [(new,)]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("Bel me op 06-12345678 of mail jan@voorbeeld.nl", "Bel me op [telefoonnummer] of mail [e-mailadres]", id="personal_data"),
        pytest.param("Mijn BSN is 111222333.", "Mijn BSN is [burgerservicenummer].", id="citizen_number"),
        pytest.param("een\r\ntwee\x00\x0b\u202edrie ", "een\ntweedrie", id="control_characters"),
        pytest.param("=1+1; <script>'; DROP TABLE feedback;--", "=1+1; <script>'; DROP TABLE feedback;--", id="code_stays_text"),
        pytest.param("é😀 artikel 26, lid 6", "é😀 artikel 26, lid 6", id="any_writing"),
    ],
)  # fmt: skip
def test_what_was_typed_is_kept_without_personal_data(register, judged, typed, kept):
    receipt = register.add(replace(judged, text=typed, answer=replace(judged.answer, question=typed)))

    entry, answer = register.one(receipt.id)
    assert entry.text == kept
    assert answer.question.strip().replace("\r", "") == kept
    assert answer.question == entry.question


def test_an_answer_with_any_character_can_be_kept(register, judged):
    odd = replace(judged.answer, text="a\x00b\x0b", index=replace(judged.answer.index, version="v" * 500))

    entry, _ = register.one(register.add(replace(judged, answer=odd)).id)
    assert len(entry.index_version) == 80


def test_the_same_key_and_the_same_words_are_kept_once(register, judged):
    first, second = register.add(judged, "key"), register.add(judged, "key")

    assert first == second
    assert len(register.entries(LONG_AGO)) == 1
    assert register.add(judged, "another").id != first.id


def test_the_same_key_with_other_words_is_refused(register, judged):
    register.add(judged, "key")

    with pytest.raises(KeyReused, match="another key"):
        register.add(replace(judged, text="iets anders"), "key")
    assert len(register.entries(LONG_AGO)) == 1


def test_many_who_write_at_once_lose_nothing(register, judged):
    with ThreadPoolExecutor(8) as pool:
        receipts = list(pool.map(lambda number: register.add(judged, f"key {number // 2}"), range(40)))

    assert len({each.id for each in receipts}) == 20 == len(register.entries(LONG_AGO))


def test_two_processes_can_make_the_database_at_once(register, judged, tmp_path):
    url = (
        register.engine.url.render_as_string(hide_password=False)
        if register.engine.dialect.name == "postgresql"
        else ""
    )
    others = [Register(url, tmp_path / "new") for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda each: each.add(judged), others))

    assert len(register.entries(LONG_AGO)) == 4


def test_a_database_of_a_later_version_is_left_alone(register, judged):
    register.add(judged)
    with register.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0002'")
    register.is_ours = False

    for use in (lambda: register.add(judged), lambda: register.entries(LONG_AGO)):
        with pytest.raises(FeedbackError, match="form 0002"):
            use()


def test_readers_do_not_wait_for_a_writer(tmp_path, judged):
    register = Register("", tmp_path)
    register.add(judged)
    writer = sqlite3.connect(register.file, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")

    assert len(register.entries(LONG_AGO)) == 1
    writer.execute("ROLLBACK")
    assert writer.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    writer.close()


@pytest.mark.parametrize("trouble", ["a file where a folder should be", "no database at all"])
def test_a_database_that_cannot_be_used_is_said_in_one_sentence(tmp_path, judged, trouble):
    if trouble.startswith("a file"):
        (tmp_path / "new").write_text("")
        register = Register("", tmp_path / "new")
    else:
        (tmp_path / "feedback.sqlite").write_text("no database " * 100)
        register = Register("", tmp_path)

    with pytest.raises(FeedbackError, match="Try again later"):
        register.add(judged)


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("nonsense", "write it as postgresql://"),
        ("mysql://root@localhost/x", "must begin with postgresql://"),
        ("sqlite:///x.db", "leave it empty"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_at_once(tmp_path, url, sentence):
    with pytest.raises(SettingsError, match=sentence):
        Register(url, tmp_path)
