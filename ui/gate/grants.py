"""What is kept of API keys: a name, the digest of the key, what it may do, and until when. The file and its text."""

import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from corpus.errors import Refusal
from ui.gate.scopes import Scope

FILE = "keys.json"
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}", re.ASCII)


class KeysError(Refusal):
    """Keys that cannot be read, kept or found."""


@dataclass(frozen=True, slots=True)
class Grant:
    """One key. It holds up to and including the day `expires`, in UTC, or until it is revoked."""

    name: Annotated[str, Field(pattern=f"^{NAME.pattern}$")]
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    scopes: tuple[Scope, ...]
    expires: date
    made: date | None = None
    revoked: date | None = None


_GRANTS = TypeAdapter(tuple[Grant, ...])
Change = Callable[[tuple[Grant, ...]], tuple[Grant, ...]]


def written(grants: tuple[Grant, ...], indent: int | None = None) -> str:
    """As text for the file or for the setting API_KEYS."""
    return _GRANTS.dump_json(grants, indent=indent, exclude_none=True).decode()


def read(text: str, where: str) -> tuple[Grant, ...]:
    """Raises KeysError, which names where the text stands, and never a part of the text."""
    try:
        grants = _GRANTS.validate_json(text)
    except ValidationError as error:
        place = ".".join(map(str, error.errors()[0]["loc"])) or "the whole text"
        raise KeysError(f"The keys in {where} cannot be read ({place}); make them with python -m ui.keys.") from error
    names = [each.name for each in grants]
    if twice := {name for name in names if names.count(name) > 1}:
        raise KeysError(f"The keys in {where} name {min(twice)} twice; remove one of the two.")
    return grants


def read_file(path: Path) -> tuple[Grant, ...]:
    """None at all where there is no file. Raises KeysError where it cannot be read."""
    try:
        return read(path.read_text(encoding="utf-8"), str(path))
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise KeysError(
            f"{path} cannot be read; only its owner may, and the service must run as that owner."
        ) from error


def change_file(path: Path, change: Change) -> None:
    """Replace the keys in one step: a reader finds the old file or the new one, whatever happens in between."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _alone(path.with_suffix(".lock")):
            _replace(path, written(change(read_file(path)), indent=1))
    except OSError as error:
        raise KeysError(f"{path} cannot be written; run this as the owner of {path.parent}.") from error


def _replace(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".keys-")  # made with 0600: for its owner alone
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """One command at a time: of two that write at once, the later would lose the key of the earlier."""
    import fcntl  # not on Windows, where the service itself still runs

    handle = os.open(lock, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)  # this lets go too
