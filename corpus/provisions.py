"""Puts together what we hold of each provision: official texts from files, digests in our own words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.carrying import carried
from corpus.digests import Entry
from corpus.editions import Edition
from corpus.errors import CorpusError
from corpus.fetching import read_text, texts
from corpus.labels import is_national, label
from corpus.types import Bilingual, Provision, Source, Text


@dataclass(slots=True)
class _Draft:
    """A provision while its texts and its digest are being collected."""

    headings: dict[str, str] = field(default_factory=dict)
    texts: list[Text] = field(default_factory=list)
    entry: Entry | None = None


def gather(sources: Iterable[Source], entries: Iterable[Entry], folder: Path) -> tuple[Provision, ...]:
    """Every provision of every edition, in the order of the documents.

    `folder` holds fetched official texts; without them the digests are all there is.
    Raises CorpusError where a digest names a source or an edition that the catalogue does not have.
    """
    sources = tuple(sources)
    by_edition: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        by_edition.setdefault((entry.source, entry.edition), []).append(entry)
    known = {(source.id, edition.id) for source in sources for edition in source.editions}
    for source_id, edition_id in by_edition.keys() - known:
        raise CorpusError(
            f"The digests name {source_id} in edition {edition_id}; corpus/catalogue.toml has no such edition. "
            "Add it there or mend the digest."
        )
    return tuple(
        provision
        for source in sources
        for edition, mine in _through_time(source, by_edition)
        for provision in _edition(source, edition, mine, folder)
    )


def _through_time(
    source: Source, by_edition: Mapping[tuple[str, str], list[Entry]]
) -> list[tuple[Edition, list[Entry]]]:
    """The editions, oldest first, each with its own entries and with those that later ones did not change."""
    found: list[tuple[Edition, list[Entry]]] = []
    for edition in reversed(source.editions):
        own = by_edition.get((source.id, edition.id), [])
        later = carried(found[0][1], {entry.eid for entry in own}, found[0][0], edition) if found else ()
        found.insert(0, (edition, [*own, *later]))
    return found


def _edition(source: Source, edition: Edition, entries: list[Entry], folder: Path) -> Iterator[Provision]:
    drafts: dict[str, _Draft] = {}
    for file in texts(folder, source, edition):
        for part in read_text(file.path.relative_to(folder).as_posix(), file.path.read_bytes(), file.language):
            draft = drafts.setdefault(_within(file.path.relative_to(folder), edition, part.eid), _Draft())
            if file.language not in draft.headings and not edition.leaves_out(part.eid):
                draft.headings[file.language] = " › ".join(part.headings)
                draft.texts.append(Text(file.language, part.words, file.standing))
    labels = {entry.eid: entry.label for entry in entries}
    for entry in entries:
        if entry.digest:
            drafts.setdefault(entry.eid, _Draft()).entry = entry
    for position, (eid, draft) in enumerate(_ordered(drafts)):
        yield _provision(source, edition, eid, draft, labels, position)


def _within(file: Path, edition: Edition, eid: str) -> str:
    """Sections of a set of pages, or of several papers, are named by their page; measures have their own numbers."""
    page = "-".join(file.with_suffix("").parts[1:])
    if not page and len(edition.identifiers) > 1 and eid.startswith("sec_"):
        page = next(each for each in edition.identifiers if file.name.startswith(each))
    return f"page_{re.sub(r'[^A-Za-z0-9_.-]+', '-', page)}__{eid}" if page and not eid.startswith("measure_") else eid


def _ordered(drafts: Mapping[str, _Draft]) -> Iterable[tuple[str, _Draft]]:
    """Digested parts that the files lack come last, in the order in which they were written."""
    return sorted(drafts.items(), key=lambda item: not item[1].texts)


def _provision(
    source: Source, edition: Edition, eid: str, draft: _Draft, labels: Mapping[str, Bilingual], position: int
) -> Provision:
    european = not is_national(source.kind)
    provision = Provision(
        source=source,
        # A preamble is never amended and consolidated editions leave it out, so a recital does not expire.
        edition=replace(edition, valid_until=None) if eid.startswith("rec_") else edition,
        eid=eid,
        label=draft.entry.label if draft.entry else label(eid, european=european),
        headings=Bilingual(),
        texts=tuple(draft.texts),
        digest=draft.entry.digest if draft.entry else None,
        position=position,
    )
    return replace(provision, headings=_headings(provision, draft, labels))


def _headings(provision: Provision, draft: _Draft, labels: Mapping[str, Bilingual]) -> Bilingual:
    """The official titles where we have them, otherwise what the digests call the parts it lies in."""
    parents = [labels[eid] for eid in reversed(list(provision.parents())) if eid in labels]
    ours = Bilingual(nl=" › ".join(each.nl for each in parents), en=" › ".join(each.en for each in parents))
    return Bilingual(nl=draft.headings.get("nl") or ours.nl, en=draft.headings.get("en") or ours.en)
