"""How a session of tests runs: where it writes, and which files come first."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
MEMORY, ROOM = Path("/dev/shm"), 4 * 1024**3
# The first builds the house while the second needs none of it.
LONGEST = (
    "evals/test_runs.py",
    "corpus/test_corpus_commands.py",
    "indexing/test_switching.py",
    "faults/test_quick.py",
    "ui/browser/test_states.py",
    "ui/browser/test_flow.py",
    "ui/gate/test_conformance.py",
    "ui/test_pages_in_browser.py",
    "evals/test_attacks.py",
    "assistant/test_mirror.py",
    "test_command_line.py",
    "evals/test_load.py",
    "evals/test_speed.py",
    "indexing/test_opening.py",
    "indexing/test_verifying.py",
    "ui/feedback/test_feedback_in_browser.py",
    "ui/doors/test_connecting.py",
    "ui/gate/test_gate.py",
    "evals/test_commands.py",
    "deploy/test_nginx.py",
    "ui/doors/test_doors.py",
    "corpus/test_pdf.py",
    "corpus/test_comparing.py",
    "assistant/test_golden.py",
    "evals/test_rules.py",
    "evals/test_external.py",
    "assistant/test_own_words.py",
    "ui/feedback/test_migrating.py",
    "ui/feedback/test_database_gone.py",
)


def pytest_configure(config: pytest.Config) -> None:
    """Settings of pytest-xdist, and of the processes that it and the tests start."""
    config.option.loadscopereorder = False  # files in our order, not by their number of tests
    if getattr(config.option, "numprocesses", None):  # a worker has one core: threads for all would wait for each other
        os.environ.setdefault("OMP_NUM_THREADS", "1")
    # What tests write is gone after them: in memory no build and no database waits for a disk.
    if "TMPDIR" not in os.environ and _is_roomy(MEMORY):
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None  # it is looked up once


def _is_roomy(place: Path) -> bool:
    """Whether tests can write and start programs there; a container has a corner of memory that is soon full."""
    writable = os.access(place, os.W_OK) and shutil.disk_usage(place).free > ROOM
    return writable and not os.statvfs(place).f_flag & os.ST_NOEXEC


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take long come first, so that no worker is left alone with one at the end."""
    place = {TESTS / name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda each: place.get(each.path, len(place)))
