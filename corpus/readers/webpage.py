"""Ordinary web pages: what stands between two headings. Not for EUR-Lex, whose markup says more."""

from collections.abc import Iterator

from corpus.errors import CorpusError
from corpus.readers.elements import Element
from corpus.readers.markup import parse
from corpus.readers.part import Part
from corpus.readers.sections import section_parts

HEADINGS = {f"h{level}": level for level in range(1, 7)}
AROUND = {
    "head",
    "script",
    "style",
    "nav",
    "header",
    "footer",
    "aside",
    "form",
    "noscript",
    "template",
    "svg",
    "button",
}
MOST_TAGS = 400_000
LINES = {"p", "li", "dt", "dd", "tr", "pre", "blockquote", "figcaption", "address", "td", "th"}


def read_webpage(content: bytes, language: str) -> tuple[Part, ...]:  # noqa: ARG001  a page has one markup in all
    """The sections of a page, without its menus and forms. Raises CorpusError where it is no page that people read."""
    if content.count(b"<") > MOST_TAGS:
        raise CorpusError(f"it has more than {MOST_TAGS} tags")
    return tuple(section_parts(_sections(parse(content))))


def _sections(root: Element) -> Iterator[tuple[tuple[str, ...], str]]:
    path: dict[int, str] = {}
    lines: list[str] = []
    for element, said in _lines(root):
        if level := HEADINGS.get(str(element.tag)):
            yield tuple(path.values()), "\n".join(lines)
            path = {above: title for above, title in path.items() if above < level} | {level: said}
            lines = []
        else:
            lines.append(f"- {said}" if element.tag == "li" else said)
    yield tuple(path.values()), "\n".join(lines)


def _lines(element: Element) -> Iterator[tuple[Element, str]]:
    """Every heading and every line of text, each word once: a line ends where another one begins in it."""
    if element.tag in AROUND or not isinstance(element.tag, str):
        return
    run = element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in AROUND and _breaks(child):
            if said := " ".join(run.split()):
                yield element, said
            yield from _lines(child)
            run = ""
        elif isinstance(child.tag, str) and child.tag not in AROUND:
            run += "".join(str(said) for said in child.itertext())
        run += child.tail or ""
    if said := " ".join(run.split()):
        yield element, said


def _breaks(element: Element) -> bool:
    """Whether it is a block, or holds one."""
    blocks = LINES | HEADINGS.keys() | {"div", "section", "article", "main", "ul", "ol", "table", "br", "body"}
    return element.tag in blocks or any(each.tag in blocks for each in element.iterdescendants())
