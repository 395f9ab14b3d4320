"""A backup holds what the service keeps and no secret, goes back into either database, and does no harm twice."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from ui.backup.__main__ import main
from ui.feedback.register import Register
from ui.gate.grants import change_file, read_file
from ui.gate.key import digest, new_key

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def everything(url, data):
    register = Register(url, data)
    found = [register.one(each.id) for each in register.entries(LONG_AGO)]
    return sorted(found, key=lambda each: each[0].id)


def test_a_backup_goes_back_into_an_empty_place_and_twice_does_no_harm(
    at, old, saved, database, judged, capsys, grants
):
    new = at("new", database_url=database)

    for feedback, keys in (("2 of 2", "2 of 2"), ("0 of 2", "0 of 2")):
        assert main(["restore", str(saved)]) == 0
        said = capsys.readouterr().out
        assert f"Feedback: {feedback} added" in said
        assert f"Keys: {keys} added" in said
    assert everything(database, new) == everything("", old)
    assert read_file(new / "keys.json") == grants
    receipt = Register(database, new).add(judged, "key")  # the Idempotency-Key is known there too
    assert receipt.id in {each.id for each, _ in everything("", old)}


def test_what_is_there_stays_and_only_what_is_missing_is_added(at, old, saved, judged, capsys, grants):
    new = at("new")
    mine = Register("", new).add(judged, "key")  # the same key as one of the backup
    other = replace(grants[0], digest=digest(new_key()))
    change_file(new / "keys.json", lambda _: (other,))

    assert main(["restore", str(saved)]) == 0

    said = capsys.readouterr().out
    assert "Feedback: 1 of 2 added" in said
    assert "The key intranet is another one here; it stays as it is." in said
    assert "Keys that were revoked after" in said
    assert mine.id in {each.id for each, _ in everything("", new)}
    assert read_file(new / "keys.json") == (other, grants[1])


def test_a_key_that_the_setting_names_is_not_added_again(at, saved, capsys, grants):
    listed = f'[{{"name":"intranet","digest":"{grants[0].digest}","scopes":["answers:read"],"expires":"2027-05-01"}}]'
    new = at("new", api_keys=listed)

    assert main(["restore", str(saved)]) == 0
    assert "Keys: 1 of 2 added" in capsys.readouterr().out
    assert read_file(new / "keys.json") == (grants[1],)


def test_no_secret_is_in_it_and_settings_are_told_not_changed(at, saved, capsys, secret):
    text = saved.read_text(encoding="utf-8")
    lines = [json.loads(each) for each in text.splitlines()]
    settings = {each["name"]: each.get("value") for each in lines if each["kind"] == "setting"}

    assert secret not in text
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


def test_it_goes_through_a_pipe(at, saved, tmp_path, grants):
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
    assert read_file(new / "keys.json") == grants
