"""The tables on pages: with drawn lines between their columns, or only above and below them."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from corpus.readers.page_lines import Line, Page, Rule, Word, merged, segments

NEAR = 3.0  # points: closer than that is the same place
SHORT = 12.0  # points: a line that is shorter is part of a drawing
FIGURE = re.compile(r"[\d.,%€()\s–-]+")
Band = tuple[float, float]  # from one place to another


def table_rows(page: Page, place: int) -> tuple[list[Line], tuple[Word, ...]]:
    """The rows of all tables, and the words outside them."""
    across = [rule for rule in page.rules if rule.right - rule.left > max(rule.bottom - rule.top, SHORT)]
    rows: list[Line] = []
    words = page.words
    for held, found in (*_closed(page, across, place), *_open(page, across, place)):
        inside = set(held)
        words = tuple(word for word in words if word not in inside)
        rows += found
    return rows, words


def _closed(page: Page, across: list[Rule], place: int) -> Iterator[tuple[list[Word], list[Line]]]:
    """The words of each table with lines between its columns, and its rows."""
    down = [
        rule
        for rule in page.rules
        if rule.bottom - rule.top > max(rule.right - rule.left, NEAR)
        and any(each.left - NEAR < rule.left < each.right + NEAR for each in across)
    ]
    levels = _places([*(rule.top for rule in across), *(rule.top for rule in down)])
    # Where lines from top to bottom are drawn row by row, rows may have no line between them.
    open_levels = [level for level in levels if not any(abs(rule.top - level) < NEAR for rule in across)]
    across = [*across, *(Rule(0, level, page.width, level) for level in open_levels)]
    bands = [
        (top, bottom)
        for top, bottom in pairwise(levels)
        if any(rule.top < (top + bottom) / 2 < rule.bottom for rule in down)
    ]
    for group in _touching(bands):
        top, bottom = group[0][0], group[-1][1]
        own = [rule for rule in across if top - NEAR < rule.top < bottom + NEAR]
        sides = [rule.left for rule in down if rule.top < bottom - NEAR and rule.bottom > top + NEAR]
        drawn = [rule for rule in own if rule.right < page.width]
        edges = _places([*sides, *(rule.left for rule in drawn), *(rule.right for rule in drawn)])
        if len(edges) > 2:
            held = [word for word in page.words if top < word.base < bottom and edges[0] - NEAR < word.left < edges[-1]]
            yield held, list(_rows(held, group, own, edges, place))


def _open(page: Page, across: list[Rule], place: int) -> Iterator[tuple[list[Word], list[Line]]]:
    """The words of each table with three columns or more that only has lines above and below it, and its rows."""
    wide = [rule for rule in across if rule.right - rule.left > page.width / 3]
    for left in _places(rule.left for rule in wide):
        own = sorted({rule.top for rule in wide if abs(rule.left - left) < NEAR})
        right = max(rule.right for rule in wide if abs(rule.left - left) < NEAR)
        held = [
            word
            for word in page.words
            if own[0] < word.base < own[-1] and left - NEAR < word.left and word.right < right + NEAR
        ]
        pieces = segments(held, place)
        lines = _by_line(pieces)
        columns = _columns(piece for line in lines if len(line) > 2 for piece in line)
        if len(columns) > 2 and sum(len(line) > 2 for line in lines) > 2:
            yield held, list(_joined(lines, columns, place))


def _by_line(pieces: Iterable[Line]) -> list[list[Line]]:
    """Pieces that stand on one line together."""
    lines: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda each: (each.base, each.left)):
        if lines and piece.base - lines[-1][0].base < piece.size / 2:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return lines


def _columns(pieces: Iterable[Line]) -> list[Band]:
    """From where to where the columns reach: pieces above each other lie in one."""
    columns: list[Band] = []
    for piece in sorted(pieces, key=lambda each: each.left):
        if columns and piece.left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], piece.right))
        else:
            columns.append((piece.left, piece.right))
    return columns


def _joined(lines: list[list[Line]], columns: list[Band], place: int) -> Iterator[Line]:
    """Rows: one begins where every column is filled, or the first one and others with numbers; the rest goes on."""
    held: list[Line] = []
    cells: list[list[str]] = []
    for line in lines:
        filled = {_column(piece, columns): piece for piece in line}
        others = [" ".join(piece.pieces) for column, piece in filled.items() if column]
        begins = 0 in filled and others and (len(filled) == len(columns) or all(map(FIGURE.fullmatch, others)))
        if begins and held:
            yield _row(held, cells, place)
        if begins or not held:
            held, cells = [], [[] for _ in columns]
        held += line
        for column, piece in filled.items():
            cells[column] += piece.pieces
    if held:
        yield _row(held, cells, place)


def _column(piece: Line, columns: list[Band]) -> int:
    """The column that a piece lies in, or the nearest."""
    return min(range(len(columns)), key=lambda each: max(columns[each][0] - piece.right, piece.left - columns[each][1]))


def _row(held: list[Line], cells: list[list[str]], place: int) -> Line:
    row = Line([word for piece in held for word in piece.words], place, tuple(map(tuple, cells)))
    row.base = held[-1].base
    return row


def _touching(bands: list[Band]) -> list[list[Band]]:
    groups: list[list[Band]] = []
    for band in bands:
        if groups and groups[-1][-1][1] == band[0]:
            groups[-1].append(band)
        else:
            groups.append([band])
    return groups


def _places(values: Iterable[float]) -> list[float]:
    """The values in order, each once: one that lies near another is the same."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > NEAR:
            places.append(value)
    return places


def _rows(words: list[Word], bands: list[Band], across: list[Rule], edges: list[float], place: int) -> Iterator[Line]:
    """A row for each band; a cell that spans several bands is said in each of them."""
    for top, bottom in bands:
        cells, held = [], []
        for left, right in pairwise(edges):
            borders = [rule.top for rule in across if rule.left - NEAR < (left + right) / 2 < rule.right + NEAR]
            above = max((border for border in borders if border < top + NEAR), default=bands[0][0])
            below = min((border for border in borders if border > bottom - NEAR), default=bands[-1][1])
            cell = [word for word in words if left - NEAR < word.left < right - NEAR and above < word.base < below]
            said = merged(sorted(segments(cell, place), key=lambda line: line.base))
            cells.append(tuple(" ".join(line.pieces) for line in said))
            held += cell
        if held:
            row = Line(held, place, tuple(cells))
            row.base = bottom
            yield row
