"""`python -m evals …`: what each command writes, and how it ends."""

from dataclasses import replace

import pytest

from evals import cases as golden
from evals import run as kept
from evals import running
from evals.attack_set import load_attacks
from evals.run import load, save

ATTACKS = load_attacks()
ALL = {split: golden.load_cases(split) for split in golden.SPLITS}


@pytest.fixture(autouse=True)
def few(monkeypatch, tmp_path):
    """A dozen questions; nothing is written into the checkout."""
    for place in (running, golden):
        monkeypatch.setattr(place, "load_cases", lambda split: ALL[split][:12])
    monkeypatch.setattr(running, "load_attacks", lambda: ATTACKS[:6])
    monkeypatch.setattr(kept, "OUT", tmp_path / "out")
    monkeypatch.setattr(kept, "BASELINE", tmp_path / "baseline.json")


def test_a_whole_run_prints_a_table_and_writes_a_page_and_json(run, small_data, tmp_path):
    (tmp_path / "sets").mkdir()
    (tmp_path / "sets" / "one.jsonl").write_text(
        '{"id": "1", "lang": "nl", "question": "Logs?", "expected_ids": ["AIA:art:26"]}'
    )
    done = run("evals", "--external", str(tmp_path / "sets"), data=str(small_data))

    assert (done.status, done.error) == (0, "")
    assert "| strictly right |" in done.out
    assert "Attacks that came through: " in done.out
    assert "## The worst dev questions" in done.out
    (json,), (html,) = (tmp_path / "out").glob("*.json"), (tmp_path / "out").glob("*.html")
    assert load(json).rows
    assert html.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_guard_baseline_and_compare(run, small_data, tmp_path):
    data = str(small_data)
    assert (
        run("evals", "guard", data=data).error
        == "There is no baseline.json to guard: make one with python -m evals baseline.\n"
    )
    assert run("evals", "baseline", data=data).status == 0

    guarded = run("evals", "guard", data=data)
    assert (guarded.status, guarded.out) == (0, "No dev figure fell below the baseline.\n")

    better = load(tmp_path / "baseline.json")
    rows = tuple(replace(row, values=dict.fromkeys(row.values, 1.0)) for row in better.rows)
    save(replace(better, rows=rows), tmp_path / "baseline.json")
    failed = run("evals", "guard", data=data)
    assert failed.status == 1
    assert "What broke: " in failed.error

    file = str(tmp_path / "baseline.json")
    assert "| strictly right | 100.0% | 100.0% | the same |" in run("evals", "compare", file, file).out


def test_check_counts_subjects_and_types(run):
    done = run("evals", "check")

    assert "AI Act" in done.out
    assert "false-premise" in done.out
    assert done.status == bool(done.error.strip())


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        pytest.param(["dream"], 2, "invalid choice", id="no such command"),
        pytest.param(["seal"], 2, "--reason", id="a seal without a reason"),
        pytest.param(["compare", "a.json"], 2, "after", id="one run"),
        pytest.param(["compare", "a.json", "b.json"], 1, "cannot be read as a run", id="no runs"),
        pytest.param(["--external", "nowhere"], 1, "There are no question sets", id="no sets"),
        pytest.param(["--judge", "nobody:judge"], 1, "cannot be used", id="no judge"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(run, arguments, status, told):
    done = run("evals", *arguments)

    assert (done.status, told in done.error) == (status, True)
