"""The files of a mirror folder as our readers cut them, and whether both languages of an act give the same ids."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.comparing.yardstick import REFERENCES
from corpus.readers import READERS, Part, read


@dataclass(frozen=True, slots=True)
class Ours:
    """A part, and the recital, article, annex or page that it lies in."""

    top: str
    part: Part

    @property
    def name(self) -> str:
        """Its id; on a page that of the page first."""
        return self.part.eid if self.part.eid.startswith(self.top) else f"{self.top} {self.part.eid}"


@dataclass(frozen=True, slots=True)
class Numbering:
    """The ids that an act has in one of its languages only; none in both means: identical."""

    identifier: str
    only_nl: tuple[str, ...]
    only_en: tuple[str, ...]


def mirror_files(mirror: Path) -> list[Path]:
    """What can be read: files in the folder and in alternates/ (other forms of the same acts), and sets of pages."""
    found = (*mirror.iterdir(), *mirror.glob("alternates/*"))
    return sorted(each for each in found if each.suffix[1:] in READERS or (each.is_dir() and each.name in REFERENCES))


def names(file: Path) -> tuple[str, str]:
    """The identifier and the language in a file's name; a set of pages does not say its language, and is Dutch."""
    identifier, _, rest = file.name.partition(".")
    return identifier, rest.partition(".")[0] or "nl"


def read_file(file: Path) -> list[Ours]:
    """The parts of a file or of a set of pages. Raises CorpusError where it cannot be read."""
    if not file.is_dir():
        parts = read(file.name, file.read_bytes(), names(file)[1])
        return [Ours(part.eid.partition("__")[0], part) for part in parts]
    pages = (page for page in sorted(file.rglob("*.md")) if "/." not in str(page.relative_to(file.parent)))
    return [
        Ours(page.relative_to(file).as_posix().removeprefix("docs/"), part)
        for page in pages
        for part in read(page.name, page.read_bytes(), "nl")
    ]


def numberings(mirror: Path) -> Iterator[Numbering]:
    """For every act that the mirror has in Dutch and in English: the ids that only one of them has."""
    acts: dict[str, dict[str, Path]] = defaultdict(dict)
    for file in mirror_files(mirror):
        if file.is_file() and file.parent == mirror:
            identifier, language = names(file)
            acts[identifier].setdefault(language, file)
    for identifier, files in acts.items():
        if {"nl", "en"} <= files.keys():
            dutch, english = (dict.fromkeys(each.part.eid for each in read_file(files[name])) for name in ("nl", "en"))
            only_nl = tuple(eid for eid in dutch if eid not in english)
            yield Numbering(identifier, only_nl, tuple(eid for eid in english if eid not in dutch))
