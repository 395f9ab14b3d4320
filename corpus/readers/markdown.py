"""Markdown pages: their sections, as plain text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.errors import CorpusError
from corpus.readers.part import Part
from corpus.readers.sections import section_parts

FRONT_MATTER = re.compile(r"\A\s*---\n(.*?)\n---\s*\n", re.DOTALL)
TITLE = re.compile(r"^title:\s*[\"']?(.*?)[\"']?\s*$", re.MULTILINE)
HEADING = re.compile(r"(#{1,6})\s")
MOST_BYTES = 8 * 2**20
LONGEST = 20_000  # characters of a row
MOST_MARKS = 200  # stars and underscores in a row; one that has more is a rule or a gap to fill in
FENCE = re.compile(r"\s*(```|~~~)")
LIST_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+")
TARGET = r"\((?:[^()]|\([^()]*\))*\)"
PLAIN = (
    (re.compile(rf"!\[[^\[\]]*\]{TARGET}"), ""),
    (re.compile(rf"\[((?:[^\[\]]|\[[^\[\]]*\])*)\](?:{TARGET}|\[[^\]]*\])"), r"\1"),
    (re.compile(r"\[\^[^\[\]]+\]:?"), ""),
    (re.compile(r"<(https?://[^<>]+)>"), r"\1"),
    (re.compile(r"<br\s*/?>"), " "),
    (re.compile(r"</?[a-zA-Z][^<>]*>"), ""),
    (re.compile(r"\{[^{}]*\}"), ""),
    (re.compile(r"`+([^`]*)`+"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|-])"), r"\1"),
)
EMPHASIS = (
    (re.compile(r"(\*\*\*|\*\*|___|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])([*_])(?=\S)(.+?)(?<=\S)\1(?![\w*])"), r"\2"),
)


@dataclass(slots=True)
class Section:
    """What stands between two headings."""

    headings: tuple[str, ...]
    rows: list[str] = field(default_factory=list)


def read_markdown(content: bytes, language: str) -> tuple[Part, ...]:  # noqa: ARG001  no language has its own Markdown
    """The sections of a page that say something: none where it only shows lists that are made elsewhere.

    Raises CorpusError for what nobody wrote by hand: patterns are tried at every place of a row.
    """
    if len(content) > MOST_BYTES:
        raise CorpusError(f"the page is larger than {MOST_BYTES >> 20} MB")
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise CorpusError("the page ends in the middle or is not UTF-8") from error
    if not text.strip():
        raise CorpusError("the page is empty")
    if max(map(len, text.split("\n"))) > LONGEST:
        raise CorpusError(f"a row of the page is longer than {LONGEST} characters")
    return tuple(_parts(text))


def _parts(text: str) -> Iterator[Part]:
    front = FRONT_MATTER.match(text)
    title = TITLE.search(front[1]) if front else None
    rows = _without_comments(text[front.end() :] if front else text).split("\n")
    levels = _levels(rows) or _stand_alone(rows)
    page = (plain(title[1]),) if title and 1 not in levels.values() else ()
    yield from section_parts(((each.headings, _words(each.rows)) for each in _sections(rows, levels)), page)


def _without_comments(text: str) -> str:
    """One that does not end is no comment. By hand, because a pattern would look for its end from every beginning."""
    kept, place = "", 0
    while (begin := text.find("<!--", place)) >= 0 and (end := text.find("-->", begin)) >= 0:
        kept, place = kept + text[place:begin], end + 3
    return kept + text[place:]


def _levels(rows: list[str]) -> dict[int, int]:
    """The places of the lines that are headings, with how deep they are."""
    levels, fenced = {}, False
    for place, row in enumerate(rows):
        fenced ^= bool(FENCE.match(row))
        if not fenced and (found := HEADING.match(row)):
            levels[place] = len(found[1])
    return levels


def _stand_alone(rows: list[str]) -> dict[int, int]:
    """In a page without marked headings: short lines on their own, without a full stop, above a paragraph."""

    def is_short(row: str) -> bool:
        return 0 < len(row) <= 80 and not LIST_ITEM.match(row) and not re.search(r"[.;:,!?)]$", row)

    filled = [(place, row.strip()) for place, row in enumerate(rows) if row.strip()]
    return {
        place: 1
        for (place, row), (following, below) in pairwise(filled)
        if is_short(row)
        and following > place + 1
        and (place == 0 or not rows[place - 1].strip())
        and not is_short(below)
        and not LIST_ITEM.match(below)
    }


def _sections(rows: list[str], levels: dict[int, int]) -> Iterator[Section]:
    current, path = Section(()), dict[int, str]()
    for place, row in enumerate(rows):
        if place not in levels:
            current.rows.append(row)
            continue
        yield current
        path = {level: title for level, title in path.items() if level < levels[place]}
        path[levels[place]] = plain(row.lstrip("# ").rstrip("# "))
        current = Section(tuple(path.values()))
    yield current


def _words(rows: list[str]) -> str:
    """The rows of a section as plain text: a paragraph or a list item a line."""
    lines: list[str] = []
    open_line = False
    for row in rows:
        said = _row(row)
        alone = row.lstrip().startswith(("|", "!!!", "???")) or bool(FENCE.match(row))
        if said and open_line and not alone and not LIST_ITEM.match(row):
            lines[-1] += f" {said}"
        elif said:
            lines.append(said)
        open_line = bool(said) and not alone
    return "\n".join(lines)


def _row(row: str) -> str:
    """One row as plain words; a row of a table as its cells."""
    row = row.strip().lstrip("> ")
    if FENCE.match(row) or row.startswith("--8<--") or re.fullmatch(r"[|:\-\s=*_]*", row):
        return ""
    if note := re.match(r"(?:!!!|\?\?\?\+?) {0,9}[\w-]*(?: {1,9}\"(.*)\")?", row):
        return plain(note[1] or "")
    if row.startswith("|"):
        return " | ".join(plain(cell) for cell in row.strip("|").split("|"))
    return plain(re.sub(r"^[*+-]\s+", "- ", row))


def plain(words: str) -> str:
    """Words without links, emphasis, code marks and HTML."""
    few = words.count("*") + words.count("_") <= MOST_MARKS
    for pattern, instead in (*PLAIN[:-2], *(EMPHASIS if few else ()), *PLAIN[-2:]):
        words = pattern.sub(instead, words)
    return " ".join(words.split())
