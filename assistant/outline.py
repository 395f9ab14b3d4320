"""The order of a document: its articles, annexes and recitals, and within each of them its parts.

Places in a file are the order of the official text; what it does not place (what only the digests hold, what was struck)
stands beside the sibling whose number is next to its own.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.evidence import on
from corpus.labels import is_national, label
from corpus.references import ROMAN
from corpus.types import LANGUAGES, Bilingual, Provision, Source
from indexing.search import Index

_GROUPS = ("art", "measure", "sec", "page", "topic", "annex", "rec")  # as a reader goes through a document
_NUMBERED = ("art", "measure", "annex", "rec")


@dataclass(frozen=True, slots=True)
class Place:
    """An article, annex, recital, measure or page that can be opened; `chapter` is what it lies in, outermost first."""

    id: str  # "ai-act/art_26"
    label: Bilingual
    title: Bilingual  # the official heading of its own, where we have it
    chapter: Bilingual
    provisions: int  # of it and in it

    @property
    def eid(self) -> str:
        """Without the source."""
        return self.id.partition("/")[2]


@dataclass(frozen=True, slots=True)
class Contents:
    """A source in its order, in the edition with that id."""

    source: Source
    edition: str
    places: tuple[Place, ...]


def contents(index: Index, source: str, day: date) -> Contents | None:
    """The contents of a source as they hold on that day; None where we hold nothing of it."""
    held = index.by_source.get(source)
    if not held:
        return None
    editions = held[0].source.editions
    holding = [each for each in editions if each.in_force(day)]
    coming = [each for each in editions if each.valid_from and each.valid_from > day]
    shown = (holding[-1:] or coming[:1] or list(editions[-1:]))[0]
    return Contents(held[0].source, shown.id, outline(index, source, day))


def root(eid: str) -> str:
    """The part that is opened as a whole: the article of a paragraph, the page of a section."""
    return eid.partition("__")[0]


def outline(index: Index, source: str, day: date) -> tuple[Place, ...]:
    """What the source holds on that day, in the order in which it is read; what ended before it is left out."""
    inside: dict[str, list[Provision]] = {}
    for identity in dict.fromkeys(each.id for each in index.by_source.get(source, ())):
        if provision := on(index.editions[identity], day):
            inside.setdefault(root(provision.eid), []).append(provision)
    ordered = sorted(inside.items(), key=lambda item: _order(item[0], item[1]))
    return tuple(place(eid, parts) for eid, parts in ordered)


def place(eid: str, parts: Sequence[Provision]) -> Place:
    """The article with that eid, described from itself and what lies in it."""
    own = next((each for each in parts if each.eid == eid), None)
    titled = own or parts[0]
    headings = {language: getattr(titled.headings, language).split(" › ") for language in LANGUAGES}
    named = {language: _name(eid, own, parts, language) for language in LANGUAGES}
    has_text = bool(own and own.texts)
    title = {each: headings[each][-1] if has_text else "" for each in LANGUAGES}
    chapter = {each: " › ".join(headings[each][:-1]) if has_text else "" for each in LANGUAGES}
    return Place(f"{titled.source.id}/{eid}", Bilingual(**named), Bilingual(**title), Bilingual(**chapter), len(parts))


def _name(eid: str, own: Provision | None, parts: Sequence[Provision], language: str) -> str:
    """What it is called. Where it has no digest, the digests of its parts may still name what they lie in."""
    if eid.startswith("page_"):  # its sections begin with the title of the page
        titles = (getattr(each.headings, language).split(" › ")[0] for each in parts)
        return next(filter(None, titles), parts[0].label.inside(language))
    plain: str = getattr(label(eid, european=not is_national(parts[0].source.kind)), language)
    if own and own.label.inside(language) != plain:
        return own.label.inside(language)
    names = (name for each in parts for name in getattr(each.headings, language).split(" › "))
    return next((name for name in names if name.startswith(f"{plain} (")), plain)


def in_order(parts: Iterable[Provision]) -> tuple[Provision, ...]:
    """The parts of one article as they follow each other: each behind what it lies in."""
    held = {each.eid: each for each in parts}
    usual, _ = Counter(each.edition.id for each in held.values()).most_common(1)[0]
    placed = {eid for eid, each in held.items() if each.texts and each.edition.id == usual}
    below: dict[str, list[Provision]] = {}
    for each in sorted(held.values(), key=lambda each: (each.eid not in placed, each.position)):
        siblings = below.setdefault(next((eid for eid in each.parents() if eid in held), ""), [])
        siblings.insert(len(siblings) if each.eid in placed else _by_number(siblings, each), each)

    def down(eid: str) -> Iterator[Provision]:
        for each in below.get(eid, ()):
            yield each
            yield from down(each.eid)

    return tuple(down(""))


def _by_number(siblings: Sequence[Provision], new: Provision) -> int:
    """Where a part belongs that the official text of this edition does not place: beside the numbers next to its own."""
    alike = [(place, each) for place, each in enumerate(siblings) if _kind(each) == _kind(new)]
    if lower := [place for place, each in alike if _number(each.eid) < _number(new.eid)]:
        return lower[-1] + 1
    return alike[0][0] if alike else len(siblings)


def _kind(part: Provision) -> str:
    return part.eid.rpartition("__")[2].partition("_")[0]


def _order(eid: str, parts: Sequence[Provision]) -> tuple[int, tuple[tuple[int, str], ...], int]:
    kind = eid.partition("_")[0]
    group = _GROUPS.index(kind) if kind in _GROUPS else len(_GROUPS)
    return group, _number(eid) if kind in _NUMBERED else (), min(each.position for each in parts)


def _number(eid: str) -> tuple[tuple[int, str], ...]:
    """ "art_10" comes behind "art_2", "art_4a" behind "art_4", "annex_IX" behind "annex_V"."""
    value = eid.rpartition("__")[2].partition("_")[2]
    if eid.startswith("annex_") and value in ROMAN:
        return ((ROMAN.index(value), ""),)
    pieces = re.findall(r"(\d+)|([^\d.]+)", value)
    return tuple((int(digits) if digits else 0, letters) for digits, letters in pieces)
