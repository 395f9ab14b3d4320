"""The numbers that Word does not write down but counts: "2.1" above a paragraph of that list and level."""

import re
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"  # before the names of Word's elements
DASHES = "—–•·-"
ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
DEEPEST = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How a list counts on one level."""

    format: str  # "decimal", "lowerLetter" …
    text: str  # "%1.%2"
    start: int
    properties: Any  # of the paragraphs on it, None where it says none

    def count(self, number: int) -> str:
        """A number as this level prints it: 4 as "4", "d" or "iv"."""
        if self.format in {"lowerLetter", "upperLetter"}:
            said = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        elif self.format in {"lowerRoman", "upperRoman"}:
            said = _roman(number)
        else:
            said = str(number)
        return said.upper() if self.format.startswith("upper") else said


@dataclass(slots=True)
class Numbers:
    """The lists of a document, and how far each has counted."""

    lists: dict[str, tuple[str, dict[int, int]]] = field(default_factory=dict)  # what it counts on, its own starts
    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, numbering: Any) -> "Numbers":
        """The lists in the root of Word's numbering; None has none."""
        found = cls()
        for each in numbering.iterchildren(f"{W}abstractNum") if numbering is not None else ():
            found.levels[value(each, "abstractNumId")] = dict(map(_level, each.iterchildren(f"{W}lvl")))
        for each in numbering.iterchildren(f"{W}num") if numbering is not None else ():
            starts = {
                int(value(override, "ilvl")): int(value(start))
                for override in each.iterchildren(f"{W}lvlOverride")
                for start in override.iterchildren(f"{W}startOverride")
            }
            found.lists[value(each, "numId")] = (value(each.find(f"{W}abstractNumId")), starts)
        return found

    def level(self, number: str, depth: int) -> Level | None:
        """How the list of that number counts that deep."""
        return self.levels.get(self.lists.get(number, ("", {}))[0], {}).get(depth)

    def marker(self, number: str, depth: int) -> str:
        """Counts one further and gives what Word prints: "2.1", "b)", "•"; "" where it prints nothing."""
        level = self.level(number, depth)
        if level is None or level.format == "none":
            return ""
        if level.format == "bullet":
            return level.text if level.text and level.text in DASHES else "•"
        counted, starts = self.lists[number]
        counts = self.counts.setdefault(counted, {})
        start = starts.pop(depth, None)
        counts[depth] = counts.get(depth, level.start - 1) + 1 if start is None else start
        for deeper in range(depth + 1, DEEPEST):
            counts.pop(deeper, None)
        return re.sub(r"%(\d)", lambda found: self._count(number, int(found[1]) - 1), level.text)

    def _count(self, number: str, depth: int) -> str:
        level = self.level(number, depth)
        return level.count(self.counts[self.lists[number][0]].get(depth, level.start)) if level else ""


def value(element: Any, name: str = "val") -> str:
    """An attribute of an element; "" where there is no such element or attribute."""
    return str(element.get(f"{W}{name}") or "") if element is not None else ""


def _level(element: Any) -> tuple[int, Level]:
    said = {name: value(element.find(f"{W}{name}")) for name in ("numFmt", "lvlText", "start")}
    level = Level(said["numFmt"] or "decimal", said["lvlText"], int(said["start"] or 1), element.find(f"{W}pPr"))
    return int(value(element, "ilvl")), level


def _roman(number: int) -> str:
    said = ""
    for worth, letters in ROMAN:
        said += letters * (number // worth)
        number %= worth
    return said
