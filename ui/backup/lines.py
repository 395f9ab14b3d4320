"""The file of a backup: JSON, one thing a line, so that it can be read, searched and compared without this program.

First what it is, then settings, keys and feedback, and at the end how many there were: a file that breaks off is known
by that.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Annotated, BinaryIO, Literal

from pydantic import AwareDatetime, Field, TypeAdapter, ValidationError

from corpus.errors import Refusal
from ui.feedback.rows import Row
from ui.gate.grants import Grant

FORMAT = 1  # raised where a program of before could not read the file
BACKUP, END = "beleidswijzer-backup", "end"  # the kinds of the first line and the last


class BackupError(Refusal):
    """A backup that cannot be written or read."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the file is."""

    made_at: AwareDatetime
    format: int = FORMAT
    kind: Literal["beleidswijzer-backup"] = "beleidswijzer-backup"


@dataclass(frozen=True, slots=True)
class Setting:
    """One that differs from what it is without being set. A secret has no value here."""

    name: str
    value: str | None = None
    kind: Literal["setting"] = "setting"


@dataclass(frozen=True, slots=True)
class Key:
    """An API key: its hash, never the key itself."""

    grant: Grant
    kind: Literal["key"] = "key"


@dataclass(frozen=True, slots=True)
class Feedback:
    """One reaction of a reader."""

    row: Row
    kind: Literal["feedback"] = "feedback"


@dataclass(frozen=True, slots=True)
class End:
    """How many lines of each kind came before."""

    lines: dict[str, int] = field(default_factory=dict)
    kind: Literal["end"] = "end"


Line = Head | Setting | Key | Feedback | End
_LINE: TypeAdapter[Line] = TypeAdapter(Annotated[Line, Field(discriminator="kind")])


def written(lines: Iterable[Setting | Key | Feedback], head: Head) -> Iterator[bytes]:
    """The whole file, line by line."""
    counts: Counter[str] = Counter()
    yield _text(head)
    for each in lines:
        counts[each.kind] += 1
        yield _text(each)
    yield _text(End(dict(counts)))


def read(file: BinaryIO, name: str) -> Iterator[Line]:
    """Every line, the first and the last one too. Raises BackupError where it is not whole; that shows at its end."""
    counts: Counter[str] = Counter()
    last: Line | None = None
    file.seek(0)
    for number, text in enumerate(file, 1):
        if number == 1:
            _refuse_others(text, name)
        if isinstance(last, End):
            raise BackupError(f"{name} goes on after its end (line {number}); take another backup.")
        try:
            last = _LINE.validate_json(text)
        except ValidationError as error:
            raise BackupError(f"Line {number} of {name} is damaged; take another backup.") from error
        counts[last.kind] += 1
        yield last
    before = {kind: count for kind, count in counts.items() if kind not in (BACKUP, END)}
    if not isinstance(last, End) or last.lines != before:
        raise BackupError(f"{name} is not whole: lines are missing; take another backup.")


def _refuse_others(first: bytes, name: str) -> None:
    try:
        said = json.loads(first)
        is_backup, made_with = said["kind"] == BACKUP, int(said["format"])
    except (ValueError, TypeError, KeyError):
        is_backup, made_with = False, 0
    if not is_backup:
        raise BackupError(f"{name} is no backup of this service; it should have been made by python -m ui.backup save.")
    if made_with > FORMAT:
        raise BackupError(
            f"{name} was made by a later version (format {made_with}, this one reads {FORMAT}); restore it with that one."
        )


def _text(line: Line) -> bytes:
    """What it is comes first, for whoever reads it."""
    said = _LINE.dump_python(line, mode="json", by_alias=True, exclude_none=True)
    return json.dumps({"kind": line.kind, **said}, ensure_ascii=False).encode() + b"\n"
