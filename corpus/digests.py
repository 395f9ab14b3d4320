"""Reads digests: what each provision says in this project's own words (corpus/digests/*.yaml, CONTRACTS 8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn

import yaml

from corpus.errors import CorpusError
from corpus.types import RELATIONS, Bilingual, Digest, Duty, Relation, Verified

FOLDER = Path(__file__).parent / "digests"
FIELDS = {"id", "label", "gist", "asks", "duty", "applies_from", "relations", "verified", "seen"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One provision of a digest file. Without a gist it only names a part that others lie in."""

    source: str
    edition: str
    eid: str
    label: Bilingual
    digest: Digest | None


def read_digests(folder: Path = FOLDER) -> tuple[Entry, ...]:
    """All entries of all files, in the order of the files. Raises CorpusError with file, id and field."""
    return tuple(entry for file in sorted(folder.glob("*.yaml")) for entry in read_digest_file(file))


def read_digest_file(file: Path) -> tuple[Entry, ...]:
    """The entries of one file."""
    try:
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise CorpusError(f"{file.name}{line}: this is not readable YAML; mend the file.") from error
    top = _Field(f"{file.name}", content)
    source, edition = top.text("source"), top.text("edition")
    expected = f"{source}.yaml", f"{source}@{edition}.yaml"
    if file.name not in expected:
        top.fail("source", f"the file must be called {expected[0]} or {expected[1]}")
    entries = tuple(_entry(file, source, edition, item) for item in top.items("provisions"))
    seen: set[str] = set()
    for entry in entries:
        if entry.eid in seen:
            _Field(f"{file.name}, {entry.eid}", {}).fail("id", "this id stands here twice; keep one")
        seen.add(entry.eid)
    return entries


def _entry(file: Path, source: str, edition: str, item: object) -> Entry:
    nameless = _Field(f"{file.name}, an entry", item)
    eid = nameless.text("id")
    field = _Field(f"{file.name}, {eid}", item)
    field.known(FIELDS)
    label = field.bilingual("label")
    if not field.has("gist"):
        return Entry(source, edition, eid, label, None)
    asks = field.part("asks")
    verified = field.text("verified")
    if verified not in list(Verified):
        field.fail("verified", f"choose one of {', '.join(Verified)}")
    if verified == Verified.SECONDARY and not field.has("seen"):
        field.fail("seen", "say where and when it was read, because it is not verified on the official text")
    digest = Digest(
        gist=field.bilingual("gist"),
        asks_nl=asks.texts("nl"),
        asks_en=asks.texts("en"),
        duty=_duty(field.part("duty")) if field.has("duty") else None,
        applies_from=field.day("applies_from"),
        relations=tuple(_relation(field, each) for each in field.items("relations")),
        verified=Verified(verified),
        seen=field.text("seen") if field.has("seen") else "",
    )
    return Entry(source, edition, eid, label, digest)


def _duty(field: "_Field") -> Duty:
    field.known({"who", "layer", "when", "unless", "sanction"})
    words = {name: field.text(name) if field.has(name) else "" for name in ("when", "unless", "sanction")}
    return Duty(who=field.texts("who"), layer=field.texts("layer"), **words)


def _relation(parent: "_Field", item: object) -> Relation:
    field = _Field(f"{parent.place}, relations", item)
    field.known({"kind", "to"})
    if field.text("kind") not in RELATIONS:
        field.fail("kind", f"choose one of {', '.join(RELATIONS)}")
    return Relation(field.text("kind"), field.text("to"))


class _Field:
    """A mapping from a YAML file that knows its place, so that a mistake can be named."""

    def __init__(self, place: str, content: object) -> None:
        self.place = place
        if not isinstance(content, Mapping):
            raise CorpusError(f"{place}: this must be a list of named fields.")
        self.content: Mapping[object, object] = content

    def fail(self, name: str, what: str) -> NoReturn:
        raise CorpusError(f"{self.place}, field {name}: {what}.")

    def known(self, names: set[str]) -> None:
        for name in self.content:
            if name not in names:
                self.fail(str(name), f"there is no such field; known are {', '.join(sorted(names))}")

    def has(self, name: str) -> bool:
        return self.content.get(name) is not None

    def text(self, name: str) -> str:
        value = self.content.get(name)
        if isinstance(value, date):  # YAML reads 2026-07-27 as a date
            return value.isoformat()
        if not isinstance(value, str) or not value.strip():
            self.fail(name, "a text is missing here")
        return value.strip()

    def texts(self, name: str) -> tuple[str, ...]:
        values = self.content.get(name) or []
        if not isinstance(values, Sequence) or not all(isinstance(value, str) and value.strip() for value in values):
            self.fail(name, "this must be a list of texts")
        return tuple(str(value).strip() for value in values)

    def items(self, name: str) -> Sequence[object]:
        values = self.content.get(name) or []
        if not isinstance(values, Sequence) or isinstance(values, str):
            self.fail(name, "this must be a list")
        return values

    def part(self, name: str) -> "_Field":
        return _Field(f"{self.place}, {name}", self.content.get(name))

    def bilingual(self, name: str) -> Bilingual:
        part = self.part(name)
        part.known({"nl", "en"})
        return Bilingual(nl=part.text("nl"), en=part.text("en"))

    def day(self, name: str) -> date | None:
        value = self.content.get(name)
        if value is None or type(value) is date:
            return value
        return self.fail(name, "write a date as 2026-12-31")
