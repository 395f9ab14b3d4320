"""What the XML of wetten.overheid.nl and of the official publications have in common: articles, annexes, sections.

Element names: https://repository.officiele-overheidspublicaties.nl (BWB-toestand 2016-1) and OP-XSD 2014-05-15.
"""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from corpus.readers.annexes import annex_parts
from corpus.readers.articles import article_parts
from corpus.readers.blocks import Block, Shape, item, row_blocks, words
from corpus.readers.elements import Element, Vocabulary, children, named, power
from corpus.readers.part import Part
from corpus.readers.sections import section_parts

ARTICLES = frozenset({"artikel", "wijzig-artikel"})
DIVISIONS = frozenset(
    {"boek", "deel", "titeldeel", "hoofdstuk", "afdeling", "paragraaf", "subparagraaf", "sub-paragraaf"}
)
SECTIONS = frozenset({"divisie", "circulaire.divisie", "nota-toelichting", "bijlage"})
ELSEWHERE = frozenset({"aanhef", "bijlage", "nota-toelichting", "metadata"})  # no articles of the text itself
STYLES = ("vet", "vetcur", "halfvet", "cur", "rom", "ondlijn")  # of headings without a number, the highest first
NOT_IN_FORCE = frozenset({"vervallen", "nogniet"})


def in_force(root: Element) -> None:
    """Takes out what has been repealed or does not apply yet: that must never read as law."""
    for element in list(root.iter(etree.Element)):
        above = element.getparent()
        if element.get("status", "").lower() in NOT_IN_FORCE and above is not None:
            above.remove(element)


def articles(element: Element, divisions: tuple[str, ...] = ()) -> Iterator[Part]:
    """The parts of all articles under it, with the titles of the divisions that they stand in."""
    for child in children(element):
        if child.tag in ARTICLES:
            title = re.sub(r"^\((.*)\)$", r"\1", DUTCH.line(child.find("kop/titel")))
            headings = (*divisions, title) if title else divisions
            yield from article_parts(f"art_{_number(child)}", headings, DUTCH.flow(child, "kop"))
        elif child.tag in DIVISIONS:
            yield from articles(child, (*divisions, heading(child)))
        elif child.tag not in ELSEWHERE:
            yield from articles(child, divisions)


def _number(article: Element) -> str:
    """Its number: in <nr>, or (as in the Wet op de rechterlijke organisatie) in the label, "Artikel 11a"."""
    printed = DUTCH.line(article.find("kop/nr")) or DUTCH.line(article.find("kop/label")).partition(" ")[2]
    printed = printed.rstrip(". ").replace(" ", "")
    return printed if re.fullmatch("[IVXLC]+", printed) else printed.lower()


def annexes(root: Element) -> Iterator[Part]:
    """The parts of all annexes; one without a number is counted."""
    own = (each for each in root.iter("bijlage") if next(each.iterancestors("nota-toelichting"), None) is None)
    for place, annex in enumerate(own, start=1):
        name = DUTCH.line(annex.find("kop/nr")).rstrip(". ") or str(place)
        yield from annex_parts(f"annex_{'-'.join(name.split())}", heading(annex) or "Bijlage", DUTCH.flow(annex, "kop"))


def sections(elements: Iterable[Element], title: str = "") -> Iterator[Part]:
    """The parts of a text without articles: a paper for parliament, a circular, explanatory notes."""
    found: list[tuple[tuple[str, ...], list[Block]]] = [((), [])]
    path: dict[int, str] = {}
    for depth, block in _lines(elements, 1):
        if not depth:
            found[-1][1].append(block)
            continue
        path = {above: said for above, said in path.items() if above < depth} | {depth: block.text}
        found.append((tuple(path.values()), []))
    yield from section_parts(((headings, words(blocks)) for headings, blocks in found), (title,) if title else ())


