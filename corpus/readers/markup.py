"""What EUR-Lex's two kinds of markup have in common: elements to lines of text and blocks."""

import re
from collections.abc import Callable

from lxml import etree

from corpus.errors import CorpusError
from corpus.readers.blocks import Block, Shape, row_blocks, tidy
from corpus.readers.elements import Element, children, open_xml
from corpus.readers.numbers import MARKER

OUTER = frozenset(
    {"html", "body", "div", "p", "table", "tbody", "thead", "tr", "td", "th", "ul", "ol", "li", "hr", "colgroup", "col"}
)
SILENT = frozenset({"note", "footnote", "modref", "arrow", "signatory", "final"})
FOOTNOTE_MARK = re.compile(r"#(ntr|E\d)")
XHTML = "{http://www.w3.org/1999/xhtml}"
SET_OFF = re.compile(rf"\s*({MARKER.pattern})[\u00a0\u2003 ]{{2,}}(?=\S)", re.IGNORECASE)


def parse(content: bytes) -> Element:
    """The root, with plain tag names. XHTML is read as such: an HTML parser may misread its <span/>.

    Raises CorpusError where there is no markup in it.
    """
    try:
        root = open_xml(content)
    except etree.XMLSyntaxError:
        root = _parse_html(content.removeprefix(b"\xef\xbb\xbf").lstrip())
    for element in root.iter(f"{XHTML}*"):
        element.tag = element.tag.removeprefix(XHTML)
    return root


def _parse_html(content: bytes) -> Element:
    try:
        root = etree.fromstring(content, etree.HTMLParser(encoding="utf-8", no_network=True))
    except etree.XMLSyntaxError as error:
        raise CorpusError("it is not a web page") from error
    if root is None:
        raise CorpusError("it is not a web page")
    return root


def classes(element: Element) -> frozenset[str]:
    """Its class names, without the prefix that the Official Journal has given them since 2023."""
    return frozenset(name.removeprefix("oj-") for name in element.get("class", "").split())


def is_outer(element: Element) -> bool:
    """Whether it begins a new line."""
    return element.tag in OUTER


def raw(element: Element) -> str:
    """Its text without footnote marks; spaces as they stand."""
    said = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            said.append(_raw_child(child))
        said.append(child.tail or "")
    return "".join(said)


def _raw_child(child: Element) -> str:
    if child.tag in {"script", "style"} or classes(child) & SILENT or _is_footnote_mark(child):
        return ""
    if child.tag == "br":
        return " "
    said = raw(child)
    small = child.tag == "sup" or classes(child) & {"super", "superscript"}
    return f"^{said.strip()}" if small and said.strip().isdigit() else said


def _is_footnote_mark(element: Element) -> bool:
    if "note-tag" in classes(element):
        return True
    return element.tag == "a" and bool(
        FOOTNOTE_MARK.search(element.get("href", "")) or element.get("id", "").startswith("ntc")
    )


def line(element: Element) -> str:
    """Its text as one tidy line."""
    return tidy(raw(element))


def text_block(said: str) -> Block:
    """A line; with its number apart where wide spaces set that off ("1.   Words")."""
    found = SET_OFF.match(said)
    if found:
        return Block(Shape.NUMBERED, tidy(said[found.end() :]), tidy(found[1]))
    return Block(Shape.TEXT, tidy(said))


def flow(element: Element, outer: Callable[[Element], list[Block]]) -> list[Block]:
    """The blocks of an element: `outer` reads each child that begins a line; the text between is a line of its own."""
    blocks: list[Block] = []
    run = element.text or ""
    for child in element:
        if isinstance(child.tag, str) and is_outer(child):
            blocks += [text_block(run), *outer(child)]
            run = ""
        elif isinstance(child.tag, str):
            run += _raw_child(child)
        run += child.tail or ""
    blocks.append(text_block(run))
    return [block for block in blocks if block.text or block.inside or block.marker]


def rows(table: Element, cell: Callable[[Element], str], is_header: Callable[[Element], bool]) -> list[Block]:
    """The rows of a table as blocks."""
    return row_blocks(
        ([(cell(each), int(each.get("rowspan") or 1) - 1) for each in children(row)], is_header(row))
        for row in table.iter("tr")
        if next(row.iterancestors("table")) is table
    )
