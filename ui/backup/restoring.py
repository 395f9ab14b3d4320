"""Puts a backup back: what is missing is added, what is there stays as it is, so that twice is as good as once."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import BinaryIO

from corpus.settings import Settings
from ui.backup.configured import configured, differences
from ui.backup.lines import BackupError, Feedback, Head, Key, Setting, read
from ui.feedback.register import register_of
from ui.feedback.rows import add_missing
from ui.gate.grants import FILE, Grant, change_file
from ui.gate.grants import read as read_grants
from ui.gate.keyring import SETTING

IN = "-"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was added, how many there were, and what somebody must still do, a sentence each."""

    feedback: int
    of_feedback: int
    keys: int
    of_keys: int
    to_do: tuple[str, ...]


def restore(settings: Settings, name: str) -> Restored:
    """Raises BackupError before anything is changed where the file is not whole; FeedbackError; KeysError."""
    register = register_of(settings)
    with _opened(name) as file:
        head, then, grants, count = _looked_through(file, name)
        given = (each.row for each in read(file, name) if isinstance(each, Feedback))
        added = add_missing(register, given) if count else 0
    new, other = _add_keys(settings, grants)
    to_do = [f"The key {each} is another one here; it stays as it is." for each in other]
    if new:
        to_do.append(
            f"Keys that were revoked after {head.made_at:%Y-%m-%d %H:%M} UTC hold again; look at python -m ui.keys list "
            "and revoke them again."
        )
    to_do += differences(then, configured(settings))
    return Restored(added, count, len(new), len(grants), tuple(to_do))


def _looked_through(file: BinaryIO, name: str) -> tuple[Head, tuple[Setting, ...], tuple[Grant, ...], int]:
    """All of it once, before anything is changed."""
    head, then, grants, count = None, [], [], 0
    for each in read(file, name):
        if isinstance(each, Head):
            head = head or each
        elif isinstance(each, Setting):
            then.append(each)
        elif isinstance(each, Key):
            grants.append(each.grant)
        else:
            count += isinstance(each, Feedback)
    if head is None:
        raise BackupError(f"{name} is empty; take another backup.")
    return head, tuple(then), tuple(grants), count


def _add_keys(settings: Settings, grants: tuple[Grant, ...]) -> tuple[list[Grant], list[str]]:
    """Those that were added, and the names under which there is another key already."""
    listed = read_grants(settings.access.api_keys, SETTING) if settings.access.api_keys else ()
    new: list[Grant] = []
    other: list[str] = []

    def add(here: tuple[Grant, ...]) -> tuple[Grant, ...]:
        digests, names = {each.digest for each in (*here, *listed)}, {each.name for each in (*here, *listed)}
        missing = [each for each in grants if each.digest not in digests]
        new[:] = [each for each in missing if each.name not in names]
        other[:] = [each.name for each in missing if each.name in names]
        return (*here, *new)

    if grants:
        change_file(settings.corpus.data / FILE, add)
    return new, other


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    """The file, or what comes in, kept so that it can be read twice."""
    if name == IN:
        with TemporaryFile() as kept:
            shutil.copyfileobj(sys.stdin.buffer, kept)
            yield kept
        return
    try:
        file = open(name, "rb")  # noqa: PTH123, SIM115 - closed below; an error of what is done with it is another one
    except OSError as error:
        raise BackupError(f"{name} cannot be read ({error.strerror}).") from error
    with file:
        yield file
