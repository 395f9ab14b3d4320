"""Writes provisions to a folder and reads them back, so that an index holds exactly the texts it was made from."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from corpus.editions import Edition
from corpus.types import Bilingual, Digest, Provision, Source, Text

SOURCES, PROVISIONS = "sources.json", "provisions.jsonl"


@dataclass(frozen=True, slots=True)
class _Stored:
    """A provision whose source is named, not repeated. The edition is written out: that of a recital differs."""

    source: str
    edition: Edition
    eid: str
    label: Bilingual
    headings: Bilingual
    texts: tuple[Text, ...]
    digest: Digest | None
    position: int


_SOURCES = TypeAdapter(tuple[Source, ...])
_STORED = TypeAdapter(_Stored)


def store(folder: Path, sources: tuple[Source, ...], provisions: Iterable[Provision]) -> None:
    """Write both files into an existing folder."""
    (folder / SOURCES).write_bytes(_SOURCES.dump_json(sources, indent=1))
    with (folder / PROVISIONS).open("wb") as file:
        for each in provisions:
            stored = _Stored(
                each.source.id,
                each.edition,
                each.eid,
                each.label,
                each.headings,
                each.texts,
                each.digest,
                each.position,
            )
            file.write(_STORED.dump_json(stored, exclude_defaults=True) + b"\n")


def restore(folder: Path) -> tuple[tuple[Source, ...], tuple[Provision, ...]]:
    """Read both files back."""
    sources = _SOURCES.validate_json((folder / SOURCES).read_bytes())
    by_id = {source.id: source for source in sources}
    with (folder / PROVISIONS).open("rb") as file:
        stored = [_STORED.validate_json(line) for line in file]
    return sources, tuple(
        Provision(
            by_id[each.source],
            each.edition,
            each.eid,
            each.label,
            each.headings,
            each.texts,
            each.digest,
            each.position,
        )
        for each in stored
    )
