"""The paragraphs of a law as citable parts: recitals, articles and annexes, put as the lines that `lines` reads."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from corpus.readers.blocks import ENDS_QUOTE
from corpus.readers.lines import PLACEHOLDER, read_lines
from corpus.readers.numbers import LATIN, leading, number
from corpus.readers.page_sections import Form, Paragraph
from corpus.readers.part import Part

FORMULA = re.compile(
    r"(?:HEBBEN|HEEFT|HAVE|HAS)\b.{0,80}\b(?:VASTGESTELD|ADOPTED)\b|.*\bhebben goedgevonden en verstaan\b", re.DOTALL
)
ARTICLE = re.compile(rf"(?:artikel|article)\s+((\d+)[a-z]{{0,2}}(?:\s+{LATIN})?)\.?(?:\s+(.+))?", re.IGNORECASE)
DIVISION = re.compile(r"(deel|titel|hoofdstuk|afdeling|part|title|chapter|section)\s+(?:[IVXLC]+|\d+)\b", re.IGNORECASE)
DEPTHS = {"deel": 0, "part": 0, "titel": 1, "title": 1, "hoofdstuk": 2, "chapter": 2, "afdeling": 3, "section": 3}
ANNEX = re.compile(r"(BIJLAGE|ANNEX)(?:\s+([IVXLC]+|\d+))?\b[\s.:–—-]*(.*)")
END = re.compile(r"(?:Gedaan te|Done at|Lasten en bevelen|Deze verordening is verbindend|This Regulation shall be)\b")
STEP = 3  # articles further on than that belong to another law, that is quoted
APART = 3.0  # points: lines that begin closer than that begin at one place
LONGEST = 250  # characters of a title
TABLE = '{"type": "table"'


class Open(Enum):
    """What the next line may be the title of."""

    NOTHING = auto()
    DIVISION = auto()
    ARTICLE = auto()
    ANNEX = auto()


@dataclass(slots=True)
class Unit:
    """A recital, an article or an annex: a line of the JSON that `lines` reads."""

    kind: str
    number: str
    heading: str = ""
    chapter: str = ""
    rows: list[str] = field(default_factory=list)

    def json(self) -> str:
        """The line itself."""
        said = {"kind": self.kind, "number": self.number, "heading": self.heading, "chapter": self.chapter}
        return json.dumps(said | {"text": "\n".join(self.rows)})


def is_law(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether it enacts: it has the words that do so, and a first article."""
    enacts = any(FORMULA.match(each.text) for each in paragraphs)
    return enacts and any((found := ARTICLE.fullmatch(each.text)) and found[1] == "1" for each in paragraphs)


def law_parts(paragraphs: Sequence[Paragraph], language: str) -> tuple[Part, ...]:
    """The parts of the law; its footnotes are no part of it. Units in which a date is still open are left out."""
    text = [each for each in paragraphs if each.form is not Form.NOTE]
    start = next(place for place, each in enumerate(text) if FORMULA.match(each.text))
    units = [*_recitals(text[:start]), *_Enacted(text[start + 1 :]).units()]
    return read_lines("\n".join(unit.json() for unit in units).encode(), language)


def _recitals(paragraphs: Sequence[Paragraph]) -> list[Unit]:
    """The paragraphs that count (1), (2) and on, with what follows them."""
    found: list[Unit] = []
    for each in paragraphs:
        marker, said = leading(each.text)
        if marker == f"({len(found) + 1})":
            found.append(Unit("recital", number(marker), rows=[said]))
        elif found:
            found[-1].rows.append(each.text)
    return [unit for unit in found if not any(PLACEHOLDER.search(row) for row in unit.rows)]


