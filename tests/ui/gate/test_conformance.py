"""schemathesis asks every operation of both OpenAPI documents what it can think of, right and wrong, of a running server."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
EXAMPLES = 10  # for each operation and phase, besides the borders that it always tries
CONFIGURATION = """
[[operations]]
include-path = "/provisions/{source}/{eid}"
parameters = { source = "fiets", eid = "art_5" }
"""
# What the last message of a conversation must be cannot be said in JSON Schema, so schemathesis takes conversations for right
# that are refused with a sentence; tests/ui/doors/test_completions_refused.py has those.
DOCUMENTS = [
    pytest.param("/v1", (), id="the_api"),
    pytest.param("/openai/v1", ("--exclude-checks", "positive_data_acceptance"), id="openai"),
]


@pytest.fixture(scope="module")
def open_address(house_of, assistant, listening):
    """Nobody has to sign in."""
    with listening(house_of(assistant).app) as address:
        yield address


@pytest.fixture(scope="module")
def closed_address(house_of, assistant, keys, listening):
    """A key has to be shown."""
    with listening(house_of(assistant, data=keys["data"], rate_limit="off").app) as address:
        yield address


@pytest.fixture
def judged(tmp_path):
    """`judged(address, header)`: the report of a run over that document; it ends with 0 where nothing was found."""

    def ran(document, *more):
        report = tmp_path / "report.json"
        (tmp_path / "schemathesis.toml").write_text(CONFIGURATION, encoding="utf-8")
        what = [
            "run",
            f"{document}/openapi.json",
            "--url",
            document,
            "--checks",
            "all",
            "--max-examples",
            str(EXAMPLES),
        ]
        how = ["--generation-deterministic", "--continue-on-failure", "--no-color"]
        told = ["--report", "json", "--report-json-path", str(report)]
        done = subprocess.run([SCHEMATHESIS, *what, *how, *told, *more], capture_output=True, text=True, timeout=300, check=False, cwd=tmp_path)  # fmt: skip
        assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
        return json.loads(report.read_text(encoding="utf-8"))

    return ran


@pytest.mark.parametrize(("base", "but"), DOCUMENTS)
def test_every_operation_keeps_to_its_document_where_nobody_signs_in(open_address, judged, base, but):
    judged(open_address + base, *but)


@pytest.mark.parametrize(("base", "but"), DOCUMENTS)
def test_every_operation_keeps_to_its_document_with_a_key(closed_address, keys, judged, base, but):
    judged(closed_address + base, "--header", f"Authorization: Bearer {keys['all']}", *but)
