"""An installation to be saved, others to be restored into, and a backup."""

import os
from dataclasses import replace
from datetime import date

import pytest

from tests.faults.postgres import WHY_NOT, postgres, programs
from ui.backup.__main__ import main
from ui.feedback.judgement import Judgement, Reason, Verdict
from ui.feedback.register import Register
from ui.gate.grants import Grant, change_file
from ui.gate.key import digest, new_key
from ui.gate.scopes import Scope

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


@pytest.fixture
def secret():
    """What must not be in a backup."""
    return SECRET


@pytest.fixture
def grants():
    """The keys of the old installation: one that holds, one that was revoked."""
    return INTRANET, ENDED
