"""Sources and provisions as they are shown to people and programs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from pydantic import ConfigDict

from assistant.evidence import on
from assistant.types import WIRE, Language
from corpus.addresses import address
from corpus.editions import Edition
from corpus.types import Kind, Provision, Source, Verified
from indexing.search import Index


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source as it is shown to people and programs."""

    __pydantic_config__: ClassVar[ConfigDict] = WIRE

    id: str
    title: str
    short: str
    kind: Kind
    rank: int
    publisher: str
    url: str
    licence: str
    edition: str
    provisions: int
    official_languages: tuple[str, ...]
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class ProvisionView:
    """One provision in one edition and language; `official` is empty where only the digest is here."""

    __pydantic_config__: ClassVar[ConfigDict] = WIRE

    id: str
    label: str
    source: str
    source_title: str
    kind: Kind
    edition: str
    editions: tuple[str, ...]
    language: Language
    headings: str
    url: str
    summary: str = ""
    official: str = ""
    official_language: str = ""
    standing: str = ""
    verified: Verified | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    applies_from: date | None = None
    parts: tuple[str, ...] = ()


def source_views(index: Index, language: Language, day: date) -> tuple[SourceView, ...]:
    """The sources that we hold something of, highest rank first, in the edition of that day."""
    held = index.by_source
    views = (_source_view(each, held[each.id], language, day) for each in index.sources if each.id in held)
    return tuple(sorted(views, key=lambda view: view.rank))


def _source_view(source: Source, provisions: Iterable[Provision], language: Language, day: date) -> SourceView:
    edition = _edition_on(source, day)
    mine = [provision for provision in provisions if provision.edition.id == edition.id]
    return SourceView(
        id=source.id,
        title=source.title.inside(language),
        short=source.short.inside(language),
        kind=source.kind,
        rank=source.kind.rank,
        publisher=source.publisher,
        url=source.address.people,
        licence=source.licence,
        edition=edition.id,
        provisions=len(mine),
        official_languages=tuple(sorted({text.language for provision in mine for text in provision.texts})),
        valid_from=edition.valid_from,
        valid_until=edition.valid_until,
    )


def _edition_on(source: Source, day: date) -> Edition:
    return next((each for each in reversed(source.editions) if each.in_force(day)), source.editions[-1])


def provision_view(index: Index, identity: str, language: Language, day: date) -> ProvisionView | None:
    """One provision as it holds on that day (or will first hold); None where we do not have it."""
    editions = index.editions.get(identity, ())
    provision = on(editions, day) or (editions[-1] if editions else None)
    if provision is None:
        return None
    digest, text = provision.digest, provision.nearest_text(language)
    return ProvisionView(
        id=identity,
        label=provision.name(language),
        source=provision.source.id,
        source_title=provision.source.title.inside(language),
        kind=provision.source.kind,
        edition=provision.edition.id,
        editions=tuple(each.edition.id for each in editions),
        language=language,
        headings=provision.headings.inside(language),
        url=address(provision),
        summary=digest.gist.inside(language) if digest else "",
        official=text.words if text else "",
        official_language=text.language if text else "",
        standing=text.standing if text else "",
        verified=digest.verified if digest else None,
        valid_from=provision.edition.valid_from,
        valid_until=provision.edition.valid_until,
        applies_from=provision.applies_from,
        parts=index.inside.get(identity, ()),
    )
