"""One builder at a time, also where one was killed; what is read is not removed."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from indexing.errors import SearchError
from indexing.locks import Lease, building, unread
from indexing.switching import rollback
from indexing.types import BuildReport, Encoder

Make = Callable[..., BuildReport]
HOLDING = """
import sys
from pathlib import Path
from indexing.locks import building
with building(Path(sys.argv[1]), 0, print):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that builds."""
    command = [sys.executable, "-c", HOLDING, str(tmp_path)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_builder_waits_for_the_first(make: Make, tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    told: list[str] = []

    def tell(line: str) -> None:
        told.append(line)
        if line.startswith("waiting"):
            assert holder.stdin
            holder.stdin.close()  # the first one is done

    assert make(tmp_path, progress=tell).encoded
    assert told[0] == f"waiting: another build is running (process {holder.pid})"


def test_and_gives_up_in_a_sentence_where_that_takes_too_long(
    make: Make, encoder: Encoder, tmp_path: Path, holder: subprocess.Popen[str]
) -> None:
    with pytest.raises(SearchError, match=rf"Another build is running in .* \(process {holder.pid}\): try again"):
        make(tmp_path, patience=0.2)
    with pytest.raises(SearchError, match="Another build is running"):
        rollback(tmp_path, encoder)


def test_a_builder_that_was_killed_holds_nothing(make: Make, tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()

    assert make(tmp_path, patience=0).encoded


def test_two_builders_of_one_program_do_not_meet_either(tmp_path: Path) -> None:
    inside: list[int] = []
    most: list[int] = []

    def build() -> None:
        with building(tmp_path, 10, print):
            inside.append(1)
            most.append(len(inside))
            inside.pop()

    threads = [threading.Thread(target=build) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert most == [1] * 8


def test_a_build_is_unread_when_the_last_lease_is_let_go_of(tmp_path: Path) -> None:
    file = tmp_path / "manifest.json"
    file.touch()
    leases = [Lease(file), Lease(file)]
    for expected in (False, False, True):
        with unread(file) as free:
            assert free is expected
        leases = leases[1:]


def test_a_build_that_is_being_removed_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "manifest.json"
    file.touch()
    with unread(file), pytest.raises(SearchError, match="is being removed"):
        Lease(file)
