"""Locks on files, which the system takes back when a process ends, however it ends (flock): nothing is left locked."""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from weakref import finalize

from indexing.errors import SearchError

LOCK = "building.lock"
PATIENCE = 900.0  # seconds that a builder waits for another one
BREATH = 0.1  # seconds between two tries


class Lease:
    """A build that is read from: it is not removed as long as this is kept."""

    def __init__(self, file: Path) -> None:
        """Raises SearchError where the build is being removed, OSError where it is gone."""
        descriptor = os.open(file, os.O_RDONLY)
        finalize(self, os.close, descriptor)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise SearchError(f"The index {file.parent.name} is being removed: ask again.") from error
        except OSError:  # a disk that does not lock can still be read
            return


@contextmanager
def unread(file: Path) -> Iterator[bool]:
    """Whether nobody reads the build of this manifest; and meanwhile nobody can begin to."""
    try:
        descriptor = os.open(file, os.O_RDONLY)
    except FileNotFoundError:  # never finished, so never read
        yield True
        return
    try:
        yield _taken(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def building(folder: Path, patience: float, progress: Callable[[str], None]) -> Iterator[None]:
    """Be the only one who changes what is in the folder. Raises SearchError where another one does for too long."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _wait(descriptor, folder, patience, progress)
        with suppress(OSError):  # a full disk has no room for a number, but can be locked
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _wait(descriptor: int, folder: Path, patience: float, progress: Callable[[str], None]) -> None:
    until, told = time.monotonic() + patience, False
    while not _taken(descriptor):
        who = os.pread(descriptor, 20, 0).decode(errors="replace") or "unknown"
        if time.monotonic() >= until:
            raise SearchError(
                f"Another build is running in {folder} (process {who}): try again when it is done, or end that process."
            )
        if not told:
            progress(f"waiting: another build is running (process {who})")
            told = True
        time.sleep(BREATH)


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