def _lines(elements: Iterable[Element], level: int) -> Iterator[tuple[int, Block]]:
    """The blocks of a text in their order, each heading with how deep it is, 0 for all else."""
    for child in elements:
        if child.tag in SECTIONS:
            numbered = DUTCH.line(child.find("kop/nr")).strip(".").count(".") + 1  # 2.1 may stand beside 2
            depth = max(level, numbered)
            if said := heading(child):
                yield 10 * depth, Block(Shape.HEADING, said)
            yield from _lines(children(child), depth + 1)
        elif child.tag == "tussenkop":
            style = child.get("kopopmaak", "")
            rank = STYLES.index(style) if style in STYLES else len(STYLES)
            yield 10 * (level - 1) + 1 + rank, Block(Shape.HEADING, DUTCH.line(child))
        elif next(child.iter(*SECTIONS, "tussenkop"), None) is not None:
            yield from _lines(children(child), level)
        elif child.tag not in DUTCH.silent and child.tag != "kop":
            yield from ((0, block) for block in DUTCH.builders.get(child.tag, DUTCH.flow)(child))


def heading(element: Element) -> str:
    """What stands over it: "HOOFDSTUK 1 BEGRIPPEN", "§ 16.8 Overig"; the publisher's order of number and label stays."""
    printed = element.find("kop")
    lines = [DUTCH.line(each).rstrip(".") for each in children(printed)] if printed is not None else []
    return " ".join(filter(None, lines))


def _text(element: Element) -> list[Block]:
    return DUTCH.flow(element)


def _paragraph(element: Element) -> list[Block]:
    count = DUTCH.line(element.find("lidnr")).rstrip(". ")
    inside = DUTCH.flow(element, "lidnr")
    return [item(f"{count}.", inside, Shape.NUMBERED)] if count else inside


def _item(element: Element) -> list[Block]:
    marker = next((DUTCH.line(each) for each in named(element, "li.nr", "lidnr", "nr")), element.get("nr", ""))
    return [item(marker, DUTCH.flow(element, "li.nr", "lidnr", "nr"))]


def _definition(element: Element) -> list[Block]:
    """A term and what it means as one line: "– bel: wat klinkt"."""
    term = DUTCH.line(element.find("term")).rstrip(": ")
    inside = [block for each in named(element, "definitie") for block in DUTCH.flow(each)]
    block = item(DUTCH.line(element.find("li.nr")) or "–", inside)
    block.text = f"{term}: {block.text}".strip()
    return [block]


def _heading(element: Element) -> list[Block]:
    return [
        Block(Shape.HEADING, heading(next(element.iterancestors())) if element.tag == "kop" else DUTCH.line(element))
    ]


def _quoted(element: Element) -> list[Block]:
    return [Block(Shape.QUOTED, "", inside=DUTCH.flow(element))]


def _table(element: Element) -> list[Block]:
    title = [Block(Shape.TEXT, said) for each in named(element, "title") if (said := DUTCH.line(each))]
    cells = (
        (
            [(words(DUTCH.flow(cell)), int(cell.get("morerows") or 0)) for cell in named(row, "entry")],
            next(row.iterancestors()).tag == "thead",
        )
        for row in element.iter("row")
    )
    return [*title, *row_blocks(cells)]


DUTCH: Vocabulary = Vocabulary(
    builders={
        **dict.fromkeys(("al", "wat", "tekst", "lijst", "definitielijst", "divisie", "artikel"), _text),
        **dict.fromkeys(("li", "wijziging", "wijzig-lid"), _item),
        **dict.fromkeys(("kop", "tussenkop"), _heading),
        **dict.fromkeys(("artikeltekst", "wijzig-divisie"), _quoted),
        "lid": _paragraph,
        "definitie-item": _definition,
        "table": _table,
    },
    written={"sup": power, "redactie": lambda element: f"[Red: {DUTCH.said(element).strip()}]"},
    silent=frozenset({"noot", "meta-data", "metadata", "jcis", "redactionele-correcties", "bwb-wijzigingen"}),
)
