"""DOCX: paragraphs with the level of their style and the numbers that Word counts, rows of tables, footnotes apart."""

import zlib
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from itertools import groupby
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.table import Table
from lxml import etree

from corpus.errors import CorpusError
from corpus.readers.blocks import tidy
from corpus.readers.docx_numbers import DEEPEST, Numbers, W, value
from corpus.readers.page_law import is_law, law_parts
from corpus.readers.page_sections import Form, Paragraph, parts
from corpus.readers.part import Part

MOST_BYTES = 256 * 2**20  # unpacked, all files in it together
MOST_MARKUP = 64 * 2**20
MOST_FILES = 5_000
PIECE = 2**20  # bytes
LOCKED = b"\xd0\xcf\x11\xe0"  # how a file begins that Word locked, and one that an old Word wrote
DAMAGED = (BadZipFile, zlib.error, etree.XMLSyntaxError, LookupError, ValueError, RuntimeError)
SILENT = {f"{W}del", f"{W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
SPOKEN = {f"{W}tab": " ", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "-"}
INSIDE = {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}smartTag"}
TWIPS = 20  # in a point


def read_docx(content: bytes, language: str) -> tuple[Part, ...]:
    """The articles of a law or the sections of a paper. Raises CorpusError where it is locked, damaged or too big."""
    if content.startswith(LOCKED):
        raise CorpusError("it is locked with a password, or written by an old Word")
    try:
        _check_unpacked(content)
        found = list(_Document(docx.Document(BytesIO(content))).paragraphs())
    except DAMAGED as error:
        raise CorpusError("it is damaged or not a Word document") from error
    if not found:
        raise CorpusError("it has no text")
    return law_parts(found, language) if is_law(found) else parts(found, language)


def _check_unpacked(content: bytes) -> None:
    """Raises CorpusError where it says that it unpacks to too much, and BadZipFile where it says less than it does."""
    with ZipFile(BytesIO(content)) as archive:
        _check_said(archive.infolist())
        for each in archive.infolist():
            with archive.open(each) as file:
                while file.read(PIECE):  # piece by piece: read in one go, it would be unpacked before it is measured
                    pass


def _check_said(files: list[ZipInfo]) -> None:
    markup = sum(each.file_size for each in files if not each.filename.startswith("word/media/"))
    if sum(each.file_size for each in files) > MOST_BYTES or markup > MOST_MARKUP:
        raise CorpusError(
            f"it unpacks to more than {MOST_BYTES >> 20} MB, or to more than {MOST_MARKUP >> 20} MB of text"
        )
    if len(files) > MOST_FILES:
        raise CorpusError(f"it holds more than {MOST_FILES} files")


class _Document:
    """One document while it is read: its styles, and its lists as they count."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.styles = {value(each, "styleId"): each for each in document.styles.element.iterchildren(f"{W}style")}
        self.usual = next((name for name, each in self.styles.items() if value(each, "default") == "1"), "")
        self.numbers = Numbers.of(self._part(RELATIONSHIP_TYPE.NUMBERING))

    def paragraphs(self) -> Iterator[Paragraph]:
        """Everything that it says, in order; the notes last."""
        body = self.document.element.find(f"{W}body")
        yield from self._inside(() if body is None else body)
        for relationship, kind in ((RELATIONSHIP_TYPE.FOOTNOTES, "footnote"), (RELATIONSHIP_TYPE.ENDNOTES, "endnote")):
            root = self._part(relationship)
            own = [] if root is None else [each for each in root.iter(f"{W}{kind}") if not value(each, "type")]
            for count, note in enumerate(own, start=1):
                yield Paragraph(f"{count} {_text(note)}", Form.NOTE)

    def _part(self, relationship: str) -> Any:
        try:
            return parse_xml(self.document.part.part_related_by(relationship).blob)
        except KeyError:
            return None

    def _inside(self, element: Iterable[Any]) -> Iterator[Paragraph]:
        for child in element:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag in INSIDE and not _is_contents(child):
                yield from self._inside(child)

    def _table(self, element: Any) -> Iterator[Paragraph]:
        """Its rows, with what a cell says for all the rows that it spans; a frame of one column holds text as any."""
        rows = [[cell for cell, _ in groupby(map(_element, row.cells))] for row in Table(element, self.document).rows]
        for cells in rows:
            if max(map(len, rows)) == 1:
                for cell in cells:
                    yield from self._inside(cell)
            elif said := " | ".join(filter(None, map(_text, cells))):
                yield Paragraph(said, Form.ROW)

    def _paragraph(self, element: Any) -> Iterator[Paragraph]:
        said, style = _text(element), _style(element) or self.usual
        styles = list(self._styles(style))
        name = value(self.styles[style].find(f"{W}name")).lower() if style in self.styles else ""
        if not said or name.startswith(("toc ", "inhopg")):
            return
        chain = [found for each in (element, *styles) if (found := each.find(f"{W}pPr")) is not None]
        listed = [found for each in chain if (found := each.find(f"{W}numPr")) is not None]
        number = next(filter(None, (value(each.find(f"{W}numId")) for each in listed)), "")
        depth = int(next(filter(None, (value(each.find(f"{W}ilvl")) for each in listed)), "0"))
        if level := self.numbers.level(number, depth):
            said = f"{self.numbers.marker(number, depth)} {said}".strip()
            chain += [level.properties] if level.properties is not None else []
        yield Paragraph(
            said,
            bold=_all_runs(element, styles, "b"),
            italic=_all_runs(element, styles, "i"),
            left=_left(chain),
            level=_outline(chain, name),
        )

    def _styles(self, name: str) -> Iterator[Any]:
        """A style and those that it is based on."""
        seen: set[str] = set()
        while name in self.styles and name not in seen:
            seen.add(name)
            yield self.styles[name]
            name = value(self.styles[name].find(f"{W}basedOn"))


def _element(cell: Any) -> Any:
    return cell._tc  # noqa: SLF001  python-docx has no public name for it


def _text(element: Any) -> str:
    """What it says, insertions included and deletions not; the paragraphs in it as one line."""
    return tidy(_raw(element))


def _raw(element: Any) -> str:
    said = []
    for child in element:
        if child.tag == f"{W}t":
            said.append(child.text or "")
        elif child.tag not in SILENT:
            said.append(SPOKEN.get(child.tag) or _raw(child) + (" " if child.tag == f"{W}p" else ""))
    return "".join(said)


def _style(element: Any) -> str:
    return value(element.find(f"{W}pPr/{W}pStyle"))


def _is_contents(element: Any) -> bool:
    """Whether it is a table of contents that Word made."""
    return any("contents" in value(each).lower() for each in element.iter(f"{W}docPartGallery"))


def _outline(chain: list[Any], name: str) -> int:
    """How high a heading it is, 1 the highest; 0 is a text."""
    found = next((value(each) for each in map(_finder("outlineLvl"), chain) if each is not None), "")
    if not found and name.startswith("heading "):
        found = str(int(name.removeprefix("heading ")) - 1)
    return int(found) + 1 if found and int(found) < DEEPEST else 0


def _left(chain: list[Any]) -> float:
    """Where its first line begins, in points from the margin."""
    found = next((each for each in map(_finder("ind"), chain) if each is not None), None)
    left = value(found, "left") or value(found, "start") or "0"
    return (float(left) - float(value(found, "hanging") or 0)) / TWIPS


def _finder(name: str) -> Callable[[Any], Any]:
    return lambda properties: properties.find(f"{W}{name}")


def _all_runs(element: Any, styles: list[Any], name: str) -> bool:
    """Whether all words have a property, themselves or from the style."""
    path = f"{W}rPr/{W}{name}"
    styled = next((each for style in styles if (each := style.find(path)) is not None), None)
    runs = [run for run in element.iter(f"{W}r") if _text(run)]
    own = [run.find(path) if run.find(path) is not None else styled for run in runs]
    return bool(own) and all(each is not None and value(each) not in {"0", "false"} for each in own)
