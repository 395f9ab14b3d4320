"""Files with one JSON object a line, in and out: many questions at once, for anyone's own scoring (CONTRACTS 4)."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from corpus.errors import Refusal

Taken = TypeVar("Taken")


class BadBatch(Refusal):
    """A batch that cannot be taken as it is."""


def read_batch(file: Path, take: Callable[[dict[str, Any]], Taken]) -> list[tuple[str, Taken]]:
    """The id of each line with what `take` makes of its other fields. All lines are read before anything is done.

    `take` refuses a line by raising ValueError or a Refusal. Raises BadBatch naming file and line.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadBatch(f"{file} cannot be read as text; give a file with one JSON object a line.") from error
    taken = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                fields = json.loads(line)
                identity = str(fields.pop("id"))
                taken.append((identity, take(fields)))
            except Refusal as error:
                raise BadBatch(f"{file.name}, line {number}: {error}") from error
            except (ValueError, KeyError, AttributeError, TypeError) as error:
                form = '{"id": "1", "question": "…"}'
                raise BadBatch(f"{file.name}, line {number}: it must look like {form}.") from error
    return taken


def write_batch(file: Path, rows: Iterable[dict[str, Any]]) -> None:
    """One JSON object a line; the file appears when all of them are there."""
    unfinished = file.with_name(f"{file.name}.new")
    try:
        with unfinished.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        unfinished.replace(file)
    except OSError as error:
        raise BadBatch(f"{file} cannot be written; give a path in a folder that exists.") from error
