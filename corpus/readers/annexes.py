"""The parts of an annex: itself, its sections, points and the rows of its tables."""

import re
from collections.abc import Iterator, Sequence

from corpus.readers.blocks import Block, Shape, item_eid, nested, own_words, points, unquoted, words
from corpus.readers.numbers import leading, number
from corpus.readers.part import Part

NAMES = {
    "section": "sec",
    "afdeling": "sec",
    "part": "part",
    "deel": "part",
    "class": "class",
    "klasse": "class",
    "artikel": "art",  # a Dutch act may have articles in its annexes
}
SECTION = re.compile(rf"({'|'.join(NAMES)})\s+([A-Z]|\d+|[IVX]+)\b[.:]?\s*[—–-]?\s*(.*)", re.IGNORECASE)


def annex_parts(eid: str, title: str, blocks: Sequence[Block]) -> Iterator[Part]:
    """The annex whole, then what can be cited inside it, in the order of the text."""
    title, blocks = _titled(title, _with_whole_headings(blocks))
    tree = _under_headings(blocks)
    if not words(tree):
        return
    yield Part(eid, (title,), words(tree))
    yield from _inside(eid, eid, (title,), list(unquoted(tree)), [0])


def section_name(heading: str) -> str:
    """How an id names a section: "Afdeling A — Lijst" -> "sec_A"; "" for a heading that names none."""
    found = SECTION.match(heading)
    return f"{NAMES[found[1].lower()]}_{found[2].upper()}" if found else ""


def _titled(title: str, blocks: list[Block]) -> tuple[str, list[Block]]:
    """An annex that only has its number takes its first heading as its title."""
    bare = re.fullmatch(r"\S+(\s+[IVXLC\d]+[a-z]?)?", title)
    if bare and blocks and blocks[0].shape is Shape.HEADING and not _rank(blocks[0]):
        return f"{title} {blocks[0].text}", blocks[1:]
    return title, blocks


def _with_whole_headings(blocks: Sequence[Block]) -> list[Block]:
    """A heading "Section 1" and the line with its title become one heading; "1." above a text is its number."""
    merged: list[Block] = []
    for block in blocks:
        last = merged[-1] if merged else None
        untitled = last and last.shape is Shape.HEADING and (found := SECTION.match(last.text)) and not found[3]
        if last and untitled and block.shape is Shape.HEADING and not _rank(block):
            last.text = f"{last.text} {block.text}"
        elif last and last.shape is Shape.HEADING and number(last.text) and block.shape is Shape.TEXT:
            merged[-1] = Block(Shape.NUMBERED, block.text, last.text)
        else:
            merged.append(block)
    return merged


def _rank(heading: Block) -> int:
    """How deep a heading opens a part: sections 1, "1." 2, "1.1." 3, "a." 9; 0 opens none."""
    if section_name(heading.text):
        return 1
    count = number(leading(heading.text)[0])
    if not count:
        return 0
    return 2 + count.count(".") if count[0].isdigit() else 9


def _under_headings(blocks: Sequence[Block]) -> list[Block]:
    """What follows a heading goes under it, until the next heading that is as high."""
    root = Block(Shape.TEXT, "")
    chain = [(0, root)]
    for block in blocks:
        rank = _rank(block) if block.shape is Shape.HEADING else 0
        if rank:
            while chain[-1][0] >= rank:
                chain.pop()
        chain[-1][1].inside.append(block)
        if rank:
            chain.append((rank, block))
    return _nested_between(root.inside)


def _nested_between(blocks: list[Block]) -> list[Block]:
    for block in blocks:
        if block.shape is Shape.HEADING:
            block.inside = _nested_between(block.inside)
    return nested(blocks)


def _inside(
    annex: str, base: str, headings: tuple[str, ...], blocks: Sequence[Block], rows: list[int]
) -> Iterator[Part]:
    for block in blocks:
        if block.shape is Shape.HEADING and _rank(block):
            name = section_name(block.text) or f"point_{number(leading(block.text)[0])}"
            eid, under = item_eid(base, name), (*headings, block.text)
            yield Part(eid, under, words(block.inside) or block.text)
            yield from _inside(annex, eid, under, block.inside, rows)
        elif block.shape is Shape.ROW:
            rows[0] += 1
            yield Part(f"{annex}__row_{rows[0]}", headings, own_words(block))
        else:
            yield from points(base, headings, [block])
            yield from _inside(annex, base, headings, list(_rows(block)), rows)


def _rows(block: Block) -> Iterator[Block]:
    for each in block.inside:
        yield from [each] if each.shape is Shape.ROW else _rows(each)
