"""The lines of pages in reading order, without what only belongs to the paper.

Running headers, footers and page numbers are left out, two columns are read after each other, footnotes are marked.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.readers.numbers import MARKER
from corpus.readers.page_lines import APART, ENDED, Line, Page, merged, segments

SMALL = 0.95  # of the usual size: what is smaller may be a footnote
EDGE = 0.13  # of the height of a page: where running headers and footers stand


def columns(pages: Sequence[Page], rows: Sequence[list[Line]]) -> Iterator[list[Line]]:
    """The lines of each column in reading order, page after page; with the rows of the tables of each page."""
    found = [segments(page.words, place) for place, page in enumerate(pages)]
    letters = Counter[float]()
    for line in (line for lines in found for line in lines):
        letters[line.size] += sum(len(word.text) for word in line.words)
    usual = max(letters, key=lambda size: letters[size], default=0.0)
    unfinished = 0.0  # the size of a footnote that goes on
    for lines, page, own in zip(_without_running(found, pages, usual), pages, rows, strict=True):
        for column in filter(None, _columns([*lines, *own], page.width)):
            unfinished = _mark_notes(column, usual, unfinished)
            edge = max(line.right for line in column)
            for line in column:
                line.edge = edge
            yield column


def _without_running(found: list[list[Line]], pages: Sequence[Page], usual: float) -> Iterator[list[Line]]:
    """Without what comes back at the top or the bottom of pages, and without what stands right beside that."""
    seen: dict[tuple[str, int], list[int]] = defaultdict(list)
    for lines, page in zip(found, pages, strict=True):
        for shape in {each for line in lines if _is_at_edge(line, page) for each in _shapes(line)}:
            seen[shape].append(lines[0].page)
    often = 3 if len(pages) > 3 else 2
    comes_back = {shape for shape, places in seen.items() if _longest(places) >= often}
    for lines, page in zip(found, pages, strict=True):
        running = [line.base for line in lines if _is_at_edge(line, page) and _shapes(line) & comes_back]
        top = max((base for base in running if base < page.height / 2), default=-1.0)
        bottom = min((base for base in running if base > page.height / 2), default=page.height + 100)
        yield [line for line in lines if top < line.base - usual / 4 and line.base < bottom - APART * usual]


def _longest(places: list[int]) -> int:
    """On how many pages in a row; left and right ones may differ. A heading that comes back is on pages far apart."""
    longest = count = 1
    for before, place in pairwise(places):
        count = count + 1 if place - before <= 2 else 1
        longest = max(longest, count)
    return longest


def _is_at_edge(line: Line, page: Page) -> bool:
    return not EDGE < line.base / page.height < 1 - EDGE


def _shapes(line: Line) -> set[tuple[str, int]]:
    """What it says; also with a number that may be the page's, told from the first page: "nr. 3" again, "3" no more."""
    said = " ".join(line.pieces)
    if MARKER.fullmatch(said):
        return set()
    numbers = list(re.finditer(r"\d{1,5}", said))
    return {(said, 0)} | {
        (f"{said[: each.start()]}#{said[each.end() :]}", int(each[0]) - line.page)
        for each in (numbers[:1] + numbers[-1:])
    }


def _columns(lines: list[Line], width: float) -> Iterator[list[Line]]:
    """The whole page, or what stands left and right of the white between its columns."""
    lines = sorted(lines, key=lambda each: each.base)
    gutter = _gutter([line for line in lines if not line.cells], width)
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        if line.left < gutter < line.right and right:
            yield from _beside(left, right)
            left, right = [], []
        (left if line.left < gutter else right).append(line)
    yield from _beside(left, right)


def _beside(left: list[Line], right: list[Line]) -> Iterator[list[Line]]:
    """Two columns, the second one with how far it stands from the first."""
    shift = min(line.left for line in right) - min(line.left for line in left) if left and right else 0
    yield merged(left)
    for line in (second := merged(right)):
        line.shift = shift
    yield second


def _gutter(lines: list[Line], width: float) -> float:
    """Where the second column begins, or the width of the page."""
    begins = Counter(round(line.left) for line in lines if 0.35 < line.left / width < 0.65)
    for start, often in begins.most_common(1):
        place = start - 2
        before = [line for line in lines if line.right < place]
        after = [line for line in lines if line.left > place]
        across = len(lines) - len(before) - len(after)
        least = min(len(before), len(after))
        wordy = all(
            sum(len(word.text) for line in side for word in line.words) > 15 * len(side) for side in (before, after)
        )
        alike = least and min(_height(before), _height(after)) > max(_height(before), _height(after)) / 2
        if often > 4 and least > 5 and alike and wordy and across < least / 2:
            return place
    return width


def _height(lines: list[Line]) -> float:
    return lines[-1].base - lines[0].base


def _mark_notes(column: list[Line], usual: float, unfinished: float) -> float:
    """The footnotes of a column, with the rest of an unfinished one. Gives the size of what is unfinished after it.

    Small ones may stand below a table; as large as the text they are at the end.
    """
    within, small = False, False
    for line in column:
        if not line.cells and line.begins_note:
            within, small = True, line.size < SMALL * usual
        elif line.cells or (small and line.size >= SMALL * usual):
            within = False
        line.is_note = within
    for line in reversed(column) if unfinished < SMALL * usual else ():
        if line.cells or (not line.is_note and line.size != unfinished):
            break
        line.is_note = True
    last = column[-1]
    return last.size if last.is_note and not ENDED.search("".join(last.pieces)) else 0.0
