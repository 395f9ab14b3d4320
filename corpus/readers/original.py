"""The markup of the Official Journal: lists are tables of two columns, numbered lines stand in ordinary paragraphs."""

from lxml import etree

from corpus.readers.blocks import Block, Shape, item, words
from corpus.readers.elements import Element, children
from corpus.readers.markup import SILENT, classes, flow, is_outer, line, raw, rows, text_block

ARTICLE_TITLE, ANNEX_TITLE = frozenset({"sti-art"}), frozenset({"doc-ti"})
ARTICLE_NUMBER = frozenset({"ti-art"})
DIVISION, DIVISION_TITLE = frozenset({"ti-section-1"}), frozenset({"ti-section-2"})


def blocks(element: Element) -> list[Block]:
    """What an article, recital or annex holds, without its own number and title."""
    return flow(element, lambda child: [] if _is_title(child) else _outer(child))


def _is_title(element: Element) -> bool:
    return bool(classes(element) & (ARTICLE_NUMBER | ARTICLE_TITLE | ANNEX_TITLE | {"eli-title"}))


def _outer(element: Element) -> list[Block]:
    kinds = classes(element)
    if kinds & SILENT or element.tag in {"hr", "col", "colgroup"}:
        return []
    if element.tag == "table":
        return _rows(element) if "table" in kinds else _items(element)
    if "enumeration-spacing" in kinds:
        marker, *rest = children(element)
        return [item(line(marker), [block for each in rest for block in _outer(each)])]
    if any(is_outer(each) for each in element.iterdescendants(etree.Element)):
        return flow(element, _outer)
    if any(kind.startswith("ti-grseq") for kind in kinds):
        return [Block(Shape.HEADING, line(element))]
    return [text_block(raw(element))]


def _items(table: Element) -> list[Block]:
    """A list: the last cell of a row holds the words, the filled one before it the marker."""
    found: list[Block] = []
    for row in (each for each in table.iter("tr") if next(each.iterancestors("table")) is table):
        cells = list(children(row))
        markers = [said for cell in cells[:-1] if (said := line(cell))]
        inside = flow(cells[-1], _outer) if cells else []
        found += [item(markers[0], inside)] if markers else inside
    return found


def _rows(table: Element) -> list[Block]:
    return rows(table, lambda cell: words(flow(cell, _outer)), _is_header)


def _is_header(row: Element) -> bool:
    return any("tbl-hdr" in classes(each) for each in row.iter("p"))
