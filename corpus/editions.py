"""A dated version of a source: the days on which it is in force, and from when its parts must be followed."""

import re
from dataclasses import dataclass
from datetime import date

_SPAN = re.compile(r"art_(\d+)([a-z]*)-(\d+)([a-z]*)")
_ARTICLE = re.compile(r"art_(\d+)([a-z]*)")


@dataclass(frozen=True, slots=True)
class Application:
    """From when some parts of a text must be followed, as its final provisions say (article 113 of the AI Act).

    `parts` are eids, each with all that lies inside it, or runs of articles: "art_6-27" is 6 up to and including 27.
    """

    start: date
    parts: tuple[str, ...]
    by: str = ""  # the eid of the final provision that says so

    def covers(self, eid: str) -> bool:
        """Whether the part, or something that it lies in, is named."""
        return any(_covers(part, eid) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Edition:
    """One dated version of a source, in force from `valid_from` until the day before `valid_until`.

    In force and to be followed are two things: the AI Act has been in force since 1 August 2024, and most of its
    chapter on high-risk systems must be followed from 2 December 2027.
    """

    id: str  # the date of the version: "2026-07-27"
    identifiers: tuple[str, ...]  # CELEX, BWB or Kamerstuk number; the file names in a mirror start with it
    languages: tuple[str, ...]
    valid_from: date | None
    valid_until: date | None = None
    applies_from: date | None = None  # in general; None: since it is in force
    applies_by: str = ""  # the eid of the final provision that says so
    applications: tuple[Application, ...] = ()  # the exceptions to it; the last one that covers a part holds
    left_out: tuple[str, ...] = ()  # parts that the files we know of give wrongly: better no text than a wrong one

    def in_force(self, day: date) -> bool:
        """Whether this is the version that holds on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day < self.valid_until
        )

    def days(self) -> frozenset[date]:
        """Every day that this edition begins to hold or to apply on."""
        named = (date.fromisoformat(self.id), self.valid_from, self.applies_from)
        return frozenset(day for day in (*named, *(each.start for each in self.applications)) if day)

    def leaves_out(self, eid: str) -> bool:
        """Whether the words of that part, as the files give them, are known not to be those of this edition."""
        return any(_covers(part, eid) for part in self.left_out)

    def application(self, eid: str) -> date | None:
        """The day from which that part must be followed, where the text names one; None: since it is in force."""
        named = [each.start for each in self.applications if each.covers(eid)]
        return named[-1] if named else self.applies_from

    def applied_by(self, eid: str) -> str:
        """The eid of the provision that names that day; empty where none does."""
        named = [each.by for each in self.applications if each.covers(eid)]
        return named[-1] if named else self.applies_by


def _covers(part: str, eid: str) -> bool:
    if eid == part or eid.startswith(f"{part}__"):
        return True
    span, article = _SPAN.fullmatch(part), _ARTICLE.match(eid)
    if not span or not article:
        return False
    first, place, last = (int(span[1]), span[2]), (int(article[1]), article[2]), (int(span[3]), span[4] or "z")
    return first <= place <= last
