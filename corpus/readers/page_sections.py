"""The paragraphs of a paper as citable parts: its sections, found by the numbers and the look of their headings."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from corpus.readers.numbers import leading, slug
from corpus.readers.part import Part


class Form(Enum):
    """What a paragraph is."""

    TEXT = auto()
    ROW = auto()  # of a table: "cell | cell"
    NOTE = auto()  # at the foot of a page


@dataclass(slots=True)
class Paragraph:
    """A paragraph, a list item, a row or a footnote, and how it looks."""

    text: str
    form: Form = Form.TEXT
    size: float = 0
    bold: bool = False
    italic: bool = False
    left: float = 0  # where it begins, in points
    level: int = 0  # of a heading whose style says so, 1 the highest


@dataclass(slots=True)
class Section:
    """What stands under a heading; the sections that lie in it are said in it too."""

    name: str
    headings: tuple[str, ...]
    words: list[str] = field(default_factory=list)
    inside: list["Section"] = field(default_factory=list)


NUMBERED = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)\.?\s+(?=[A-ZÀ-Ý‘“(])")
ARTICLES = re.compile(r"(?:de )?artikel(?:en)? (?=\d)|articles? (?=\d)", re.IGNORECASE)
CONTENTS = re.compile(r"inhoud(?:sopgave)?|(?:table of )?contents", re.IGNORECASE)
LONGEST = 200  # characters of a heading
INSIDE = 50  # the level of headings that lie in a section and have no number of their own


def parts(paragraphs: Sequence[Paragraph], language: str) -> tuple[Part, ...]:
    """The parts of a document, in the order of the text; the footnotes of a paper come last, as one part."""
    text = [each for each in paragraphs if each.form is not Form.NOTE and not CONTENTS.fullmatch(each.text)]
    notes = [each.text for each in paragraphs if each.form is Form.NOTE]
    sections = list(_sections(text))
    if notes:
        sections.append(Section("sec_notes", ("Voetnoten" if language == "nl" else "Footnotes",), notes))
    return tuple(_parts("", sections))


def _parts(within: str, sections: Sequence[Section]) -> Iterator[Part]:
    taken = Counter[str]()
    for section in sections:
        taken[section.name] += 1
        count = taken[section.name]
        eid = f"{within}{section.name}" if count == 1 else f"{within}{section.name}_{count}"
        if section.words:
            yield Part(eid, section.headings, "\n".join(section.words))
            yield from _parts(f"{eid}__", section.inside)


def _name(title: str, level: int) -> str:
    """sec_2.1.3 for "2.1.3 Zorgplicht", sec_artikel-21 for "Artikel 21 (zorgplicht)", otherwise its words.

    A number that counts inside another section is no name by itself.
    """
    found = NUMBERED.match(title)
    if found and level < INSIDE:
        return f"sec_{found[1]}"
    if ARTICLES.match(title):
        title = re.sub(r"^de | \(.*", "", title, flags=re.IGNORECASE)
    return f"sec_{slug(title) or 'section'}"


def _sections(paragraphs: Sequence[Paragraph]) -> Iterator[Section]:
    """Each text with the titles it lies under; a heading over nothing is a line of the text before it."""
    levels = _levels(paragraphs)
    path: dict[int, str] = {}
    section = Section("sec_intro", ())
    inner: Section | None = None
    for place, (paragraph, level) in enumerate(zip(paragraphs, levels, strict=True)):
        following = next(iter(levels[place + 1 : place + 2]), -INSIDE)
        if level is None or (following is not None and following <= level):
            for each in filter(None, (section, inner)):
                each.words.append(paragraph.text)
            continue
        path = {above: title for above, title in path.items() if above < level} | {level: paragraph.text}
        found = Section(_name(paragraph.text, level), tuple(path.values()))
        if level >= INSIDE:
            section.words.append(paragraph.text)
            section.inside.append(found)
            inner = found
        else:
            yield section
            section, inner = found, None
    yield section


def _levels(paragraphs: Sequence[Paragraph]) -> list[int | None]:
    """How deep each heading lies, None for a text. Numbers say it; without one a heading's look does."""
    letters = Counter[float]()
    for each in paragraphs:
        letters[each.size] += len(each.text)
    usual = max(letters, key=lambda size: letters[size], default=0.0)
    styled = any(each.level for each in paragraphs)
    headings = [each if each.level or (not styled and _is_heading(each, usual)) else None for each in paragraphs]
    chapters = Counter(_strength(each) for each in headings if each and _depth(each) == 1 and not each.level)
    main = chapters.most_common(1)[0][0] if chapters else (0.0,)
    first = next((place for place, each in enumerate(headings) if each and _strength(each) == main), 0)
    strengths = sorted({_strength(each) for each in headings[first:] if each})  # a title page looks like no section
    return _counted(headings, [_level(each, main, strengths) if each else None for each in headings])


def _counted(headings: Sequence[Paragraph | None], levels: list[int | None]) -> list[int | None]:
    """Chapters that count from one again under a title without a number lie in it."""
    chapter, within = 0, False
    for place, heading in enumerate(headings):
        if heading is None or heading.level or levels[place] != 1:
            continue
        found = NUMBERED.match(heading.text)
        if found and within and int(found[1]) <= chapter:
            levels[place] = INSIDE
        else:
            chapter, within = int(found[1]) if found else chapter, not found
    return levels


def _level(heading: Paragraph, main: tuple[float, ...], strengths: list[tuple[float, ...]]) -> int | None:
    """Its depth; `main` is how numbered chapters look, `strengths` how headings look at all, the weakest first."""
    depth, strength = _depth(heading), _strength(heading)
    if heading.level:
        return heading.level
    if depth > 1 or (depth and strength == main):
        return depth
    if strength not in strengths:
        return None
    if strength == main:
        return 1
    rank = len(strengths) - strengths.index(strength)
    return rank - len(strengths) if strength > main else INSIDE + rank


def _is_heading(paragraph: Paragraph, usual: float) -> bool:
    text = paragraph.text
    short = len(text) <= LONGEST and not re.search(r"[.,;:]$", text) and re.search(r"[^\W\d_]", text)
    if paragraph.form is not Form.TEXT or not short or leading(text)[0] in {*"—–•·-"}:
        return False
    marked = paragraph.bold or paragraph.italic or paragraph.size > 1.08 * usual or (text.isupper() and len(text) > 5)
    return marked or _depth(paragraph) > 1


def _depth(paragraph: Paragraph) -> int:
    """How many numbers it begins with: 3 for "2.1.3 Zorgplicht"."""
    found = NUMBERED.match(paragraph.text)
    return found[1].count(".") + 1 if found else 0


def _strength(paragraph: Paragraph) -> tuple[float, ...]:
    return paragraph.size, paragraph.bold, paragraph.text.isupper(), paragraph.italic
