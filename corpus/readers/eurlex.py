"""EUR-Lex pages, of the Official Journal and consolidated: finds the recitals, articles and annexes in them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from types import ModuleType

from corpus.errors import CorpusError
from corpus.readers import consolidated, original
from corpus.readers.annexes import annex_parts
from corpus.readers.articles import article_parts
from corpus.readers.blocks import Block, own_words
from corpus.readers.elements import Element, children
from corpus.readers.markup import classes, line, parse
from corpus.readers.numbers import LATIN, number
from corpus.readers.part import Part

DEPTHS = {"part": 0, "deel": 0, "title": 1, "titel": 1, "chapter": 2, "hoofdstuk": 2, "section": 3, "afdeling": 3}
ARTICLE = re.compile(rf"(?:article|artikel)\s+(\d+[a-z]{{0,2}}(?:\s+{LATIN})?)\b", re.IGNORECASE)
CLOSING = re.compile(r"(Deze verordening is verbindend|This Regulation shall be binding) in |(Gedaan te|Done at) \S+, ")


@dataclass(frozen=True, slots=True)
class Found:
    """An element that holds a recital, article or annex, and the titles of the divisions that it stands in."""

    kind: str
    id: str
    element: Element
    headings: tuple[str, ...]


def read_eurlex(content: bytes, language: str) -> tuple[Part, ...]:  # noqa: ARG001  both languages have one markup
    """The parts of an act, in the order of the text."""
    tail = content[-400:].lower()
    if b"</html>" not in tail and b"</body>" not in tail:
        raise CorpusError("the page ends in the middle")
    root = parse(content)
    markup = consolidated if _has_class(root, consolidated.ARTICLE_NUMBER) else original
    found = list(_find(root, markup))
    if not any(each.kind == "art" for each in found):
        raise CorpusError("no article is found in it")
    parts: dict[str, Part] = {}
    for each in found:
        for part in READ[each.kind](each, markup):
            parts.setdefault(part.eid, part)
    return tuple(parts.values())


def _has_class(root: Element, names: frozenset[str]) -> bool:
    return any(classes(element) & names for element in root.iter("p"))


def _find(root: Element, markup: ModuleType) -> Iterator[Found]:
    """Walks through the page and remembers the titles of the divisions; does not look inside what it finds."""
    divisions: dict[int, str] = {}
    waiting = [root]
    while waiting:
        element = waiting.pop()
        name = re.fullmatch(r"(rct|art|anx)_\s*([^.]+)", element.get("id", ""))
        if name:
            yield Found(name[1], name[2], element, tuple(divisions[depth] for depth in sorted(divisions)))
            continue
        kinds = classes(element)
        if kinds & markup.DIVISION:
            text = line(element)
            depth = DEPTHS.get(text.partition(" ")[0].lower(), 4)
            divisions = {level: title for level, title in divisions.items() if level < depth} | {depth: text}
        elif kinds & markup.DIVISION_TITLE and divisions:
            divisions[max(divisions)] += f" {line(element)}"
        else:
            waiting += reversed(list(children(element)))


def _recital(found: Found, markup: ModuleType) -> Iterator[Part]:
    blocks: list[Block] = markup.blocks(found.element)
    whole = Block(blocks[0].shape, blocks[0].text, inside=[*blocks[0].inside, *blocks[1:]]) if blocks else None
    if whole:
        yield Part(f"rec_{found.id}", (), own_words(whole))


def _article(found: Found, markup: ModuleType) -> Iterator[Part]:
    printed = ARTICLE.match(_title(found.element, markup.ARTICLE_NUMBER))
    eid = f"art_{number(' '.join(printed[1].split())) if printed else found.id.lower()}"
    title = _title(found.element, markup.ARTICLE_TITLE)
    blocks = takewhile(lambda block: not CLOSING.match(block.text), markup.blocks(found.element))
    yield from article_parts(eid, (*found.headings, title) if title else found.headings, list(blocks))


def _annex(found: Found, markup: ModuleType) -> Iterator[Part]:
    title = _title(found.element, markup.ANNEX_TITLE)
    yield from annex_parts(f"annex_{found.id}", title, markup.blocks(found.element))


def _title(element: Element, names: frozenset[str]) -> str:
    """The title of the element itself: not one that lies in a text that it quotes."""
    near = [each for child in children(element) for each in (child, *children(child))]
    return " ".join(line(each) for each in near if classes(each) & names)


READ: dict[str, Callable[[Found, ModuleType], Iterator[Part]]] = {"rct": _recital, "art": _article, "anx": _annex}
