"""The markup of consolidated texts: lists are grids of two columns, numbered paragraphs carry their number in a span."""

from corpus.readers.blocks import Block, Shape, words
from corpus.readers.markup import SILENT, Element, children, classes, flow, is_outer, item, line, rows, text_block
from corpus.readers.markup import raw as raw_text

ARTICLE_TITLE, ANNEX_TITLE = frozenset({"stitle-article-norm"}), frozenset({"title-annex-1", "title-annex-2"})
ARTICLE_NUMBER = frozenset({"title-article-norm"})
DIVISION, DIVISION_TITLE = frozenset({"title-division-1"}), frozenset({"title-division-2"})


def blocks(element: Element) -> list[Block]:
    """What an article or annex holds, without its own number and title."""
    return flow(element, _outer)


def _outer(element: Element) -> list[Block]:
    kinds = classes(element)
    if kinds & (SILENT | ARTICLE_NUMBER | ARTICLE_TITLE | ANNEX_TITLE | {"eli-title"}) or element.tag == "hr":
        return []
    if element.tag == "table":
        return rows(element, lambda cell: words(flow(cell, _outer)), lambda row: next(row.iter("th"), None) is not None)
    if "grid-list" in kinds:
        return _item(element)
    parts = list(children(element))
    if parts and "no-parag" in classes(parts[0]):
        rest = [block for part in parts[1:] for block in _outer(part)]
        return [item(line(parts[0]), rest, Shape.NUMBERED)]
    if any(is_outer(each) for each in element.iterdescendants() if isinstance(each.tag, str)):
        return flow(element, _outer)
    if any(kind.startswith("title-gr-seq") for kind in kinds):
        return [Block(Shape.HEADING, line(element))]
    if parts and parts[0].tag == "span" and "word-spacing" in parts[0].get("style", ""):
        return [Block(Shape.NUMBERED, line(element).removeprefix(marker := line_before(element)).strip(), marker)]
    block = text_block(raw_text(element))
    if element.tag == "p" and "list" in kinds and block.shape is Shape.TEXT:
        block.shape = Shape.CONTINUED
    return [block]


def line_before(element: Element) -> str:
    """The text in front of the first element in it: the number that wide spaces set off."""
    return " ".join((element.text or "").split())


def _item(grid: Element) -> list[Block]:
    columns = list(children(grid))
    if len(columns) < 2:
        return flow(grid, _outer)
    return [item(line(columns[0]), flow(columns[1], _outer))]