class _Enacted:
    """Articles and annexes as they come, without those that stand in a text that is quoted."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.paragraphs = paragraphs
        self.places: list[float] = []  # where lines begin, from the left, each once
        for left in sorted(each.left for each in paragraphs):
            if not self.places or left - self.places[-1] > APART:
                self.places.append(left)
        self.divisions: dict[int, str] = {}
        self.last = 0  # article
        self._begin(Unit("", ""))

    def _begin(self, unit: Unit, title: Open = Open.NOTHING) -> None:
        self.unit, self.title = unit, title
        self.quoting, self.least = False, 0  # how deep a quoted line is set in at least

    def units(self) -> Iterator[Unit]:
        """The units, in the order of the text."""
        for each in self.paragraphs:
            before = self.unit
            if not (self._opens(each) or self._is_title_of_last(each)):
                self._add(each)
            if self.unit is not before:
                yield before
        yield self.unit

    def _opens(self, paragraph: Paragraph) -> bool:
        """Whether a unit or a division begins here, or all of them end."""
        text = paragraph.text
        if found := self._own_article(text):
            self.last = int(found[2])
            chapter = " / ".join(self.divisions[depth] for depth in sorted(self.divisions))
            self._begin(Unit("article", found[1], found[3] or "", chapter), Open.NOTHING if found[3] else Open.ARTICLE)
        elif self.quoting:
            return False
        elif self.last and (found := ANNEX.fullmatch(text)):
            self._begin(Unit("annex", f"{found[1]} {found[2] or 1}", found[3]), Open.ANNEX)
        elif self.unit.kind != "annex" and (found := DIVISION.match(text)) and _is_title(paragraph):
            depth = DEPTHS[found[1].lower()]
            self.divisions = {above: title for above, title in self.divisions.items() if above < depth} | {depth: text}
            self.title = Open.DIVISION
        elif END.match(text):
            self._begin(Unit("end", ""))
        else:
            return False
        return True

    def _own_article(self, text: str) -> re.Match[str] | None:
        """The number of an article and its title, unless it is a sentence or an article of another law."""
        found = ARTICLE.fullmatch(text)
        if not found or len(text) > LONGEST or (found[3] and (found[3][0].islower() or found[3].endswith("."))):
            return None
        most = self.last + (1 if self.quoting else STEP)
        return found if self.last + self.quoting <= int(found[2]) <= most else None

    def _is_title_of_last(self, paragraph: Paragraph) -> bool:
        if self.title is Open.NOTHING or not _is_title(paragraph):
            self.title = Open.NOTHING
            return False
        if self.title is Open.DIVISION:
            self.divisions[max(self.divisions)] += f" {paragraph.text}"
        else:
            self.unit.heading = f"{self.unit.heading} {paragraph.text}".strip()
        if self.title is Open.ARTICLE:
            self.title = Open.NOTHING
        return True

    def _add(self, paragraph: Paragraph) -> None:
        """Adds a line, set in as it is printed, and deeper than the line that it is quoted by."""
        rows = self.unit.rows
        above = len(rows[-1]) - len(rows[-1].lstrip()) if rows else 0
        depth = max(bisect_right(self.places, paragraph.left), self.least)
        if paragraph.form is Form.ROW:
            self._add_cells(paragraph.text.split(" | "), " " * max(depth, above + 1))
            return
        is_heading = self.unit.kind == "annex" and _is_title(paragraph)
        rows.append(" " * (0 if is_heading else depth) + paragraph.text)
        opened = sum(map(paragraph.text.count, "“„«")) > sum(map(paragraph.text.count, "”»"))
        if opened and not self.quoting:
            self.quoting, self.least = True, above + 1
        if ENDS_QUOTE.search(paragraph.text):
            self.quoting, self.least = False, 0

    def _add_cells(self, cells: list[str], margin: str) -> None:
        """A row goes to its table."""
        rows = self.unit.rows
        if not rows or not rows[-1].lstrip().startswith(TABLE):
            rows.append(margin + json.dumps({"type": "table", "rows": [cells]}))
        else:
            table = json.loads(rows[-1])
            rows[-1] = margin + json.dumps(table | {"rows": [*table["rows"], cells]})


def _is_title(paragraph: Paragraph) -> bool:
    text = paragraph.text
    marked = paragraph.bold or paragraph.italic or bool(paragraph.level) or text.isupper()
    return marked and len(text) <= LONGEST and not re.search(r"[.,;:]$", text) and not leading(text)[0]
