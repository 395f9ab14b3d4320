"""A backup holds what the service keeps and no secret, goes back into either database, and does no harm twice."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.faults.postgres import WHY_NOT, postgres, programs
from ui.backup.__main__ import main
from ui.feedback.database import FeedbackError
from ui.feedback.judgement import Judgement, Reason, Verdict
from ui.feedback.register import Register
from ui.gate.grants import Grant, change_file, read_file
from ui.gate.key import digest, new_key
from ui.gate.scopes import Scope

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
SECRET = "Zonnebloem-42"
INTRANET = Grant("intranet", digest(new_key()), (Scope.ANSWERS,), date(2027, 5, 1), made=date(2026, 5, 1))
ENDED = Grant("oud", digest(new_key()), (Scope.SOURCES,), date(2027, 5, 1), revoked=date(2026, 6, 1))


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def database(request):
    """The URL of the database that the backup goes back into."""
    if request.param == "sqlite":
        yield ""
        return
    if programs() is None:
        pytest.skip(WHY_NOT)
    pytest.importorskip("psycopg", reason="its driver is not installed: pip install -e '.[postgres]'")
    with postgres() as running:
        yield running.url


@pytest.fixture
def at(monkeypatch, tmp_path):
    """`at("old", model_key=…)`: from now on the commands work for that installation; gives its data folder."""
    monkeypatch.chdir(tmp_path)

    def go(name, **settings):
        for each in [each for each in os.environ if each.startswith("BELEIDSWIJZER_")]:
            monkeypatch.delenv(each)
        for each, value in {"data": str(tmp_path / name), **settings}.items():
            monkeypatch.setenv(f"BELEIDSWIJZER_{each.upper()}", value)
        return tmp_path / name

    return go


@pytest.fixture
def judged(answers):
    return Judgement(answers.answered, Verdict.DOWN, (Reason.OUTDATED,), "Dit klopt\nniet: “é” 😀")


@pytest.fixture
def old(at, judged):
    """An installation with two reactions, one of them with an Idempotency-Key, and two keys; its data folder."""
    data = at("old", model_key=SECRET, model_url=f"https://anna:{SECRET}@models.example/v1", rate_limit="5/minute")
    register = Register("", data)
    register.add(judged, "key")
    register.add(replace(judged, verdict=Verdict.UP, reasons=(), text=""))
    change_file(data / "keys.json", lambda _: (INTRANET, ENDED))
    return data


@pytest.fixture
def saved(old, tmp_path, capsys):
    assert main(["save", "backup.jsonl"]) == 0
    assert capsys.readouterr() == ("", "")
    return tmp_path / "backup.jsonl"


def everything(url, data):
    register = Register(url, data)
    found = [register.one(each.id) for each in register.entries(LONG_AGO)]
    return sorted(found, key=lambda each: each[0].id)


def test_a_backup_goes_back_into_an_empty_place_and_twice_does_no_harm(at, old, saved, database, judged, capsys):
    new = at("new", database_url=database)

    for feedback, keys in (("2 of 2", "2 of 2"), ("0 of 2", "0 of 2")):
        assert main(["restore", str(saved)]) == 0
        said = capsys.readouterr().out
        assert f"Feedback: {feedback} added" in said
        assert f"Keys: {keys} added" in said
    assert everything(database, new) == everything("", old)
    assert read_file(new / "keys.json") == (INTRANET, ENDED)
    receipt = Register(database, new).add(judged, "key")  # the Idempotency-Key is known there too
    assert receipt.id in {each.id for each, _ in everything("", old)}


def test_what_is_there_stays_and_only_what_is_missing_is_added(at, old, saved, judged, capsys):
    new = at("new")
    mine = Register("", new).add(judged, "key")  # the same key as one of the backup
    other = replace(INTRANET, digest=digest(new_key()))
    change_file(new / "keys.json", lambda _: (other,))

    assert main(["restore", str(saved)]) == 0

    said = capsys.readouterr().out
    assert "Feedback: 1 of 2 added" in said
    assert "The key intranet is another one here; it stays as it is." in said
    assert "Keys that were revoked after" in said
    assert mine.id in {each.id for each, _ in everything("", new)}
    assert read_file(new / "keys.json") == (other, ENDED)


def test_a_key_that_the_setting_names_is_not_added_again(at, saved, capsys):
    listed = f'[{{"name":"intranet","digest":"{INTRANET.digest}","scopes":["answers:read"],"expires":"2027-05-01"}}]'
    new = at("new", api_keys=listed)

    assert main(["restore", str(saved)]) == 0
    assert "Keys: 1 of 2 added" in capsys.readouterr().out
    assert read_file(new / "keys.json") == (ENDED,)


def test_no_secret_is_in_it_and_settings_are_told_not_changed(at, saved, capsys):
    text = saved.read_text(encoding="utf-8")
    lines = [json.loads(each) for each in text.splitlines()]
    settings = {each["name"]: each.get("value") for each in lines if each["kind"] == "setting"}

    assert SECRET not in text
    assert settings["BELEIDSWIJZER_MODEL_KEY"] is None
    assert settings["BELEIDSWIJZER_MODEL_URL"] is None
    assert settings["BELEIDSWIJZER_RATE_LIMIT"] == "5/minute"
    assert (saved.stat().st_mode & 0o777) == 0o600
    at("new", rate_limit="9/minute")
    main(["restore", str(saved)])
    said = capsys.readouterr().out
    assert "To do: BELEIDSWIJZER_MODEL_KEY was set and is not set here; a backup holds no secrets.\n" in said
    assert "To do: BELEIDSWIJZER_RATE_LIMIT was 5/minute and is 9/minute here.\n" in said


def test_an_installation_that_keeps_nothing_yet_has_a_backup_too(at, tmp_path, capsys):
    data = at("new")

    assert main(["save", "empty.jsonl"]) == 0
    assert main(["restore", "empty.jsonl"]) == 0
    assert "Feedback: 0 of 0 added" in capsys.readouterr().out
    assert not data.exists()


def test_it_goes_through_a_pipe(at, saved, tmp_path):
    new = at("new")
    command = [sys.executable, "-m", "ui.backup"]
    surroundings = os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])}
    with saved.open("rb") as file:
        restored = subprocess.run(
            [*command, "restore", "-"], stdin=file, env=surroundings, capture_output=True, check=True
        )
    again = subprocess.run([*command, "save", "-"], env=surroundings, capture_output=True, check=True)

    assert restored.stderr == b""
    assert [each for each in again.stdout.splitlines() if b'"row"' in each] == [
        each for each in saved.read_bytes().splitlines() if b'"row"' in each
    ]
    assert read_file(new / "keys.json") == (INTRANET, ENDED)


def without_end(lines):
    return lines[:-1]


def without_one(lines):
    return [*lines[:-2], lines[-1]]


def half_a_line(lines):
    return [*lines[:-2], lines[-2][:40], lines[-1]]


def with_an_odd_verdict(lines):
    return [each.replace('"verdict": "down"', '"verdict": "maybe"') for each in lines]


def of_later(lines):
    return [lines[0].replace('"format": 1', '"format": 2'), *lines[1:]]


def twice(lines):
    return [*lines, *lines]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        pytest.param(without_end, "is not whole", id="it_breaks_off"),
        pytest.param(without_one, "is not whole", id="a_line_is_gone"),
        pytest.param(half_a_line, "is damaged", id="a_line_is_cut"),
        pytest.param(with_an_odd_verdict, "is damaged", id="a_field_is_wrong"),
        pytest.param(of_later, "made by a later version (format 2", id="a_later_format"),
        pytest.param(twice, "goes on after its end", id="two_in_one"),
        pytest.param(lambda _: ["{}"], "no backup of this service", id="another_file"),
        pytest.param(lambda _: ["GIF89a"], "no backup of this service", id="a_picture"),
        pytest.param(lambda _: [], "is not whole", id="nothing"),
    ],
)
def test_a_file_that_is_not_whole_changes_nothing(at, saved, capsys, change, sentence):
    lines = change(saved.read_text(encoding="utf-8").splitlines())
    saved.write_text("".join(f"{each}\n" for each in lines), encoding="utf-8")
    new = at("new")

    assert main(["restore", str(saved)]) == 1
    said = capsys.readouterr().err
    assert sentence in said
    assert said.count("\n") == 1
    assert not new.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        pytest.param(["save", "backup.jsonl"], "is there already", id="over_another"),
        pytest.param(["save", "no/folder.jsonl"], "cannot be written", id="no_folder"),
        pytest.param(["restore", "nothing.jsonl"], "cannot be read", id="no_file"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(saved, tmp_path, capsys, arguments, sentence):
    before = saved.read_bytes()

    assert main(arguments) == 1
    assert sentence in capsys.readouterr().err
    assert saved.read_bytes() == before
    assert {each.name for each in tmp_path.iterdir()} == {"backup.jsonl", "old"}


def test_a_database_that_is_gone_leaves_no_file(at, tmp_path, capsys):
    at("new", database_url=f"postgresql://x@/x?host={tmp_path}")

    assert main(["save", "backup.jsonl"]) == 1
    assert "does not answer" in capsys.readouterr().err
    assert list(tmp_path.glob("*.jsonl")) == []
    assert list(tmp_path.glob(".backup-*")) == []


def test_all_or_nothing_goes_back(at, saved, monkeypatch, capsys):
    new = at("new")
    from ui.feedback import rows

    real, calls = rows._values, iter((True, False))

    def breaks(row):
        if not next(calls):
            raise FeedbackError("The disk is full.")
        return real(row)

    monkeypatch.setattr(rows, "_values", breaks)
    assert main(["restore", str(saved)]) == 1
    assert Register("", new).entries(LONG_AGO) == ()
