"""Puts texts into the folder and into its list: only what can be used, and with what has changed since."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from corpus.errors import CorpusError
from corpus.fetching.changes import changes
from corpus.fetching.records import Record, read_records, write, write_records
from corpus.fetching.text_files import Wanted, read_text, standing
from corpus.labels import is_national


@dataclass(frozen=True, slots=True)
class NewFile:
    """What a file of the folder should hold, where that comes from, and what its publisher calls this version."""

    origin: str
    content: bytes
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """Whether anything in the folder is new, and the provisions that changed: "artikel 26, lid 6 gewijzigd"."""

    new: bool
    changes: tuple[str, ...]


def keep(folder: Path, wanted: Wanted, files: Mapping[str, NewFile], *, checked: bool) -> Kept:
    """Write the files of one text, by their names in the folder, each in one step.

    What replaces a text must be one that can be read; `checked`: what is new must be so too.
    Raises CorpusError, and leaves all as it was, where it is not.
    """
    records, new = read_records(folder), False
    found = {
        name: _changes(folder / name, file, wanted, name, records.get(name), checked=checked)
        for name, file in files.items()
    }
    for name, file in files.items():
        new |= write(folder / name, file.content)
        records[name] = _record(name, file, records.get(name), found[name])
    for name in [each for each in records if each.startswith(f"{wanted.identifier}/") and each not in files]:
        (folder / name).unlink(missing_ok=True)  # a page that its set no longer has
        del records[name]
        new = True
    write_records(folder, records.values())
    return Kept(new, tuple(f"{_page(name)}{change}" for name in found for change in found[name]))


def version_here(folder: Path, name: str, origin: str) -> tuple[str, str]:
    """The ETag and the Last-Modified of the file, where it comes from that address and is still as it came."""
    record, file = read_records(folder).get(name), folder / name
    whole = record and record.origin == origin and file.is_file() and _digest(file.read_bytes()) == record.sha256
    return (record.etag, record.modified) if record and whole else ("", "")


def _changes(
    path: Path, file: NewFile, wanted: Wanted, name: str, record: Record | None, *, checked: bool
) -> tuple[str, ...]:
    if not file.content.strip():
        raise CorpusError(f"{file.origin} is empty.")
    old = path.read_bytes() if path.is_file() else b""
    if file.content == old or not (old or checked):
        return ()
    try:
        parts = read_text(name, file.content, wanted.language)
    except CorpusError as error:
        stays = " and what was here stays" if old else ""
        raise CorpusError(f"{file.origin} cannot be used{stays}: {error}") from error
    if not old or (record and record.sha256 != _digest(old)):  # a copy that was damaged here says nothing of the text
        return ()
    try:
        before = read_text(name, old, wanted.language)
    except CorpusError:
        return ()
    return changes(before, parts, european=not is_national(wanted.source.kind))


def _record(name: str, file: NewFile, record: Record | None, changed: tuple[str, ...]) -> Record:
    digest = _digest(file.content)
    if record is None or record.sha256 != digest:
        day = datetime.now(tz=UTC).date().isoformat()
        return Record(name, digest, day, file.origin, standing(name), file.etag, file.modified, changed)
    if file.etag or file.modified:
        return replace(record, origin=file.origin, etag=file.etag, modified=file.modified)
    return record


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def _page(name: str) -> str:
    """In a set of pages, which one: "bio2/index.md" -> "index.md: "."""
    return f"{name.partition('/')[2]}: " if "/" in name else ""
