"""A few of the faults, quickly; `make faults` makes all of them, many times."""

from collections.abc import Callable
from pathlib import Path

import chromadb  # noqa: F401  where a test is the first to import it, its connections count as left open
import pytest

from tests.faults import __main__ as command
from tests.faults.disks import disk_full
from tests.faults.killing import killed_builds
from tests.faults.outcome import NOTHING, Absent, Outcome, lost
from tests.faults.table import page

GONE = Outcome("a flood", "water | much of it", "it stood", lost("a desk", "", "a desk", "a lamp"), 2, "| a | b |")
DRY = Outcome("rain", "drops", "nothing", lost("", ""))


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(lambda data: killed_builds(data, times=2, least=0), id="kill -9"),
        pytest.param(lambda data: disk_full(data, (0.5,)), id="disk full"),
    ],
)
def test_nothing_is_lost(tmp_path: Path, fault: Callable[[Path], Outcome]) -> None:
    assert fault(tmp_path / "data").lost == NOTHING


def test_the_table_tells_what_was_lost() -> None:
    written = page([GONE, DRY], 120)

    assert "| a flood | water \\| much of it | 2 | it stood | a desk; a lamp |" in written
    assert "| rain | drops | 1 | nothing | nothing |" in written
    assert "## A flood\n\n| a | b |" in written
    assert "2 faults, 3 times" in written


@pytest.mark.parametrize(("outcome", "status"), [(GONE, 1), (DRY, 0)])
def test_where_something_is_lost_the_command_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, outcome: Outcome, status: int
) -> None:
    monkeypatch.setattr(command, "FAULTS", (lambda _: outcome,))
    monkeypatch.setattr(command, "FILE", tmp_path / "faults.md")

    assert command.main([]) == status
    assert outcome.fault in (tmp_path / "faults.md").read_text(encoding="utf-8")


def test_where_a_program_is_missing_that_is_said_and_no_half_table_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def absent(_: Path) -> Outcome:
        raise Absent("It is not installed here.")

    monkeypatch.setattr(command, "FAULTS", (lambda _: DRY, absent))
    monkeypatch.setattr(command, "FILE", tmp_path / "faults.md")

    assert command.main([]) == 1
    assert capsys.readouterr().err == "It is not installed here.\n"
    assert not (tmp_path / "faults.md").exists()
