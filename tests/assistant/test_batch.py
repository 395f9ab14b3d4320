"""A file of questions goes in, a file of answers comes out; a mistake in it is named before anything is written."""

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from jsonschema import Draft202012Validator

Run = Callable[..., SimpleNamespace]

BATCH = (
    {"id": "a", "question": "Hoe lang bewaren we logs?", "asOf": "2026-11-23"},
    {"id": 7, "question": "What are the five programme lines of the Werkagenda?", "language": "en", "unknown": 1},
    {"id": "a", "question": "En vanaf wanneer?", "history": [{"role": "user", "content": "Hoe lang bewaren we logs?"}]},
)


def write(file: Path, *lines: object) -> Path:
    file.write_text("\n".join(each if isinstance(each, str) else json.dumps(each) for each in lines), encoding="utf-8")
    return file


def test_a_batch_is_answered_line_by_line_with_the_given_ids(
    run: Run, tmp_path: Path, schema: dict[str, object]
) -> None:
    done = run("assistant", "--batch", str(write(tmp_path / "in.jsonl", *BATCH, "")), "--out", "out.jsonl")
    answers = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]

    assert done.status == 0, done.error
    assert [each["id"] for each in answers] == ["a", "7", "a"]
    assert [each["question"] for each in answers] == [each["question"] for each in BATCH]
    assert [each["language"] for each in answers] == ["nl", "en", "nl"]
    for each in answers:
        Draft202012Validator(schema).validate(each)


def test_a_batch_is_searched_line_by_line_each_provision_once_best_first(run: Run, tmp_path: Path) -> None:
    done = run(
        "indexing", "search", "--batch", str(write(tmp_path / "in.jsonl", *BATCH)), "--out", "out.jsonl", "-k", "60"
    )
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
    pytest.param('{"id": "b", "question": "Hoe?", "language": "fr"}', id="another language"),
]
BAD_QUESTIONS = [
    pytest.param('{"id": "b", "question": 7}', id="a question that is a number"),
    pytest.param('{"id": "b", "question": ""}', id="an empty question"),
    pytest.param('{"id": "b", "question": "Hoe?", "asOf": "soon"}', id="no day"),
    pytest.param(json.dumps({"id": "b", "question": "a" * 20_000}), id="20,000 characters"),
]


@pytest.mark.parametrize("line", BAD_QUESTIONS)
def test_one_bad_question_of_a_batch_is_named_and_nothing_is_written(run: Run, tmp_path: Path, line: str) -> None:
    test_one_bad_line_of_a_batch_is_named_and_nothing_is_written(run, tmp_path, ("assistant",), line)


@pytest.mark.parametrize("command", [("assistant",), ("indexing", "search")])
@pytest.mark.parametrize("line", BAD_LINES)
def test_one_bad_line_of_a_batch_is_named_and_nothing_is_written(
    run: Run, tmp_path: Path, command: tuple[str, ...], line: str
) -> None:
    done = run(*command, "--batch", str(write(tmp_path / "in.jsonl", BATCH[0], "", line)), "--out", "out.jsonl")

    assert done.status == 2
    assert "in.jsonl, line 3" in done.error
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.parametrize("command", [("assistant",), ("indexing", "search")])
def test_a_batch_that_is_not_there_or_cannot_be_written_is_named(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    write(tmp_path / "in.jsonl", BATCH[0])

    assert "nowhere.jsonl" in run(*command, "--batch", "nowhere.jsonl", "--out", "out.jsonl").error
    assert "no/out.jsonl" in run(*command, "--batch", "in.jsonl", "--out", "no/out.jsonl").error
