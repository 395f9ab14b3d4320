"""Formex 4, the XML of the Publications Office: an act, an annex in a file of its own, a consolidated act.

Schema: https://op.europa.eu/en/web/eu-vocabularies/formex. Consolidated acts keep what was deleted, between two
processing instructions (CLG.MDFO … CLG.MDFC).
"""

import re
from collections.abc import Iterator

from lxml import etree

from corpus.errors import CorpusError
from corpus.readers.annexes import annex_parts
from corpus.readers.articles import article_parts
from corpus.readers.blocks import Block, Shape, item, own_words, row_blocks, words
from corpus.readers.elements import Element, Vocabulary, children, grouped, named, power
from corpus.readers.numbers import number
from corpus.readers.part import Part

ROOTS = frozenset({"ACT", "CONS.ACT", "ANNEX", "CONS.ANNEX"})
ANNEX = re.compile(r"(?:ANNEX|BIJLAGE)\s+([IVXLC]+[A-Za-z]?|\d+)\b", re.IGNORECASE)
DELETED = re.compile(r'<\?CLG\.MDFO.*? ID="(\w+)".* ACTION="DELETED"')


def read_formex(root: Element) -> tuple[Part, ...]:
    """The parts of an act or of an annex. Raises CorpusError where it holds neither."""
    _without_deleted(root)
    parts: dict[str, Part] = {}
    for part in (*_recitals(root), *_articles(root, ()), *_annexes(root)):
        parts.setdefault(part.eid, part)
    if not parts:
        raise CorpusError("no article and no annex is found in it")
    return tuple(parts.values())


def _without_deleted(root: Element) -> None:
    for opening in list(root.iter(etree.ProcessingInstruction)):
        change, above = DELETED.match(str(opening)), opening.getparent()
        if change is None or above is None:
            continue
        opening.tail = None
        for following in list(opening.itersiblings()):
            if f'IDREF="{change[1]}"' in str(following):
                break
            above.remove(following)


def _recitals(root: Element) -> Iterator[Part]:
    for recital in root.iter("CONSID"):
        printed = FORMEX.line(next(recital.iter("NO.P"), None))
        yield Part(f"rec_{number(printed)}", (), "\n".join(map(own_words, FORMEX.flow(recital))))


def _articles(element: Element, divisions: tuple[str, ...]) -> Iterator[Part]:
    """Walks through the divisions and remembers their titles; does not look inside an article."""
    for child in children(element):
        if child.tag == "DIVISION":
            yield from _articles(child, (*divisions, _title(child)))
        elif child.tag == "ARTICLE":
            title = FORMEX.line(child.find("STI.ART"))
            eid = f"art_{number(FORMEX.line(child.find('TI.ART')).partition(' ')[2])}"
            yield from article_parts(eid, (*divisions, title) if title else divisions, FORMEX.flow(child))
        elif child.tag not in {"PREAMBLE", "CONS.ANNEX", "ANNEX"}:
            yield from _articles(child, divisions)


def _annexes(root: Element) -> Iterator[Part]:
    for annex in root.iter("ANNEX", "CONS.ANNEX"):
        title = _title(annex)
        printed = ANNEX.match(title)
        for contents in named(annex, "CONTENTS"):
            yield from annex_parts(f"annex_{printed[1] if printed else 1}", title, FORMEX.flow(contents))


def _title(element: Element) -> str:
    """The number of a division and its title: "CHAPTER I" and "GENERAL PROVISIONS"."""
    title = element.find("TITLE")
    return " ".join(filter(None, (FORMEX.line(each) for each in children(title)))) if title is not None else ""


def _text(element: Element) -> list[Block]:
    return FORMEX.flow(element)


def _paragraph(element: Element) -> list[Block]:
    return [item(FORMEX.line(element.find("NO.PARAG")), FORMEX.flow(element, "NO.PARAG"), Shape.NUMBERED)]


def _numbered(element: Element) -> list[Block]:
    """A numbered text; outside a list (in an annex) what follows may belong to it."""
    shape = Shape.POINT if next(element.iterancestors()).tag == "ITEM" else Shape.NUMBERED
    return [item(FORMEX.line(element.find("NO.P")), FORMEX.flow(element, "NO.P"), shape)]


def _item(element: Element) -> list[Block]:
    """A list of dashes does not print them in its items."""
    inside = FORMEX.flow(element)
    return inside if element.find("NP") is not None or not inside else [item("—", inside)]


def _heading(element: Element) -> list[Block]:
    return [Block(Shape.HEADING, said) for each in children(element) if (said := FORMEX.line(each))]


def _quoted(element: Element) -> list[Block]:
    return [Block(Shape.QUOTED, "", inside=FORMEX.flow(element))]


def _table(element: Element) -> list[Block]:
    return row_blocks(
        (
            [(words(FORMEX.flow(cell)), int(cell.get("ROWSPAN") or 1) - 1) for cell in named(row, "CELL")],
            row.get("TYPE") == "HEADER",
        )
        for row in element.iter("ROW")
    )


FORMEX: Vocabulary = Vocabulary(
    builders={
        **dict.fromkeys(("P", "ALINEA", "TXT", "LIST", "GR.SEQ", "CONTENTS"), _text),
        "PARAG": _paragraph,
        "NP": _numbered,
        "ITEM": _item,
        "TITLE": _heading,
        "QUOT.S": _quoted,
        "TBL": _table,
    },
    written={
        "QUOT.START": lambda element: chr(int(element.get("CODE", "2018"), 16)),
        "QUOT.END": lambda element: chr(int(element.get("CODE", "2019"), 16)),
        "HT": lambda element: power(element) if element.get("TYPE") == "SUP" else FORMEX.said(element),
        "FT": lambda element: grouped(FORMEX.said(element)),
    },
    silent=frozenset({"NOTE", "GR.NOTES", "TI.ART", "STI.ART"}),
)
