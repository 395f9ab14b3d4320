"""The markup of consolidated texts: lists are grids of two columns, a paragraph carries its number in a span."""

from lxml import etree

from corpus.readers.blocks import Block, Shape, item, tidy, words
from corpus.readers.elements import Element, children
from corpus.readers.markup import SILENT, classes, flow, is_outer, line, raw, rows, text_block

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
    columns = list(children(element))
    if "grid-list" in kinds and len(columns) > 1:
        return [item(line(columns[0]), flow(columns[1], _outer))]
    if columns and "no-parag" in classes(columns[0]):
        rest = [block for column in columns[1:] for block in _outer(column)]
        return [item(line(columns[0]), rest, Shape.NUMBERED)]
    if any(is_outer(each) for each in element.iterdescendants(etree.Element)):
        return flow(element, _outer)
    return [_line(element, kinds)]


def _line(element: Element, kinds: frozenset[str]) -> Block:
    if any(kind.startswith("title-gr-seq") for kind in kinds):
        return Block(Shape.HEADING, line(element))
    first = next(children(element), None)
    if first is not None and "word-spacing" in first.get("style", ""):
        marker = tidy(element.text or "")
        return Block(Shape.NUMBERED, line(element).removeprefix(marker).strip(), marker)
    block = text_block(raw(element))
    if "list" in kinds and element.tag == "p" and block.shape is Shape.TEXT:
        block.shape = Shape.CONTINUED
    return block
