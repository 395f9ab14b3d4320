"""The commands do what they say, and refuse with one line and the right status: 1 it failed, 2 wrong usage."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import packages_distributions
from pathlib import Path
from types import SimpleNamespace

import pytest
from jsonschema import Draft202012Validator

from corpus.digests import FOLDER, read_digests

ROOT = Path(__file__).parents[1]


Run = Callable[..., SimpleNamespace]


FOLDERS = ("corpus", "indexing", "assistant", "evals", "ui")
WATCH = """
import runpy, sys
before = set(sys.modules)
try:
    runpy.run_module(sys.argv.pop(1), run_name="__main__", alter_sys=True)
finally:
    print(*{name.partition(".")[0] for name in sys.modules.keys() - before})
"""  # a command, and then the packages that it imported


def started(cwd: Path, *command: str, code: Path = ROOT, **settings: str) -> SimpleNamespace:
    """A command in a process of its own, in a folder that is not ours, with no settings but these."""
    ours = {name: value for name, value in os.environ.items() if not name.upper().startswith("BELEIDSWIJZER_")}
    ours |= {f"BELEIDSWIJZER_{name.upper()}": value for name, value in settings.items()} | {"PYTHONPATH": str(code)}
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=cwd, env=ours, capture_output=True, text=True, timeout=60, check=False
    )
    return SimpleNamespace(status=done.returncode, out=done.stdout, error=done.stderr)


def one_line(done: SimpleNamespace) -> str:
    """What a refusal says: one line on standard error, nothing else."""
    assert done.error.count("\n") == 1, done.error
    assert "Traceback" not in done.error
    return str(done.error)


@pytest.mark.parametrize("folder", FOLDERS)
def test_help_needs_nothing(tmp_path: Path, folder: str) -> None:
    done = started(tmp_path, folder, "--help")

    assert (done.status, done.error) == (0, "")
    assert f"python -m {folder}" in done.out


@pytest.fixture(scope="module")
def libraries() -> set[str]:
    """The packages that are installed here, without ours."""
    return packages_distributions().keys() - set(FOLDERS)


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("argument", [pytest.param("--help", id="help"), pytest.param("--no-such", id="wrong usage")])
def test_what_only_tells_how_imports_no_library(
    tmp_path: Path, libraries: set[str], folder: str, argument: str
) -> None:
    (tmp_path / "watch.py").write_text(WATCH, encoding="utf-8")
    imported = started(tmp_path, "watch", folder, argument).out.splitlines()[-1].split()

    assert folder in imported
    assert not set(imported) & libraries


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
def test_without_an_index_a_command_says_in_one_line_how_to_make_it(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    done = run(*command, data=str(tmp_path))

    assert done.status == 1
    assert "python -m indexing build" in one_line(done)


def test_so_does_a_program_of_its_own_without_any_setting(tmp_path: Path) -> None:
    done = started(tmp_path, "assistant", "Mag ik ChatGPT gebruiken?")

    assert (done.status, done.out) == (1, "")
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


@pytest.mark.parametrize(("question", "words"), [("", "Stel een vraag"), ("a" * 20_000, "20000")])
def test_a_bad_question_is_refused_in_one_line(run: Run, question: str, words: str) -> None:
    assert words in one_line(run("assistant", question))


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


@pytest.mark.parametrize("folder", ["corpus", "indexing", "assistant", "evals"])
def test_a_misspelt_setting_is_refused_by_every_command(run: Run, folder: str) -> None:
    arguments = {"corpus": ["list"], "indexing": ["verify"], "assistant": ["logs?"], "evals": ["dev"]}[folder]
    done = run(folder, *arguments, miror="/srv/mirror")

    assert done.status == 1
    assert re.search(r"BELEIDSWIJZER_MIROR.*BELEIDSWIJZER_MIRROR", one_line(done))


def test_a_mistake_in_a_digest_is_named_by_file_id_and_field(tmp_path: Path) -> None:
    others = [file.name for file in FOLDER.iterdir() if file.stem != "werkagenda"]
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus", ignore=shutil.ignore_patterns("__pycache__", *others))
    digest = tmp_path / "corpus" / "digests" / "werkagenda.yaml"
    text, count = re.subn(r"verified: \w+", "verified: perhaps", digest.read_text(encoding="utf-8"), count=1)
    digest.write_text(text, encoding="utf-8")

    done = started(tmp_path, "corpus", "check", code=tmp_path)

    assert (done.status, count) == (1, 1)
    assert re.match(r"werkagenda\.yaml, topic_[\w-]+, field verified: ", one_line(done))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param((ROOT / "tests/fixtures/cycling-consolidated.en.html").read_bytes()[:700], id="half a page"),
        pytest.param(b"<html><body><p>Hello</p></body></html>", id="another page"),
        pytest.param(b"\x00\xff\xfe" * 50, id="no page at all"),
    ],
)
def test_a_file_of_the_mirror_that_cannot_be_read_is_named(run: Run, tmp_path: Path, content: bytes) -> None:
    name = "02024R1689-20260727.en.html"
    (tmp_path / "mirror").mkdir()
    (tmp_path / "mirror" / name).write_bytes(content)

    done = run("indexing", "build", data=str(tmp_path / "data"), mirror=str(tmp_path / "mirror"), network="off")

    assert done.status == 1
    assert name in one_line(done)
    assert not (tmp_path / "data" / "index" / "current").exists()


def test_a_mirror_that_is_not_there_is_named(run: Run, tmp_path: Path) -> None:
    done = run("corpus", "fetch", data=str(tmp_path), mirror=str(tmp_path / "nowhere"), network="off")

    assert done.status == 1
    assert "nowhere" in one_line(done)


def test_an_index_is_built_searched_verified_and_taken_back(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = [each for each in read_digests() if each.source == "ai-act" and each.eid.startswith("art_26__")]
    monkeypatch.setattr("indexing.commands.read_digests", lambda: few)
    data = str(tmp_path / "data")
    first = run("indexing", "build", data=data)
    again = run("indexing", "build", data=data)
    anew = run("indexing", "build", "--rebuild", data=data)

    assert re.search(r"\([1-9]\d* encoded, 0 kept, 0 removed\)", first.out)
    assert "(0 encoded," in again.out
    assert re.search(r"Index (\S+) is live: .*\([1-9]\d* encoded, 0 kept, 0 removed\)", anew.out)
    assert "is whole" in run("indexing", "verify", data=data).out
    assert "is live again" in run("indexing", "rollback", data=data).out
    assert "ai-act/art_26__para_6" in run("indexing", "search", "logs bewaren hoog risico", data=data).out
    assert run("indexing", "rollback", data=data).status == 1


def test_output_that_nobody_reads_on_ends_without_a_trace(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "corpus", "sample", "--seed", "1"]
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as gone:
        nothing = os.environ | {"BELEIDSWIJZER_DATA": str(tmp_path)}  # texts that were fetched here take long to read
        done = subprocess.run(
            command, cwd=ROOT, env=nothing, stdout=gone, stderr=subprocess.PIPE, text=True, timeout=60, check=False
        )

    assert (done.returncode, done.stderr) == (141, "")
