"""JSON lines with one article, paragraph or piece of an annex each: texts put together or selected by others."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from corpus.errors import CorpusError
from corpus.readers.annexes import annex_parts, section_name
from corpus.readers.articles import article_parts
from corpus.readers.blocks import Block, Shape, item
from corpus.readers.numbers import PARAGRAPH, leading, number
from corpus.readers.part import Part

ARTICLE = re.compile(r"([^()]+?)(?:\(([^()]+)\))?")
# A date that somebody still has to fill in: the words are not the words of the law yet.
PLACEHOLDER = re.compile(r"\[\s*(?:\.{2,}|…)\s*\]|(?<!\S)…(?!\S)")
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, slots=True)
class Unit:
    """One line of the file."""

    kind: str
    number: str
    heading: str
    chapter: str
    text: str


def read_lines(content: bytes, language: str) -> tuple[Part, ...]:
    """The parts of the text, its articles put together from their paragraphs."""
    units = list(_units(content))
    parts: dict[str, Part] = {}
    for part in (*_recitals(units), *_articles(units, language), *_annexes(units)):
        parts.setdefault(part.eid, part)
    if not parts:
        raise CorpusError("no article is found in it")
    return tuple(parts.values())


def _units(content: bytes) -> Iterator[Unit]:
    for place, row in enumerate(content.splitlines(), start=1):
        if not row.strip():
            continue
        try:
            fields = json.loads(row)
            said = {"heading": "", "chapter": ""} | fields
            unit = Unit(*(str(said[name]) for name in ("kind", "number", "heading", "chapter", "text")))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise CorpusError(f"line {place} is cut off or is not one of ours") from error
        yield unit


def _recitals(units: Iterable[Unit]) -> Iterator[Part]:
    for unit in units:
        if unit.kind == "recital":
            yield Part(f"rec_{number(unit.number)}", (), unit.text)


def _articles(units: Iterable[Unit], language: str) -> Iterator[Part]:
    own = [unit for unit in units if unit.kind in {"article", "paragraph"}]
    for name, group in groupby(own, key=lambda unit: _article_and_paragraph(unit)[0]):
        articles = list(group)
        blocks = [block for unit in articles for block in _article_blocks(unit)]
        headings = (*_divisions(articles[0].chapter, language), articles[0].heading)
        yield from article_parts(f"art_{name}", tuple(filter(None, headings)), _filled_in(blocks))


def _article_and_paragraph(unit: Unit) -> tuple[str, str]:
    """The two numbers in "4 bis(1)": "4a" and "1"; in "3.3a": "3.3a" and ""."""
    found = ARTICLE.fullmatch(unit.number)
    if found is None or not number(found[1]):
        raise CorpusError(f'"{unit.number}" is not the number of an article')
    return number(found[1]), found[2] or ""


def _article_blocks(unit: Unit) -> list[Block]:
    paragraph = _article_and_paragraph(unit)[1]
    blocks = blocks_of(unit.text)
    if paragraph:
        return [item(f"{paragraph}.", blocks, Shape.NUMBERED)] if blocks else []
    for block in blocks:
        if block.listed and PARAGRAPH.fullmatch(block.marker):
            block.shape = Shape.NUMBERED
    return blocks


def _divisions(chapter: str, language: str) -> list[str]:
    """The titles in "HOOFDSTUK I — A / AFDELING 1 — B"; "7 Zorgplicht" gets its word."""
    titles = [title.replace(" — ", " ", 1) for title in chapter.split(" / ") if title]
    word = "CHAPTER" if language == "en" else "HOOFDSTUK"
    return [f"{word} {title}" if title[0].isdigit() else title for title in titles]


def _filled_in(blocks: Iterable[Block]) -> list[Block]:
    """Without the units in which a date is still open."""
    kept = []
    for block in blocks:
        if not _is_open(block):
            block.inside = _filled_in(block.inside)
            kept.append(block)
    return kept


def _is_open(block: Block) -> bool:
    return bool(PLACEHOLDER.search(block.text)) or any(_is_open(each) for each in block.inside if not each.listed)


def _annexes(units: Iterable[Unit]) -> Iterator[Part]:
    own = [unit for unit in units if unit.kind.startswith("annex")]
    for name in sorted({_annex(unit) for unit in own}, key=_value):
        annex = [unit for unit in own if _annex(unit) == name]
        heading = next((unit.heading for unit in annex if unit.kind == "annex"), "")
        title = f"{annex[0].number.split(',')[0].upper()} {heading}".strip()
        blocks = [
            block for unit, before in zip(annex, [None, *annex], strict=False) for block in _annex_blocks(unit, before)
        ]
        yield from annex_parts(f"annex_{name}", title, _filled_in(blocks))


def _annex(unit: Unit) -> str:
    """The annex of "Bijlage VII, 3, 3.1": "VII"."""
    return unit.number.split(",")[0].split(" ")[-1].upper()


def _value(annex: str) -> int:
    if annex.isdigit():
        return int(annex)
    values = [ROMAN.get(letter, 0) for letter in annex.lower()]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def _annex_blocks(unit: Unit, before: Unit | None) -> list[Block]:
    if unit.kind == "annex_heading":
        return [Block(Shape.HEADING, unit.text)]
    if unit.kind == "annex" and unit.text == unit.heading:
        return []
    blocks = blocks_of(unit.text)
    for block in blocks:
        if block.listed and unit.kind == "annex_point":
            block.shape = Shape.NUMBERED
        elif block.shape is Shape.TEXT and section_name(block.text):
            block.shape = Shape.HEADING
        elif block.shape is Shape.TEXT and unit.kind == "annex_text" and before and before.kind == "annex_point":
            block.shape = Shape.CONTINUED
    return blocks


def blocks_of(text: str) -> list[Block]:
    """Lines as blocks: what is set in lies inside the item above it."""
    root = Block(Shape.TEXT, "")
    chain = [(-1, root)]
    for row in _whole_lines(text):
        depth = len(row) - len(row.lstrip())
        while chain[-1][0] >= depth:
            chain.pop()
        chain[-1][1].inside += (found := _line_blocks(row.strip()))
        if found[-1].listed:
            chain.append((depth, found[-1]))
    return root.inside


def _line_blocks(row: str) -> list[Block]:
    if row.startswith('{"type": "table"'):
        header, *rows = (" | ".join(filter(None, cells)) for cells in json.loads(row)["rows"])
        return [Block(Shape.TEXT, header), *(Block(Shape.ROW, cells) for cells in rows)]
    marker, said = leading(row)
    return [Block(Shape.POINT if marker else Shape.TEXT, said, marker)]


def _whole_lines(text: str) -> Iterator[str]:
    """Joins lines that were broken to fit a page: in a text with empty lines, or where a sentence goes on."""
    whole = ""
    for row in text.split("\n"):
        goes_on = "\n\n" in text or (row[:1].islower() and not re.search(r"[.;:]$", whole))
        if whole and row.strip() and goes_on and " | " not in text and not leading(row.strip())[0]:
            whole += f" {row.strip()}"
            continue
        if whole.strip():
            yield whole
        whole = row.rstrip()
    if whole.strip():
        yield whole
