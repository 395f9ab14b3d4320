"""What the service is made of: every library under a licence that was agreed to, and nothing that is only a tool."""

import json
import subprocess
from types import SimpleNamespace

import pytest

from ui.accountability import supply
from ui.accountability.libraries import Library, libraries, refused
from ui.accountability.supply import main, only

FOUND = (Library("good-one", "1.0", "MIT"), Library("other", "2", "Apache-2.0"))


@pytest.fixture(scope="module")
def found():
    return libraries()


def test_every_library_has_a_licence_that_was_agreed_to(found):
    assert [f"{each.name}: {each.licence}" for each in refused(found)] == []


def test_what_runs_is_there_with_what_it_needs_and_tools_are_not(found):
    names = {each.name for each in found}

    assert {"gradio", "chromadb", "starlette", "pydantic-core", "cryptography"} <= names  # the last by PyJWT[crypto]
    assert not names & {"pytest", "ruff", "mypy", "hypothesis", "playwright", "fpdf2"}
    assert len(names) == len(found) > 100


@pytest.mark.parametrize(
    ("licence", "is_allowed"),
    [
        pytest.param("MIT", True, id="on the list"),
        pytest.param("MIT License", True, id="by another name"),
        pytest.param("MPL-2.0 AND (Apache-2.0 OR MIT)", True, id="several"),
        pytest.param("Apache-2.0 WITH LLVM-exception", True, id="with an exception"),
        pytest.param("GPL-3.0-only", False, id="not on the list"),
        pytest.param("MIT OR GPL-3.0-only", False, id="a choice that somebody must make"),
        pytest.param("MIT AND Proprietary", False, id="one of two"),
        pytest.param("", False, id="nothing is said"),
    ],
)
def test_a_licence_is_allowed_where_all_of_it_is(licence, is_allowed):
    assert Library("x", "1", licence).is_allowed is is_allowed


def test_a_library_under_another_licence_fails_the_command(monkeypatch, capsys):
    monkeypatch.setattr(supply, "libraries", lambda: (*FOUND, Library("bad", "3", "AGPL-3.0-only")))

    assert main(["licences"]) == 1
    told = capsys.readouterr()
    assert "| good-one | 1.0 | MIT |" in told.out
    assert told.err == "bad: AGPL-3.0-only is not on the list in ui/accountability/licences.toml.\n"


def test_the_bill_of_materials_holds_what_runs_alone():
    whole = {
        "metadata": {"component": {"bom-ref": "root", "name": "beleidswijzer"}},
        "components": [
            {"bom-ref": "Good_One==1.0", "name": "Good_One", "version": "1.0"},
            {"bom-ref": "pytest==9", "name": "pytest", "version": "9"},
            {"bom-ref": "other==1", "name": "other", "version": "1"},
        ],
        "dependencies": [{"ref": "root", "dependsOn": ["Good_One==1.0", "pytest==9"]}, {"ref": "pytest==9"}, {"ref": "Good_One==1.0"}],
    }  # fmt: skip

    left = only(whole, FOUND)
    assert [each["name"] for each in left["components"]] == ["Good_One"]
    assert left["dependencies"] == [{"ref": "root", "dependsOn": ["Good_One==1.0"]}, {"ref": "Good_One==1.0"}]


@pytest.mark.parametrize(
    ("said", "status", "told"),
    [
        pytest.param('{"dependencies": [{"name": "a", "version": "1", "vulns": []}]}', 0, "1 libraries: 0 known weaknesses.", id="nothing known"),
        pytest.param(
            '{"dependencies": [{"name": "a", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": ["2"]}]}]}', 1, "a 1: CVE-1, mended in 2", id="one known",
        ),
        pytest.param('{"dependencies": [{"name": "a", "skip_reason": "not found"}]}', 1, "1 of 1 libraries were not held against it", id="its data is not reached"),
        pytest.param("", 1, "2 of 2 libraries were not held against it", id="it ended in a trace"),
    ],
)  # fmt: skip
def test_an_audit_says_what_it_found_or_that_it_could_not_look(monkeypatch, capsys, said, status, told):
    monkeypatch.setattr(supply, "libraries", lambda: FOUND)
    monkeypatch.setattr(supply, "find_spec", lambda _: True)
    monkeypatch.setattr(
        subprocess, "run", lambda *_, **__: SimpleNamespace(stdout=said, stderr="Traceback", returncode=1)
    )

    assert main(["audit"]) == status
    shown = "".join(capsys.readouterr())
    assert told in shown
    assert "Traceback" not in shown


@pytest.mark.parametrize("command", [["sbom", "x.json"], ["audit"]])
def test_without_the_tools_the_command_says_how_to_get_them(monkeypatch, capsys, command):
    monkeypatch.setattr(supply, "libraries", lambda: FOUND)
    monkeypatch.setattr(supply, "find_spec", lambda _: None)

    assert main(command) == 1
    assert capsys.readouterr().err == "This needs tools that are not installed: pip install -e '.[audit]'.\n"


def test_a_bill_of_materials_is_made(tmp_path):
    pytest.importorskip("cyclonedx_py", reason="no cyclonedx-bom here: make sbom installs it")

    assert main(["sbom", str(tmp_path / "new" / "sbom.json")]) == 0
    assert json.loads((tmp_path / "new" / "sbom.json").read_text())["bomFormat"] == "CycloneDX"
