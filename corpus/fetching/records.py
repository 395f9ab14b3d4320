"""The list of fetched texts (fetched.jsonl): where each came from, on which day, and what has changed in it."""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from corpus.errors import CorpusError

RECORDS = "fetched.jsonl"


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of one file. `etag` and `modified` are what its publisher calls this version, in its own words."""

    name: str
    sha256: str
    day: str
    origin: str
    standing: str
    etag: str = ""
    modified: str = ""
    changes: tuple[str, ...] = ()  # against the text that it replaced: "artikel 26, lid 6 gewijzigd"


def read_records(folder: Path) -> dict[str, Record]:
    """By name. Raises CorpusError where the list is damaged."""
    file = folder / RECORDS
    known = {field.name for field in fields(Record)}
    try:
        rows = [json.loads(line) for line in file.read_bytes().splitlines()] if file.exists() else []
        kept = [{name: value for name, value in row.items() if name in known} for row in rows]
        records = [Record(**row | {"changes": tuple(row.get("changes", ()))}) for row in kept]
    except (ValueError, TypeError, AttributeError) as error:
        raise CorpusError(f"{file} is damaged; delete it and fetch again.") from error
    return {record.name: record for record in records}


def write_records(folder: Path, records: Iterable[Record]) -> None:
    """In place of the old list."""
    rows = ({name: value for name, value in asdict(each).items() if value} for each in records)
    write(folder / RECORDS, "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode())


def write(path: Path, content: bytes) -> bool:
    """In one step: a reader, or the next run after a crash, sees the old file or the new one. Says if they differ."""
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.write_bytes(content)
    part.replace(path)
    return True
