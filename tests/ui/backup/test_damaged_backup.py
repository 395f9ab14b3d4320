"""A backup that is not whole, or goes nowhere, changes nothing and says so in one sentence."""

from datetime import UTC, datetime

import pytest

from ui.backup.__main__ import main
from ui.feedback.database import FeedbackError
from ui.feedback.register import Register

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


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
