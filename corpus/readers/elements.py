"""XML whose element names say what they are: how it is opened without danger, and elements to lines and blocks."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from corpus.errors import CorpusError
from corpus.readers.blocks import Block, Shape, tidy

Element = etree._Element  # noqa: SLF001  lxml has no public name for it
Builder = Callable[[Element], list[Block]]
"""What an element holds, as blocks."""


def parse_xml(content: bytes) -> Element:
    """The root. Raises CorpusError where it is not whole, or not without danger."""
    try:
        return open_xml(content)
    except etree.XMLSyntaxError as error:
        raise CorpusError("it is not whole XML") from error


def open_xml(content: bytes) -> Element:
    """The root; nothing outside the file is looked up. Raises XMLSyntaxError where it is not XML.

    Raises CorpusError where it defines entities of its own: a few of them can fill the memory.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    root = etree.fromstring(content.removeprefix(b"\xef\xbb\xbf").lstrip(), parser)
    definitions: Any = root.getroottree().docinfo.internalDTD
    if definitions is not None and next(definitions.iterentities(), None) is not None:
        raise CorpusError("it defines entities of its own, which no publisher does")
    return root


def children(element: Element) -> Iterator[Element]:
    """The elements in it, without processing instructions."""
    return element.iterchildren(etree.Element)


def named(element: Element, *names: str) -> Iterator[Element]:
    """Its children with one of those names."""
    return element.iterchildren(*names)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the element names of a schema mean; a name that stands in none of the three is part of the line."""

    builders: Mapping[str, Builder]  # for elements that begin a line of their own
    written: Mapping[str, Callable[[Element], str]]  # for elements in a line that stand for other words
    silent: frozenset[str]  # footnotes, and what is said elsewhere

    def line(self, element: Element | None) -> str:
        """All its text as one tidy line; "" where there is no such element."""
        return tidy(self.said(element)) if element is not None else ""

    def said(self, element: Element) -> str:
        """All its text, with the spaces as they stand."""
        said = [element.text or ""]
        for child in element:
            said += [self._said_in(child), child.tail or ""]
        return "".join(said)

    def _said_in(self, child: Element) -> str:
        if not isinstance(child.tag, str) or child.tag in self.silent:
            return ""
        if child.tag in self.written:
            return self.written[child.tag](child)
        said = self.said(child)
        return f" {said} " if child.tag in self.builders else said

    def flow(self, element: Element, *besides: str) -> list[Block]:
        """The blocks in it, in their order; the text between them is a line of its own. `besides`: names to leave out.

        What lies in an element that we do not know is never lost: it counts for where it stands.
        """
        blocks: list[Block] = []
        run = element.text or ""
        for child in element:
            if not isinstance(child.tag, str) or child.tag in self.silent or child.tag in besides:
                pass
            elif child.tag in self.builders or self._holds_lines(child):
                blocks += [Block(Shape.TEXT, tidy(run)), *self.builders.get(child.tag, self.flow)(child)]
                run = ""
            else:
                run += self._said_in(child)
            run += child.tail or ""
        blocks.append(Block(Shape.TEXT, tidy(run)))
        return [block for block in blocks if block.text or block.inside or block.marker]

    def _holds_lines(self, element: Element) -> bool:
        return any(each.tag in self.builders for each in element.iterdescendants(etree.Element))


def power(element: Element) -> str:
    """A small raised number: "10" and then this -> "^25"."""
    said = "".join(map(str, element.itertext())).strip()
    return f"^{said}" if said.isdigit() else said


def grouped(said: str) -> str:
    """A number as print has it: "35000000" -> "35 000 000"."""
    return f"{int(said):,}".replace(",", " ") if said.isdigit() else said
