"""The documents of the organisation itself: every file in a folder becomes a source of the rank "own policy".

`2026-03-01 AI-beleid.pdf` is the edition of that day; without a day in its name a document holds on every day and its
edition is that of the last change to the file. `algorithm policy.en.docx` is in English, any other one in Dutch.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from corpus.editions import Edition
from corpus.errors import CorpusError
from corpus.readers import Part, read_own
from corpus.readers.numbers import slug
from corpus.types import LANGUAGES, Address, Bilingual, Kind, Provision, Source, Text

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)[ _-]*")


@dataclass(frozen=True, slots=True)
class OwnDocuments:
    """What was read, and one sentence for each file that was left out."""

    sources: tuple[Source, ...] = ()
    provisions: tuple[Provision, ...] = ()
    left_out: tuple[str, ...] = ()


def own_documents(folder: Path | None) -> OwnDocuments:
    """Every file in the folder and below it that a reader knows. Raises CorpusError where there is no such folder."""
    if folder is None:
        return OwnDocuments()
    if not folder.is_dir():
        raise CorpusError(
            f"There is no folder {folder} with own documents; give the path of an existing folder, or none."
        )
    sources: dict[str, Source] = {}
    provisions: list[Provision] = []
    left_out: list[str] = []
    for file in _files(folder):
        name = str(file.relative_to(folder))
        try:
            source = _source(file, name)
            if source.id in sources:
                raise CorpusError(f"{name}: another document has nearly the same name; rename one of them")
            found = tuple(_provisions(source, file))
        except (CorpusError, OSError) as error:
            left_out.append(f"{str(error).rstrip('.')}. It was left out.")
            continue
        sources[source.id] = source
        provisions += found
    return OwnDocuments(tuple(sources.values()), tuple(provisions), tuple(left_out))


def _files(folder: Path) -> Iterator[Path]:
    """In the order of their names; hidden ones, and links that lead elsewhere, are none of ours."""
    for file in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "~")) for part in file.relative_to(folder).parts)
        if file.is_file() and not hidden and file.resolve().is_relative_to(folder.resolve()):
            yield file


def _source(file: Path, name: str) -> Source:
    stem, language = _language(file.stem)
    day, title = _dated(stem)
    changed = datetime.fromtimestamp(file.stat().st_mtime, UTC).date()
    return Source(
        id=f"own-{slug(f'{Path(name).parent}-{title}')}",
        title=Bilingual(nl=title, en=title),
        short=Bilingual(nl=title, en=title),
        names=(),
        kind=Kind.OWN_POLICY,
        publisher="",
        reader="files",
        address=Address(people=""),
        licence="",
        editions=(Edition((day or changed).isoformat(), (name,), (language,), day),),
    )


def _language(stem: str) -> tuple[str, str]:
    """ "beleid.en" is "beleid" in English; Dutch otherwise."""
    rest, _, last = stem.rpartition(".")
    return (rest, last) if rest and last in LANGUAGES else (stem, LANGUAGES[0])


def _dated(stem: str) -> tuple[date | None, str]:
    """The day in a name and what is left of it: "2026-03-01 AI-beleid", "AI_beleid_2026-03-01"."""
    found = _DAY.search(stem)
    title = " ".join(_DAY.sub(" ", stem).replace("_", " ").split()).strip(" -") or stem
    try:
        return (date.fromisoformat(found[1]) if found else None), title
    except ValueError:  # 2026-99-99 is no day
        return None, title


def _provisions(source: Source, file: Path) -> Iterator[Provision]:
    (edition,) = source.editions
    (language,) = edition.languages
    for position, part in enumerate(read_own(file.name, file.read_bytes(), language)):
        yield Provision(
            source=source,
            edition=edition,
            eid=part.eid,
            label=_label(part),
            headings=Bilingual(**{language: " › ".join(part.headings[:-1])}),
            texts=(Text(language, part.words),),
            position=position,
        )


def _label(part: Part) -> Bilingual:
    last = part.headings[-1] if part.headings else ""
    return Bilingual(nl=last or "inleiding", en=last or "introduction")
