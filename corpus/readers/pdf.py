"""PDF: opens a file within bounds, and says which words and drawn lines stand where on its pages."""

import re
from collections.abc import Iterator
from ctypes import byref, c_double, c_float, c_int, c_ushort, c_void_p, cast, create_string_buffer
from itertools import islice
from math import hypot
from threading import Lock
from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

from corpus.errors import CorpusError
from corpus.readers.page_law import is_law, law_parts
from corpus.readers.page_lines import Page, Rule, Word
from corpus.readers.page_paragraphs import paragraphs
from corpus.readers.page_sections import parts
from corpus.readers.part import Part
from corpus.readers.pdf_bounds import check_bounds
from corpus.readers.pdf_probe import probe

MOST_PAGES = 2_000
MOST_CHARACTERS = 100_000  # on one page
MOST_WORDS = 2_000_000
MOST_RULES = 2_000  # on one page: what has more lines is a drawing, not a table
FEWEST_WORDS = 5  # a page: a scan may carry a stamp or a number
# A number may be the mark of a footnote, so it is a piece of its own; U+FFFE is PDFium's hyphen at the end of a line.
PIECE = re.compile(r"\d+|[^\s\d\ufffe]+\ufffe?|\ufffe")
BOLD, ITALIC = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE), re.compile(rb"ital|obli", re.IGNORECASE)
THIN = 2.5  # points: what is drawn thinner is a line
ONE_AT_A_TIME = Lock()  # PDFium does not bear two threads


class Look(NamedTuple):
    """How a run of letters looks."""

    size: float
    bold: bool
    italic: bool
    upright: bool


def read_pdf(content: bytes, language: str) -> tuple[Part, ...]:
    """The articles of a law or the sections of a paper. Raises CorpusError where it is locked, scanned or too big."""
    if check_bounds(content):
        probe(content)
    with ONE_AT_A_TIME:
        pages = _pages(content)
    if sum(len(page.words) for page in pages) < FEWEST_WORDS * len(pages):
        raise CorpusError("it has no text layer, as a scan has none")
    found = paragraphs(pages)
    return law_parts(found, language) if is_law(found) else parts(found, language)


def _pages(content: bytes) -> list[Page]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise CorpusError("it is locked with a password") from error
        raise CorpusError("it is damaged or not a PDF") from error
    try:
        return list(_within_bounds(document))
    except pypdfium2.PdfiumError as error:
        raise CorpusError("one of its pages is damaged") from error
    finally:
        document.close()


def _within_bounds(document: Any) -> Iterator[Page]:
    if len(document) > MOST_PAGES:
        raise CorpusError(f"it has {len(document)} pages, and at most {MOST_PAGES} are read")
    words = 0
    for place in range(len(document)):
        page = _page(document[place])
        words += len(page.words)
        if words > MOST_WORDS:
            raise CorpusError(f"it has more than {MOST_WORDS} words")
        yield page


def _page(page: Any) -> Page:
    turned = _Turned(page)
    text = page.get_textpage()
    try:
        width, height = page.get_size()
        rules = tuple(islice(_rules(page.raw, turned), MOST_RULES + 1))
        return Page(width, height, tuple(_words(text.raw, turned)), rules if len(rules) <= MOST_RULES else ())
    finally:
        text.close()
        page.close()


class _Turned:
    """Where a point of the page's own space stands for the reader, in points from the left and from the top."""

    def __init__(self, page: Any) -> None:
        corner, right, up = (self._place(page, *point) for point in ((0, 0), (100, 0), (0, 100)))
        self.corner = corner
        self.right = ((right[0] - corner[0]) / 100, (right[1] - corner[1]) / 100)
        self.up = ((up[0] - corner[0]) / 100, (up[1] - corner[1]) / 100)

    @staticmethod
    def _place(page: Any, x: float, y: float) -> tuple[float, float]:
        width, height = page.get_size()
        across, down = c_int(), c_int()
        fine = 100  # PDFium gives whole numbers
        raw.FPDF_PageToDevice(
            page.raw, 0, 0, int(width * fine), int(height * fine), 0, x, y, byref(across), byref(down)
        )
        return across.value / fine, down.value / fine

    def vector(self, x: float, y: float) -> tuple[float, float]:
        return self.right[0] * x + self.up[0] * y, self.right[1] * x + self.up[1] * y

    def point(self, x: float, y: float) -> tuple[float, float]:
        across, down = self.vector(x, y)
        return self.corner[0] + across, self.corner[1] + down


