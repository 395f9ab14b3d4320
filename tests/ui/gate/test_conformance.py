"""schemathesis asks every operation of both OpenAPI documents what it can think of, right and wrong, of a running server."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
EXAMPLES = 10  # for each operation and phase, besides the borders that it always tries
DOCUMENTS = ["/v1", "/openai/v1"]
CHECKS = {
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
    "response_schema_conformance", "negative_data_rejection", "positive_data_acceptance", "missing_required_header",
    "unsupported_method", "allow_header_conformance", "ignored_auth",
}  # fmt: skip


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
        command = [
            SCHEMATHESIS,
            "run",
            f"{document}/openapi.json",
            "--url",
            document,
            "--checks",
            "all",
            "--no-color",
            "--seed",
            "1",
        ]
        limits = [
            "--max-examples",
            str(EXAMPLES),
            "--generation-deterministic",
            "--generation-database",
            "none",
            "--continue-on-failure",
        ]
        reports = ["--report", "json", "--report-json-path", str(report)]
        done = subprocess.run([*command, *limits, *reports, *more], capture_output=True, text=True, timeout=300, check=False, cwd=tmp_path)  # fmt: skip
        assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
        return json.loads(report.read_text(encoding="utf-8"))

    return ran


@pytest.mark.parametrize("base", DOCUMENTS)
def test_every_operation_keeps_to_its_document_where_nobody_signs_in(open_address, judged, base):
    judged(open_address + base)


@pytest.mark.parametrize("base", DOCUMENTS)
def test_every_operation_keeps_to_its_document_with_a_key(closed_address, keys, judged, base):
    judged(closed_address + base, "--header", f"Authorization: Bearer {keys['all']}")
