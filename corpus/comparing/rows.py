"""Holds what the readers make of a mirror folder against a reference: another parser's cut of the same texts.

Words are compared without white space, quotation marks and the bars between cells; numbers as the ids that we give.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from corpus.comparing.mirrored import Ours, mirror_files, names, read_file
from corpus.comparing.yardstick import REFERENCES, Unit, read_units
from corpus.errors import CorpusError
from corpus.readers import Part
from corpus.readers.numbers import leading

SILENT = str.maketrans("", "", "'‘’“”„\"«»|_")
WORD = re.compile(r"[^\W\d_]{2,}")
LONG = 40  # letters: a line that long does not come back by chance


@dataclass(frozen=True, slots=True)
class Row:
    """How one file came out. The ids say which parts to look at."""

    file: str  # in the mirror
    parts: int  # ours
    units: int  # of the reference
    equal: int  # the same words under the same id
    elsewhere: int  # the same words, under another id or inside the article or annex
    differing: tuple[str, ...]
    only_ours: tuple[str, ...]  # with a line that the reference does not have there
    only_theirs: tuple[str, ...]
    words_ours: int
    words_theirs: int
    orphans: tuple[str, ...]  # a heading without a text
    doubled: tuple[str, ...]  # long lines that we give more often than the reference


def compare(mirror: Path, reference: Path) -> Iterator[Row]:
    """One row a file that the reference knows, in the order of their names; lines of JSON are their own reference.

    Raises CorpusError where one of the folders is missing or a file cannot be read.
    """
    if missing := [folder for folder in (mirror, reference) if not folder.is_dir()]:
        raise CorpusError(f"There is no folder {missing[0]}; give the folders of a mirror and of its reference.")
    for file in mirror_files(mirror):
        identifier, language = names(file)
        other = file if file.suffix == ".jsonl" else reference / f"{REFERENCES.get(identifier)}.{language}.jsonl"
        if other.is_file():
            yield _row(file.relative_to(mirror).as_posix(), read_file(file), read_units(other))


def table(rows: Iterable[Row]) -> str:
    """The rows for people, with counts for ids."""
    columns = [field.name for field in fields(Row)]
    lines = [[name.replace("_", " ") for name in columns]]
    for row in rows:
        values = [getattr(row, name) for name in columns]
        lines.append([str(len(value) if isinstance(value, tuple) else value) for value in values])
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    padded = ([line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])] for line in lines)
    return "\n".join("  ".join(line) for line in padded)


def normal(words: str) -> str:
    """Words without what two parsers may well write differently."""
    return "".join(words.split()).translate(SILENT).replace("()", "").lower()


def _row(file: str, ours: Sequence[Ours], units: Sequence[Unit]) -> Row:
    found = Counter[str]()
    ids: dict[str, list[str]] = defaultdict(list)
    said = _Said(ours)
    for unit in units:
        ending = said.ending(unit)
        found[ending] += 1
        ids[ending].append(unit.eid or f"{unit.top} {unit.words[:LONG]}".strip())
    tops = [each for each in ours if "__" not in each.part.eid]
    own = [unit for unit in units if not unit.repeated]
    theirs: dict[str, str] = defaultdict(str)
    for unit in own:
        theirs[unit.top] += normal(unit.words)
    return Row(
        file=file,
        parts=len(ours),
        units=len(units),
        equal=found["equal"],
        elsewhere=found["elsewhere"],
        differing=tuple(ids["differing"]),
        only_ours=tuple(_only_ours(ours, theirs)),
        only_theirs=tuple(ids["only theirs"]),
        words_ours=sum(len(WORD.findall(each.part.words)) for each in tops),
        words_theirs=sum(len(WORD.findall(unit.words)) for unit in own if said.running(unit)),
        orphans=tuple(each.name for each in ours if _is_orphan(each.part)),
        doubled=tuple(_doubled(tops, theirs)),
    )


class _Said:
    """What we say, to look a unit of the reference up in."""

    def __init__(self, ours: Sequence[Ours]) -> None:
        self.words: dict[tuple[str, str], str] = {}
        self.parts: dict[str, set[str]] = defaultdict(set)
        self.headings: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        self.whole: dict[str, str] = defaultdict(str)
        for each in ours:
            said = self.words[each.top, each.part.eid] = normal(each.part.words)
            for top in (each.top, ""):  # "": a unit that does not say where it lies
                self.parts[top].add(said)
                self.headings[top].add(each.part.headings)
                self.whole[top] += said if "__" not in each.part.eid else ""

    def ending(self, unit: Unit) -> str:
        """How the unit came out: the name of a field of Row."""
        words, mine = normal(unit.words), None if unit.title else self.words.get((unit.top, unit.eid))
        a_part = words in self.parts[unit.top]
        if mine == words or (a_part and not unit.eid) or (unit.title and self._heads(unit.top, words)):
            return "equal"
        if a_part or (mine is None and words in self.whole[unit.top]):
            return "elsewhere"
        return "only theirs" if mine is None else "differing"

    def _heads(self, top: str, words: str) -> bool:
        return any(words in normal(heading) for headings in self.headings[top] for heading in headings)

    def running(self, unit: Unit) -> bool:
        """Whether we have it in a text too: the title of an annex is only a heading, that of its section stands in it."""
        words = normal(unit.words)
        return not unit.title or not any(words in normal(headings[0]) for headings in self.headings[unit.top])


def _only_ours(ours: Sequence[Ours], theirs: Mapping[str, str]) -> Iterator[str]:
    """The smallest parts with a line that the reference does not have in the same place."""
    holding = {
        (each.top, above) for each in ours for above in (each.part.eid.rpartition(mark)[0] for mark in ("__", "."))
    }
    for each in ours:
        there = theirs.get(each.top) or theirs[""]
        if (each.top, each.part.eid) not in holding and any(line not in there for line in _lines(each.part)):
            yield each.name


def _doubled(tops: Sequence[Ours], theirs: Mapping[str, str]) -> Iterator[str]:
    for each in tops:
        for line, count in Counter(_lines(each.part)).items():
            if count > max(1, theirs.get(each.top, "").count(line)) and len(line) >= LONG:
                yield f"{each.part.eid}: {line}"


def _lines(part: Part) -> Iterator[str]:
    """Its lines without their markers, in normal form."""
    return (normal(leading(line)[1]) for line in part.words.split("\n"))


def _is_orphan(part: Part) -> bool:
    return bool(part.headings) and normal(part.words) == normal(part.headings[-1])
