"""What stands on a page: its words, the lines they make, and the lines that are drawn."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from corpus.readers.blocks import tidy

APART = 1.5  # times the size of the letters: a gap that wide parts two pieces of a line
ENDED = re.compile(r"[.:;?!][”’\")\]]*$")
RAISED = 0.8  # of the size beside it: a number smaller than this is a mark
UNIT = re.compile(r"\b(?:10|[ckm]?m)$")  # before a power


class Word(NamedTuple):
    """A piece of text; in points, from the left and from the top of the page as it is read."""

    text: str
    left: float
    right: float
    base: float  # the line that the letters stand on
    size: float
    bold: bool
    italic: bool
    glued: bool  # no space before it


class Rule(NamedTuple):
    """A line that is drawn."""

    left: float
    top: float
    right: float
    bottom: float


class Page(NamedTuple):
    """What stands on a page."""

    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]


@dataclass(slots=True, eq=False)
class Line:
    """A printed line, or a row of a table: then `cells` holds the lines of each cell."""

    words: list[Word]
    page: int
    cells: tuple[tuple[str, ...], ...] = ()
    is_note: bool = False
    left: float = field(init=False)
    right: float = field(init=False)
    base: float = field(init=False)
    size: float = field(init=False)
    pieces: list[str] = field(init=False)  # what it says, parted at wide gaps
    edge: float = field(init=False)  # how far the lines of its column reach
    shift: float = field(init=False, default=0)  # how far its column stands from the first one

    def __post_init__(self) -> None:
        lengths = Counter[float]()
        for word in self.words:
            lengths[word.size] += len(word.text)
        self.size = lengths.most_common(1)[0][0]
        self.left, self.right = self.words[0].left, max(word.right for word in self.words)
        self.edge = self.right
        self.base = next(word.base for word in self.words if word.size == self.size)
        self.pieces = self._pieces()

    def is_mark(self, word: Word) -> bool:
        """Whether it is a number that stands small and high beside its line."""
        return word.text.isdigit() and word.size < RAISED * self.size and word.base < self.base

    @property
    def begins_note(self) -> bool:
        """Whether it begins as footnotes do: with a mark, that may stand in brackets."""
        return any(self.is_mark(word) for word in self.words[: 1 + (self.words[0].text == "(")])

    def _pieces(self) -> list[str]:
        """Without the marks of footnotes, and with a power as "^2"."""
        said = [""]
        for before, word in pairwise([self.words[0], *self.words]):
            if self.is_mark(word) and said != [""]:
                said[-1] += f"^{word.text}" if UNIT.search(said[-1]) else ""
            elif word.left - before.right > APART * self.size:
                said.append(word.text)
            else:
                said[-1] += word.text if word.glued else f" {word.text}"
        return [piece for each in said if (piece := tidy(each))]


def segments(words: Iterable[Word], page: int) -> list[Line]:
    """Words that follow each other on one line."""
    found: list[list[Word]] = []
    for word in words:
        last = found[-1][-1] if found else word
        size = max(word.size, last.size)
        if found and abs(word.base - last.base) < size / 2 and -size / 4 <= word.left - last.right <= APART * size:
            found[-1].append(word)
        else:
            found.append([word])
    return [Line(each, page) for each in found]


def merged(lines: Iterable[Line]) -> list[Line]:
    """Pieces that stand on one line become one line."""
    rows: list[list[Line]] = []
    for line in lines:
        beside = rows and not line.cells and not rows[-1][0].cells
        if beside and abs(line.base - rows[-1][0].base) < max(line.size, rows[-1][0].size) / 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [
        row[0]
        if len(row) == 1
        else Line([word for line in sorted(row, key=lambda each: each.left) for word in line.words], row[0].page)
        for row in rows
    ]