def _words(text: Any, turned: _Turned) -> Iterator[Word]:
    """The pieces of text that stand upright, with where they begin and end on their line."""
    count = raw.FPDFText_CountChars(text)
    if count > MOST_CHARACTERS:
        raise CorpusError(f"a page holds more than {MOST_CHARACTERS} characters")
    letters = (c_ushort * (count + 1))()
    raw.FPDFText_GetText(text, 0, count, letters)
    said = "".join(" " if 0xD800 <= letter < 0xE000 else chr(letter) for letter in letters[:count])  # a place a letter
    looks: dict[int | None, Look] = {}
    x, y, left, right, bottom, top = (c_double() for _ in range(6))
    end = -1
    for first, last in _pieces(text, said):
        run = _run(text, first)
        if run not in looks:
            looks[run] = _look(text, first, turned)
        look = looks[run]
        raw.FPDFText_GetCharOrigin(text, first, x, y)
        raw.FPDFText_GetCharBox(text, last, left, right, bottom, top)
        start, base = turned.point(x.value, y.value)
        edge = max(turned.point(left.value, bottom.value)[0], turned.point(right.value, top.value)[0])
        if look.upright:
            yield Word(said[first : last + 1], start, edge, base, look.size, look.bold, look.italic, end == first)
        end = last + 1


def _pieces(text: Any, said: str) -> Iterator[tuple[int, int]]:
    """The first and the last place of each piece; where a number changes its look, what follows may be a mark."""
    for found in PIECE.finditer(said):
        first, last = found.start(), found.end() - 1
        if last > first and found[0].isdigit() and _run(text, first) != _run(text, last):
            change = next(place for place in range(first + 1, last + 1) if _run(text, place) != _run(text, place - 1))
            yield from ((first, change - 1), (change, last))
        else:
            yield first, last


def _run(text: Any, place: int) -> int | None:
    """The run of letters that a letter belongs to."""
    return cast(raw.FPDFText_GetTextObject(text, place), c_void_p).value


def _look(text: Any, place: int, turned: _Turned) -> Look:
    matrix, name, flags = raw.FS_MATRIX(), create_string_buffer(128), c_int()
    raw.FPDFText_GetMatrix(text, place, matrix)
    raw.FPDFText_GetFontInfo(text, place, name, 128, flags)
    across, down = turned.vector(matrix.a, matrix.b)
    size = raw.FPDFText_GetFontSize(text, place) * hypot(matrix.c, matrix.d)
    italic = bool(ITALIC.search(name.value) or flags.value & 64)
    return Look(round(size, 1), bool(BOLD.search(name.value)), italic, across > abs(down))


def _rules(page: Any, turned: _Turned) -> Iterator[Rule]:
    """The thin lines that are drawn, and the sides of the boxes."""
    left, bottom, right, top = (c_float() for _ in range(4))
    for place in range(raw.FPDFPage_CountObjects(page)):
        drawn = raw.FPDFPage_GetObject(page, place)
        if raw.FPDFPageObj_GetType(drawn) == raw.FPDF_PAGEOBJ_PATH:
            raw.FPDFPageObj_GetBounds(drawn, left, bottom, right, top)
            across, down = zip(
                turned.point(left.value, bottom.value), turned.point(right.value, top.value), strict=True
            )
            rule = Rule(min(across), min(down), max(across), max(down))
            if min(rule.right - rule.left, rule.bottom - rule.top) <= THIN:
                yield rule
            elif _is_stroked(drawn):
                yield from _sides(rule)


def _is_stroked(drawn: Any) -> bool:
    fill, stroke = c_int(), c_int()
    raw.FPDFPath_GetDrawMode(drawn, fill, stroke)
    return bool(stroke.value)


def _sides(box: Rule) -> Iterator[Rule]:
    yield box._replace(bottom=box.top)
    yield box._replace(top=box.bottom)
    yield box._replace(right=box.left)
    yield box._replace(left=box.right)
