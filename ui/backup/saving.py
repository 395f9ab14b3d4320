"""Writes a backup: to a new file that only its owner reads, or to standard output."""

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from corpus.settings import Settings
from ui.backup.configured import configured
from ui.backup.lines import BackupError, Feedback, Head, Key, Setting, written
from ui.feedback.register import register_of
from ui.feedback.rows import rows
from ui.gate.grants import FILE, read_file

OUT = "-"


def save(settings: Settings, name: str) -> None:
    """Everything as it is now. Raises BackupError, FeedbackError or KeysError; then there is no file."""
    lines = written(_lines(settings), Head(datetime.now(UTC)))
    if name == OUT:
        sys.stdout.buffer.writelines(lines)
        sys.stdout.buffer.flush()
        return
    try:
        _write(Path(name), lines)
    except OSError as error:
        raise BackupError(f"{name} cannot be written ({error.strerror}); choose another place.") from error


def _lines(settings: Settings) -> Iterator[Setting | Key | Feedback]:
    yield from configured(settings)
    yield from map(Key, read_file(settings.corpus.data / FILE))
    yield from map(Feedback, rows(register_of(settings)))


def _write(path: Path, lines: Iterable[bytes]) -> None:
    """In one step: no half backup ever has the name of a whole one, and none takes the place of an older one."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".backup-")  # made with 0600: for its owner alone
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
        os.link(temporary, path)  # refused where there is a file of that name
    except FileExistsError as error:
        raise BackupError(f"{path} is there already; choose another name.") from error
    finally:
        Path(temporary).unlink(missing_ok=True)
