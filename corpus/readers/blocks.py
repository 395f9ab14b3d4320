"""A text as a tree of blocks, the same for every markup, and what both articles and annexes do with it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from corpus.readers.numbers import leading, number, slug, style, untwinned
from corpus.readers.part import Part

OPENING = ("‘", "“", "„", "«", '"')
CLOSING = "’”»\"'"
ENDS_QUOTE = re.compile(rf"[{CLOSING}][;.,]*$")


class Shape(Enum):
    """What a block is in its markup."""

    TEXT = auto()
    CONTINUED = auto()  # text that is set in, under the item before it
    NUMBERED = auto()  # a line with a number in front: what belongs under it may follow beside it
    POINT = auto()  # an item of a list, with everything in it
    HEADING = auto()
    ROW = auto()  # of a table
    QUOTED = auto()  # a text for another act, in a markup that says so


@dataclass(slots=True)
class Block:
    """One line of text and the blocks inside it."""

    shape: Shape
    text: str
    marker: str = ""  # as printed: "a)", "(ii)", "—"
    inside: list["Block"] = field(default_factory=list)

    @property
    def listed(self) -> bool:
        """Whether it is an item with a marker."""
        return self.shape in {Shape.POINT, Shape.NUMBERED}


def item(marker: str, inside: list[Block], shape: Shape = Shape.POINT) -> Block:
    """A list item: its first line is its text, the rest lies inside it."""
    if inside and inside[0].shape is Shape.TEXT:
        return Block(shape, inside[0].text, marker, inside[1:])
    return Block(shape, "", marker, inside)


def tidy(text: str) -> str:
    """Text with single spaces and without amendment arrows and the brackets of a footnote mark."""
    text = re.sub(r"[►▼]\s*[A-Z]+\d*\s*|◄|\u00ad", " ", text)
    text = re.sub(r"\s*\(\s*\)", "", " ".join(text.split()))
    return "" if re.fullmatch(r"[—_ ]{2,}", text) else re.sub(r" +([,;.)])(?=\s|$)", r"\1", text)


def lines(blocks: Iterable[Block]) -> Iterator[str]:
    """Every block on its own line, with its marker."""
    for block in blocks:
        line = f"{block.marker} {block.text}".strip()
        if line:
            yield line
        yield from lines(block.inside)


def words(blocks: Iterable[Block]) -> str:
    """The lines as one text; punctuation that stands alone goes to the line before it."""
    kept: list[str] = []
    for line in lines(blocks):
        if kept and re.fullmatch(rf"[;.,{CLOSING}]+", line):
            kept[-1] += line
        else:
            kept.append(line)
    return "\n".join(kept)


def own_words(block: Block) -> str:
    """What a block says, without its own marker: its id says that."""
    return words([Block(Shape.TEXT, block.text), *block.inside])


def nested(blocks: Sequence[Block]) -> list[Block]:
    """Puts items that stand beside each other in the markup under the item they belong to: "16)", then "a)", "b)"."""
    top: list[Block] = []
    open_items: list[tuple[str, Block]] = []
    for place, block in enumerate(blocks):
        block.inside = nested(block.inside)
        if not block.listed:
            above = [each for _, each in open_items if each.shape is Shape.NUMBERED]
            continued = block.shape is Shape.CONTINUED and above
            (above[0].inside if continued else top).append(block)
            if not continued:
                open_items.clear()
            continue
        after = number(blocks[place + 1].marker) if place + 1 < len(blocks) else ""
        kind = style(block.marker, {name: number(item.marker) for name, item in open_items}, after)
        names = [name for name, _ in open_items]
        if kind in names:
            del open_items[names.index(kind) :]
        (open_items[-1][1].inside if open_items else top).append(block)
        open_items.append((kind, block))
    return top


def unquoted(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks that the text says itself, without the text that it quotes to put it into another act."""
    quoting = False
    for block in blocks:
        if block.shape is Shape.QUOTED:
            continue
        said = words([block])
        begins = said.startswith(OPENING) and (block.marker or leading(said[1:])[0] or not _closed_early(said))
        if quoting or begins:
            quoting = not ENDS_QUOTE.search(said)
        else:
            yield block


def _closed_early(said: str) -> bool:
    """“Risico”: the kans … is a quoted word, not a quoted text."""
    return bool(re.search(f"[{CLOSING}]", said[1:])) and not ENDS_QUOTE.search(said)


def points(base: str, headings: tuple[str, ...], blocks: Iterable[Block]) -> Iterator[Part]:
    """Every item with a number or a defined term, at every depth."""
    own = list(unquoted(blocks))
    for name, block in zip(item_names(own), own, strict=True):
        if name:
            eid = item_eid(base, name)
            yield Part(eid, headings, own_words(block))
            yield from points(eid, headings, block.inside)


def item_eid(base: str, name: str) -> str:
    """A decimal number says itself what it lies in: annex_VII__point_3.1, not annex_VII__point_3__point_3.1."""
    above, _, last = base.rpartition("__point_")
    return f"{above}__{name}" if above and name.startswith(f"point_{last}.") else f"{base}__{name}"


def item_names(blocks: Sequence[Block]) -> list[str]:
    """How ids name items: "point_a", "def_incident" for "– incident: een gebeurtenis …", "" where they cannot."""
    counts = untwinned([number(block.marker) if block.listed else "" for block in blocks])
    return [f"point_{count}" if count else _term(block) for count, block in zip(counts, blocks, strict=True)]


def _term(block: Block) -> str:
    term, colon, _ = block.text.partition(": ")
    return f"def_{slug(term)}" if block.listed and colon and block.marker == "–" else ""


def row_blocks(rows: Iterable[tuple[Sequence[tuple[str, int]], bool]]) -> list[Block]:
    """The rows of a table: for each its cells, with how many rows further they hold too, and whether it is a header."""
    blocks: list[Block] = []
    spanning: dict[int, tuple[int, str]] = {}
    for cells, header in rows:
        said: list[str] = []
        for text, further in cells:
            _carry(said, spanning)
            said.append(text)
            spanning[len(said) - 1] = (further, text)
        _carry(said, spanning)
        alone = not blocks and sum(map(bool, said)) < min(2, len(said))
        blocks.append(Block(Shape.TEXT if header or alone else Shape.ROW, " | ".join(filter(None, said))))
    return [block for block in blocks if block.text]


def _carry(said: list[str], spanning: dict[int, tuple[int, str]]) -> None:
    while (left := spanning.get(len(said))) and left[0] > 0:
        spanning[len(said)] = (left[0] - 1, left[1])
        said.append(left[1])
