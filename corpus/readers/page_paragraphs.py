"""The lines of pages as paragraphs: joined over line ends, columns and pages, with the tables that are drawn."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise, takewhile

from corpus.readers.numbers import MARKER, leading
from corpus.readers.page_columns import columns
from corpus.readers.page_lines import ENDED, Line, Page
from corpus.readers.page_sections import Form, Paragraph
from corpus.readers.page_tables import table_rows

HYPHENS = "\ufffe-"
DOTS = re.compile(r"(?:\.\s?){4,}\s*(\d{1,4})$")  # of a table of contents, up to the number of the page
LOOSE = 1.25  # times the usual distance between lines: what is further down begins a paragraph


def paragraphs(pages: Sequence[Page]) -> list[Paragraph]:
    """What the pages say, in reading order, without running headers and tables of contents."""
    tables = [table_rows(page, place) for place, page in enumerate(pages)]
    without = [page._replace(words=words) for page, (_, words) in zip(pages, tables, strict=True)]
    lines = [line for column in columns(without, [rows for rows, _ in tables]) for line in column]
    known = {word.lower() for line in lines for piece in line.pieces for word in re.findall(r"\w[\w-]*", piece)}
    notes = _grouped((line for line in lines if line.is_note), lambda _, line: not line.begins_note)
    text = _without_contents([line for line in lines if not line.is_note])
    pitch = _pitch(text)
    body = _grouped(text, lambda above, line: _goes_on(above, line, pitch))
    return [
        *_without_repeats(_paragraph(group, known, Form.TEXT) for group in body),
        *(_paragraph(group, known, Form.NOTE) for group in notes),
    ]


def _without_repeats(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """A table says its heading once, not again on each page."""
    heading = ""
    for each in paragraphs:
        if each.form is Form.ROW and each.text == heading:
            continue
        heading = (heading or each.text) if each.form is Form.ROW else ""
        yield each


def _grouped(lines: Iterable[Line], goes_on: Callable[[list[Line], Line], bool]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for line in lines:
        if groups and goes_on(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _paragraph(lines: list[Line], known: set[str], form: Form) -> Paragraph:
    first = lines[0]
    if first.cells:
        text, form = " | ".join(filter(None, (joined(cell, known) for cell in first.cells))), Form.ROW
    elif _is_row(first):
        text, form = " | ".join(first.pieces), Form.ROW
    else:
        text = joined((" ".join(line.pieces) for line in lines), known)
    words = [word for line in lines for word in line.words]
    bold, italic = all(word.bold for word in words), all(word.italic for word in words)
    return Paragraph(text, form, first.size, bold, italic, first.left - first.shift)


def joined(lines: Iterable[str], known: set[str]) -> str:
    """The lines as one; a word that was parted at the end of one is whole again, unless its hyphen is its own."""
    said = ""
    for line in filter(None, lines):
        if not said or said[-1] not in HYPHENS or said[-2:-1].isspace():
            said = f"{said} {line}".lstrip()
            continue
        before, after = re.findall(r"[\w-]*$", said[:-1])[0], re.findall(r"^\w*", line)[0]
        parted = f"{before}-{after}".lower() in known and (before + after).lower() not in known
        if after in {"en", "of", "and", "or"}:
            said = f"{said[:-1]}- {line}"
        elif parted or not before[-1:].islower() or not after[:1].islower():
            said = f"{said[:-1]}-{line}"
        else:
            said = said[:-1] + line
    return said.replace("\ufffe", "-")


def _pitch(lines: Iterable[Line]) -> float:
    """The usual distance between lines of one paragraph, in sizes of the letters: the least of those that are common."""
    distances = Counter(
        round((line.base - above.base) / line.size, 1)
        for above, line in pairwise(lines)
        if above.size == line.size and line.size < line.base - above.base < 3 * line.size
    )
    often = max(distances.values(), default=0)
    return min((distance for distance, count in distances.items() if count > often / 4), default=1.2)


def _goes_on(above: list[Line], line: Line, pitch: float) -> bool:
    """Whether a line belongs to the paragraph of the lines above it."""
    last = above[-1]
    beside = line.page == last.page and line.base > last.base  # otherwise on the next page, or in the next column
    far = beside and line.base - last.base > LOOSE * pitch * line.size
    if any(each.cells or _is_row(each) for each in (last, line)) or far or abs(line.size - last.size) > last.size / 20:
        return False
    said, before = " ".join(line.pieces), " ".join(last.pieces)
    parted, ended = before[-1:] in HYPHENS, bool(ENDED.search(before))
    full = parted or last.right + _first_word(line) > last.edge - line.size  # the next word did not fit
    full |= not ended and last.right > last.edge - (last.edge - last.left) / 4
    if leading(said)[0] and (MARKER.fullmatch(line.pieces[0]) or ended or not full or not beside):
        return False
    look, marked = _look(above) == _look([line]), any(_look(above))
    if not look and (marked or not full or ended):
        return parted
    if not beside:
        return said[:1].islower() or parted or not ended
    moved = abs(line.left - last.left) > line.size * (0.5 if len(above) > 1 else 3)  # the second line may be set in
    return (look and marked) or ((full or (said[:1].islower() and not ended)) and not (moved and ended))


def _first_word(line: Line) -> float:
    """How wide it is."""
    rest = takewhile(lambda word: word.glued, line.words[1:])
    return max(word.right for word in (line.words[0], *rest)) - line.left


def _look(lines: list[Line]) -> tuple[bool, bool]:
    words = [word for line in lines for word in line.words]
    return all(word.bold for word in words), all(word.italic for word in words)


def _is_row(line: Line) -> bool:
    """Whether it is set in so many pieces that it is a row of a table without drawn lines."""
    return len(line.pieces) - bool(line.pieces and leading(f"{line.pieces[0]} x")[0]) > 2


def _without_contents(lines: list[Line]) -> list[Line]:
    """Without the entries of a table of contents: lines that end in the number of a page, ever higher."""
    pages = [_entry(line) for line in lines]
    runs: list[list[int]] = []
    for place, page in enumerate(pages):
        if page < 0:
            continue
        if runs and place - runs[-1][-1] < 5 and page >= pages[runs[-1][-1]]:
            runs[-1].append(place)
        else:
            runs.append([place])
    entries = {place for run in runs if len(run) > 3 for place in range(run[0], run[-1] + 1)}
    return [line for place, line in enumerate(lines) if place not in entries]


def _entry(line: Line) -> int:
    """The page that an entry of a table of contents ends in, or -1."""
    if line.cells or not line.pieces:
        return -1
    last = line.pieces[-1]
    found = DOTS.search(" ".join(line.pieces)) or (re.fullmatch(r"(\d{1,4})", last) if len(line.pieces) > 1 else None)
    return int(found[1]) if found else -1
