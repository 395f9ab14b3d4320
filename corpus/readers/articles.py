"""The parts of an article: itself, its paragraphs or subparagraphs, and the points in them."""

from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.readers.blocks import Block, Shape, item_names, nested, own_words, points, unquoted, words
from corpus.readers.numbers import PARAGRAPH, number, untwinned
from corpus.readers.part import Part


def article_parts(eid: str, headings: tuple[str, ...], blocks: Sequence[Block]) -> Iterator[Part]:
    """The article whole, then what can be cited inside it. Nothing where it has been repealed."""
    top = _paragraphs(blocks)
    whole = words(top)
    if not whole:
        return
    yield Part(eid, headings, whole)
    numbered = [block for block in top if _is_paragraph(block)]
    if not numbered:
        yield from _points(eid, headings, _subparagraphs(top), cited=True)
    for count, paragraph in _counted(top, numbered):
        base = f"{eid}__para_{count}"
        yield Part(base, headings, own_words(paragraph))
        opening = Block(Shape.TEXT, paragraph.text)
        yield from _points(base, headings, _subparagraphs([opening, *paragraph.inside]), cited=False)


def _counted(top: Sequence[Block], numbered: Sequence[Block]) -> Iterator[tuple[str, Block]]:
    """The paragraphs with their numbers; some consolidated articles have lost the "1." of the first one."""
    counts = untwinned([number(block.marker) for block in numbered])
    if counts and counts[0] == "2" and (first := list(top[: top.index(numbered[0])])):
        yield "1", Block(Shape.NUMBERED, "", "1.", first)
    yield from zip(counts, numbered, strict=True)


def _is_paragraph(block: Block) -> bool:
    return block.shape is Shape.NUMBERED and bool(PARAGRAPH.fullmatch(block.marker))


def _paragraphs(blocks: Sequence[Block]) -> list[Block]:
    """What follows a numbered paragraph belongs to it, until the next one."""
    top: list[Block] = []
    current: Block | None = None
    for block in blocks:
        if _is_paragraph(block):
            current = Block(block.shape, block.text, block.marker, list(block.inside))
            top.append(current)
        elif current:
            current.inside.append(block)
        else:
            top.append(block)
    if current is None:
        return nested(top)
    for block in top:
        block.inside = nested(block.inside)
    return top


def _subparagraphs(blocks: Sequence[Block]) -> list[list[Block]]:
    """Each text with the points that follow it."""
    groups: list[list[Block]] = []
    for block in unquoted(blocks):
        if groups and block.shape is not Shape.TEXT:
            groups[-1].append(block)
        else:
            groups.append([block])
    return groups


def _points(base: str, headings: tuple[str, ...], groups: list[list[Block]], *, cited: bool) -> Iterator[Part]:
    """The points of all subparagraphs. `cited`: the subparagraphs too, where there is more than one.

    A letter that comes back in a later subparagraph is cited with that subparagraph: para_6__subpara_2__point_a.
    """
    seen: Counter[str] = Counter()
    for place, group in enumerate(groups, start=1):
        eid = f"{base}__subpara_{place}"
        names = Counter(filter(None, item_names(group)))
        again = bool(names & seen)
        seen |= names
        if again or (cited and len(groups) > 1):
            yield Part(eid, headings, words(group))
        yield from points(eid if again else base, headings, group)
