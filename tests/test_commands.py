"""The commands do what they say, and refuse with one line and the right status: 1 it failed, 2 wrong usage."""

import importlib
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from assistant.types import Question

ROOT = Path(__file__).parents[1]
PREFIX = "BELEIDSWIJZER_"


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    status: int
    out: str
    error: str


def started(cwd: Path, *command: str) -> Done:
    """A command in a process of its own, with no settings at all."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=cwd, env=environment | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=60
    )  # fmt: skip
    return Done(done.returncode, done.stdout, done.stderr)


Run = Callable[..., Done]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, house_data: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """The same without a process, with the index of the house; a setting is given by its name: `mirror="…"`."""
    for name in os.environ:
        if name.upper().startswith(PREFIX):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)

    def ran(folder: str, *arguments: str, **settings: str) -> Done:
        for name, value in ({"data": str(house_data)} | settings).items():
            monkeypatch.setenv(PREFIX + name.upper(), value)
        try:
            status = importlib.import_module(f"{folder}.__main__").main(list(arguments))
        except SystemExit as ended:
            status = int(ended.code or 0)
        return Done(status, *capsys.readouterr())

    return ran


def one_line(done: Done) -> str:
    """What a refusal says: one line on standard error, nothing else."""
    assert done.error.count("\n") == 1, done.error
    assert "Traceback" not in done.error
    return done.error


@pytest.mark.parametrize("folder", ["corpus", "indexing", "assistant", "evals", "ui"])
def test_help_comes_at_once_and_needs_nothing(tmp_path: Path, folder: str) -> None:
    begin = time.perf_counter()
    done = started(tmp_path, folder, "--help")

    assert (done.status, done.error) == (0, "")
    assert f"python -m {folder}" in done.out
    assert time.perf_counter() - begin < 5


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(("assistant", "Mag ik ChatGPT gebruiken?"), id="assistant"),
        pytest.param(("indexing", "search", "logs"), id="search"),
        pytest.param(("indexing", "verify"), id="verify"),
        pytest.param(("indexing", "rollback"), id="rollback"),
        pytest.param(("evals", "dev"), id="evals"),
        pytest.param(("ui", "--port", "0"), id="ui"),
    ],
)
def test_without_an_index_a_command_says_in_one_line_how_to_make_it(tmp_path: Path, command: tuple[str, ...]) -> None:
    done = started(tmp_path, *command)

    assert done.status == 1
    assert "python -m indexing build" in one_line(done)


@pytest.mark.parametrize(
    ("folder", "arguments"),
    [
        pytest.param("corpus", (), id="corpus what?"),
        pytest.param("corpus", ("burn",), id="no such command"),
        pytest.param("indexing", (), id="indexing what?"),
        pytest.param("indexing", ("search",), id="search what?"),
        pytest.param("indexing", ("search", "logs", "--batch", "in.jsonl", "--out", "out.jsonl"), id="both a question and a batch"),
        pytest.param("indexing", ("search", "--batch", "in.jsonl"), id="search a batch to where?"),
        pytest.param("indexing", ("search", "logs", "-k", "many"), id="no number"),
        pytest.param("indexing", ("search", "logs", "-k", "-3"), id="fewer than none"),
        pytest.param("indexing", ("search", ""), id="an empty search"),
        pytest.param("assistant", (), id="no question"),
        pytest.param("assistant", ("",), id="an empty question"),
        pytest.param("assistant", ("  ?! ",), id="only signs"),
        pytest.param("assistant", ("a" * 20_000,), id="20,000 characters"),
        pytest.param("assistant", ("logs?", "--language", "fr"), id="another language"),
        pytest.param("assistant", ("logs?", "--as-of", "31-12-2026"), id="a date the other way round"),
        pytest.param("assistant", ("logs?", "--out", "out.jsonl"), id="out without a batch"),
        pytest.param("assistant", ("--batch", "in.jsonl"), id="a batch to where?"),
        pytest.param("evals", ("everything",), id="no such evaluation"),
        pytest.param("ui", ("--port", "many"), id="no port"),
    ],
)  # fmt: skip
def test_wrong_usage_is_refused_with_status_2(run: Run, folder: str, arguments: tuple[str, ...]) -> None:
    done = run(folder, *arguments)

    assert (done.status, done.out) == (2, "")
    assert "Traceback" not in done.error
    assert done.error.strip()


def test_a_bad_question_is_refused_in_one_line_also_where_there_is_no_index(run: Run, tmp_path: Path) -> None:
    done = run("assistant", "a" * 20_000, data=str(tmp_path))

    assert done.status == 2
    assert "4000" in one_line(done)


def test_a_question_is_answered_with_its_sources(run: Run) -> None:
    done = run("assistant", "Wat zegt artikel 26, lid 6, van de AI-verordening?")

    assert (done.status, done.error) == (0, "")
    assert "[1] AI-verordening, artikel 26, lid 6" in done.out
    assert "https://eur-lex.europa.eu/" in done.out


def test_not_being_able_to_answer_is_no_failure(run: Run) -> None:
    assert run("assistant", "how do i renew my passport").status == 0


def test_as_json_an_answer_fits_its_schema(run: Run, schema: dict[str, object]) -> None:
    done = run("assistant", "Welke tien maatregelen horen bij de zorgplicht?", "--as-of", "2026-11-23", "--json")
    answer = json.loads(done.out)

    Draft202012Validator(schema).validate(answer)
    assert (answer["asOf"], answer["outcome"]) == ("2026-11-23", "answered")


BATCH = (
    {"id": "a", "question": "Hoe lang bewaren we logs?", "asOf": "2026-11-23"},
    {"id": 7, "question": "What are the five programme lines of the Werkagenda?", "language": "en", "unknown": 1},
    {"id": "a", "question": "En vanaf wanneer?", "history": [{"role": "user", "content": "Hoe lang bewaren we logs?"}]},
)


def write(file: Path, *lines: object) -> Path:
    file.write_text("\n".join(each if isinstance(each, str) else json.dumps(each) for each in lines), encoding="utf-8")
    return file


def test_a_batch_is_answered_line_by_line_with_the_given_ids(run: Run, tmp_path: Path, schema: dict[str, object]) -> None:
    done = run("assistant", "--batch", str(write(tmp_path / "in.jsonl", *BATCH, "")), "--out", "out.jsonl")
    answers = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]

    assert done.status == 0, done.error
    assert [each["id"] for each in answers] == ["a", "7", "a"]
    assert [each["question"] for each in answers] == [each["question"] for each in BATCH]
    assert [each["language"] for each in answers] == ["nl", "en", "nl"]
    for each in answers:
        Draft202012Validator(schema).validate(each)


def test_a_batch_is_searched_line_by_line_each_provision_once_best_first(run: Run, tmp_path: Path) -> None:
    done = run("indexing", "search", "--batch", str(write(tmp_path / "in.jsonl", *BATCH)), "--out", "out.jsonl", "-k", "60")
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]

    assert done.status == 0, done.error
    assert [each["id"] for each in lines] == ["a", "7", "a"]
    for line in lines:
        names, scores = [hit["provision"] for hit in line["hits"]], [hit["score"] for hit in line["hits"]]
        assert 5 < len(set(names)) == len(names) <= 60
        assert scores == sorted(scores, reverse=True)
        assert all(hit["foundBy"] for hit in line["hits"])


BAD_LINES = [
    pytest.param('{"id": "b"', id="no JSON"),
    pytest.param('{"question": "Hoe?"}', id="no id"),
    pytest.param('{"id": "b"}', id="no question"),
    pytest.param('["b", "Hoe?"]', id="a list"),
    pytest.param('"Hoe?"', id="a text"),
    pytest.param("null", id="nothing"),
    pytest.param('{"id": "b", "question": 7}', id="a question that is a number"),
    pytest.param('{"id": "b", "question": ""}', id="an empty question"),
    pytest.param('{"id": "b", "question": "Hoe?", "language": "fr"}', id="another language"),
]


@pytest.mark.parametrize("command", [("assistant",), ("indexing", "search")])
@pytest.mark.parametrize("line", BAD_LINES)
def test_one_bad_line_of_a_batch_is_named_and_nothing_is_written(run: Run, tmp_path: Path, command: tuple[str, ...], line: str) -> None:
    done = run(*command, "--batch", str(write(tmp_path / "in.jsonl", BATCH[0], "", line)), "--out", "out.jsonl")

    assert done.status == 2
    assert "in.jsonl, line 3" in one_line(done)
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.parametrize("command", [("assistant",), ("indexing", "search")])
def test_a_batch_that_is_not_there_or_cannot_be_written_is_named(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    write(tmp_path / "in.jsonl", BATCH[0])

    assert "nowhere.jsonl" in one_line(run(*command, "--batch", "nowhere.jsonl", "--out", "out.jsonl"))
    assert "no/out.jsonl" in one_line(run(*command, "--batch", "in.jsonl", "--out", "no/out.jsonl"))


@pytest.mark.parametrize("folder", ["corpus", "indexing", "assistant", "evals"])
def test_a_misspelt_setting_is_refused_by_every_command(run: Run, folder: str) -> None:
    arguments = {"corpus": ["list"], "indexing": ["verify"], "assistant": ["logs?"], "evals": ["dev"]}[folder]
    done = run(folder, *arguments, miror="/srv/mirror")

    assert done.status == 1
    assert re.search(r"BELEIDSWIJZER_MIROR.*BELEIDSWIJZER_MIRROR", one_line(done))
