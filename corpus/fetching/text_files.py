"""The files of official texts in a folder: which ones the editions want, and the best that is there of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from pathlib import Path, PurePosixPath

from corpus.editions import Edition
from corpus.errors import CorpusError
from corpus.readers import Part, read, read_own
from corpus.types import Source, Standing

MARKED = {"derived.jsonl": Standing.DERIVED, "excerpt.jsonl": Standing.EXCERPT}
ENDINGS = ("html", "fmx.xml", "xml", "md", "docx", "pdf", "jsonl", *MARKED)  # the best first
PAGES = frozenset({".md", ".html", ".docx", ".pdf"})  # of a set of pages: a folder that is named by the identifier


@dataclass(frozen=True, slots=True)
class TextFile:
    """A stored file with the text of an edition in one language."""

    path: Path
    language: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Wanted:
    """One text to be found: an identifier of an edition, in one of its languages."""

    source: Source
    edition: Edition
    identifier: str
    language: str

    @property
    def name(self) -> str:
        """How the names of its files begin: "32024R1689.nl"."""
        return f"{self.identifier}.{self.language}"


def wanted(sources: Iterable[Source], only: frozenset[str] | None = None) -> tuple[Wanted, ...]:
    """All texts that can be read here; with `only`, those of the sources with these ids.

    Raises CorpusError where `only` names a source that there is not.
    """
    sources = tuple(sources)
    if unknown := (only or frozenset()) - {source.id for source in sources}:
        raise CorpusError(f"There is no source {min(unknown)}; python -m corpus list shows them all.")
    editions = [(source, each) for source in sources if only is None or source.id in only for each in source.editions]
    return tuple(text for source, edition in editions for text in _of(source, edition))


def texts(folder: Path, source: Source, edition: Edition) -> tuple[TextFile, ...]:
    """The stored files of an edition, in the order of its identifiers, the best file for each language."""
    return tuple(file for each in _of(source, edition) for file in find(folder, each))


def _of(source: Source, edition: Edition) -> list[Wanted]:
    pairs = product(edition.identifiers, edition.languages) if source.reader == "files" else ()
    return [Wanted(source, edition, identifier, language) for identifier, language in pairs]


def find(folder: Path, text: Wanted) -> list[TextFile]:
    """The best file of the text, or the pages of its set; nothing where it is not there."""
    for ending in ENDINGS:
        if (file := folder / f"{text.name}.{ending}").is_file():
            return [TextFile(file, text.language, standing(file.name))]
    if text.language != text.edition.languages[0]:  # a folder of pages does not say its language
        return []
    pages = (each for each in (folder / text.identifier).rglob("*") if each.suffix.lower() in PAGES and each.is_file())
    shown = (page for page in pages if "/." not in f"/{page.relative_to(folder).as_posix()}")
    return [TextFile(page, text.language, Standing.OFFICIAL) for page in sorted(shown)]


def standing(name: str) -> Standing:
    """How official the file of that name is."""
    return MARKED.get(".".join(name.split(".")[-2:]), Standing.OFFICIAL)


def read_text(name: str, content: bytes, language: str) -> tuple[Part, ...]:
    """The parts of a file; `name` is its path in the folder. Raises CorpusError where it cannot be used as it is."""
    path = PurePosixPath(name)
    own_pages = (
        len(path.parts) > 1 and path.suffix.lower() == ".html"
    )  # an ordinary page, without the markup of EUR-Lex
    return (read_own if own_pages else read)(path.name, content, language)
