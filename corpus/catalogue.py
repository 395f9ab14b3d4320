"""Reads corpus/catalogue.toml: which documents there are, in which editions, and where they are published."""

import re
import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import NoReturn, TypeVar

from corpus.editions import Application, Edition
from corpus.errors import CorpusError
from corpus.types import LANGUAGES, Address, Bilingual, Kind, Source

FILE = Path(__file__).with_name("catalogue.toml")
TOP = ("corpus_date", "repositories", "source")
SOURCE = ("id", "title", "short", "names", "kind", "publisher", "reader", "licence", "address", "edition")
EDITION = (
    *("id", "identifiers", "languages", "valid_from", "valid_until"),
    *("applies_from", "applies_by", "applies", "left_out"),
)
PART = re.compile(r"(?:art|annex|rec)_\w[\w.-]*")
_Value = TypeVar("_Value")


def load_catalogue(file: Path = FILE) -> tuple[Source, ...]:
    """All sources, in the order of the file. Raises CorpusError with file, source and field."""
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CorpusError(f"{file} is not readable TOML; mend it or give another path: {error}.") from error
    sources: dict[str, Source] = {}
    for table in _Table(file.name, content, TOP).tables("source", SOURCE):
        source = _source(table)
        if source.id in sources:
            table.fail("id", "this id stands here twice; keep one")
        sources[source.id] = source
    return tuple(sources.values())


def corpus_date(file: Path = FILE) -> date:
    """The day up to which the texts and digests were checked."""
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    return _Table(file.name, content, TOP).value("corpus_date", date, "write a date as 2026-12-31")


def repositories(file: Path = FILE) -> frozenset[str]:
    """The hosts of publishers that an address of a source may lead to, besides its own."""
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    return frozenset(_Table(file.name, content, TOP).texts("repositories"))


def _source(table: "_Table") -> Source:
    address = table.table("address", ("people", "machines", "tried"))
    machines = address.text("machines") if "machines" in address.content else ""
    return Source(
        id=table.text("id"),
        title=table.bilingual("title"),
        short=table.bilingual("short"),
        names=table.texts("names"),
        kind=Kind(table.choice("kind", *Kind)),
        publisher=table.text("publisher"),
        reader=table.choice("reader", "", "files"),
        address=Address(address.text("people"), machines, address.day("tried")),
        licence=table.text("licence"),
        editions=_in_order(table, tuple(_edition(each) for each in table.tables("edition", EDITION))),
    )


def _edition(table: "_Table") -> Edition:
    name, start, end = table.text("id"), table.day("valid_from"), table.day("valid_until")
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", name):
        table.fail("id", "write the date of the version as 2026-12-31")
    if start is None or (end and end <= start):
        table.fail("valid_from", "say from which day it holds, before valid_until; without such a day: its own date")
    if not all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", each) for each in table.texts("identifiers")):
        table.fail("identifiers", "they name files; use only letters, digits, dots and hyphens")
    if not set(table.texts("languages")) <= set(LANGUAGES):
        table.fail("languages", f"choose from {', '.join(LANGUAGES)}")
    exceptions = table.tables("applies", ("from", "parts", "by")) if "applies" in table.content else []
    return Edition(
        id=name,
        identifiers=table.texts("identifiers"),
        languages=table.texts("languages"),
        valid_from=start,
        valid_until=end,
        applies_from=table.day("applies_from"),
        applies_by=_by(table, "applies_by"),
        applications=tuple(_application(each) for each in exceptions),
        left_out=_parts(table, "left_out") if "left_out" in table.content else (),
    )


def _application(table: "_Table") -> Application:
    return Application(
        table.value("from", date, "write a date as 2026-12-31, unquoted"), _parts(table, "parts"), _by(table, "by")
    )


def _by(table: "_Table", field: str) -> str:
    named = table.text(field) if field in table.content else ""
    if named and not PART.fullmatch(named):
        table.fail(field, 'name the provision as its id does ("art_113__point_c")')
    return named


def _parts(table: "_Table", field: str) -> tuple[str, ...]:
    parts = table.texts(field)
    if not all(PART.fullmatch(part) for part in parts):
        table.fail(field, 'name parts as ids do ("art_6__para_5", "annex_III"), or a run of articles: "art_6-27"')
    return parts


def _in_order(table: "_Table", editions: tuple[Edition, ...]) -> tuple[Edition, ...]:
    for older, newer in pairwise(editions):
        if older.id >= newer.id:
            table.fail("edition", f"{newer.id} stands after {older.id}; put the oldest first, each once")
        if not (older.valid_until and newer.valid_from and older.valid_until <= newer.valid_from):
            table.fail("edition", f"{older.id} must end (valid_until) no later than {newer.id} begins (valid_from)")
    return editions


class _Table:
    """A table of the file that knows its place, so that a mistake can be named; it refuses fields it does not know."""

    def __init__(self, place: str, content: dict[str, object], known: tuple[str, ...]) -> None:
        self.place = f"{place} ({content['id']})" if "id" in content else place
        self.content = content
        for field in content:
            if field not in known:
                self.fail(field, f"there is no such field; known are {', '.join(known)}")

    def fail(self, field: str, what: str) -> NoReturn:
        raise CorpusError(f"{self.place}, field {field}: {what}.")

    def value(self, field: str, kind: type[_Value], what: str) -> _Value:
        value = self.content.get(field)
        if type(value) is not kind or not value or not str(value).strip():  # by type: a point in time is a date too
            self.fail(field, what)
        return value

    def text(self, field: str) -> str:
        return self.value(field, str, "a text is missing here")

    def texts(self, field: str) -> tuple[str, ...]:
        return tuple(self.many(field, str, "write a list with at least one text, and only texts"))

    def many(self, field: str, kind: type[_Value], what: str) -> list[_Value]:
        values = self.value(field, list, what)
        return values if all(type(each) is kind and each for each in values) else self.fail(field, what)

    def choice(self, field: str, *allowed: str) -> str:
        value = self.content.get(field)
        if value not in allowed:
            self.fail(field, f"choose one of {', '.join(each or 'an empty text' for each in allowed)}")
        return str(value)

    def day(self, field: str) -> date | None:
        return self.value(field, date, "write a date as 2026-12-31, unquoted") if field in self.content else None

    def bilingual(self, field: str) -> Bilingual:
        table = self.table(field, LANGUAGES)
        return Bilingual(nl=table.text("nl"), en=table.text("en"))

    def table(self, field: str, known: tuple[str, ...]) -> "_Table":
        return _Table(f"{self.place}, {field}", self.value(field, dict, "write a table of named fields"), known)

    def tables(self, field: str, known: tuple[str, ...]) -> "list[_Table]":
        tables = self.many(field, dict, f"write at least one [[{field}]]")
        return [_Table(f"{self.place}, {field} {number}", each, known) for number, each in enumerate(tables, 1)]
