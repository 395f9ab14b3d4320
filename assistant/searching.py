"""Which provisions belong to a question, without an answer: what an intranet's own search or model builds on."""

import time
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from assistant.errors import BadQuestion
from assistant.evidence import Found, for_whom, holding
from assistant.personal import masked, objection
from assistant.types import WIRE, Day, IndexStamp, Language, Question
from assistant.understanding import Query, understand
from corpus.addresses import address
from corpus.types import Kind, Standing, Verified
from indexing.search import Index

DEPTH = 30  # provisions considered for one answer, and for a search of no more hits than that
MOST = 50  # hits of one search: beyond these nobody reads on
SPARE = 20  # an edition that has ended falls out


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for. As with a question, `as_of` is the day whose law is meant (None: today)."""

    __pydantic_config__: ClassVar[ConfigDict] = WIRE

    question: str
    language: Language | None = None
    as_of: Day | None = None
    role: str | None = None
    layer: str | None = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = 10


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A provision that was found, in the edition of the day; `official` is empty where only the digest is here.

    `score` (0 to 1) is how likely it is that it holds the answer; `found_by` names the roads that led to it.
    """

    __pydantic_config__: ClassVar[ConfigDict] = WIRE

    provision: str
    label: str
    source: str
    source_title: str
    kind: Kind
    edition: str
    language: Language
    score: float
    found_by: tuple[str, ...]
    summary: str
    url: str
    official: str = ""
    official_language: str = ""
    standing: Standing | None = None
    verified: Verified | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    applies_from: date | None = None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The hits, best first, each provision once, with the index that they come from."""

    __pydantic_config__: ClassVar[ConfigDict] = WIRE

    question: str
    language: Language
    as_of: date
    corpus_date: date
    index: IndexStamp
    hits: tuple[SearchHit, ...]
    seconds: float


def search(index: Index, asked: Search, today: date) -> SearchResult:
    """Raises BadQuestion where there is nothing to look for, or where the question names a person."""
    started = time.perf_counter()
    question = Question(asked.question, asked.language, as_of=asked.as_of, role=asked.role, layer=asked.layer)
    query = understand(question, today, index.sources)
    if why := objection(question, query.language):  # before anything is searched
        raise BadQuestion(why)
    found = find(index, query, max(DEPTH, asked.limit + SPARE))
    return SearchResult(
        question=masked(asked.question, query.language),
        language=query.language,
        as_of=query.as_of,
        corpus_date=date.fromisoformat(index.manifest.corpus_date),
        index=stamp(index),
        hits=tuple(_hit(each, query.language) for each in found[: asked.limit]),
        seconds=round(time.perf_counter() - started, 4),
    )


def find(index: Index, query: Query, depth: int = DEPTH) -> tuple[Found, ...]:
    """The provisions that belong to a question, as they stand on its day and for whom it asks, best first."""
    hits = index.search(query.text, query.language, depth, talk=query.talk)
    return for_whom(holding(hits, query.as_of, index), query.perspective, query.text)


def stamp(index: Index) -> IndexStamp:
    """Which index something was found in."""
    return IndexStamp(index.manifest.version, index.manifest.built_at, index.manifest.encoder)


def _hit(found: Found, language: Language) -> SearchHit:
    provision = found.provision
    digest, text = provision.digest, provision.nearest_text(language)
    return SearchHit(
        provision=provision.id,
        label=provision.name(language),
        source=provision.source.id,
        source_title=provision.source.title.inside(language),
        kind=provision.source.kind,
        edition=provision.edition.id,
        language=language,
        score=round(min(found.hit.score, 1.0), 4),
        found_by=found.hit.found_by,
        summary=digest.gist.inside(language) if digest else "",
        url=address(provision),
        official=text.words if text else "",
        official_language=text.language if text else "",
        standing=text.standing if text else None,
        verified=digest.verified if digest else None,
        valid_from=provision.edition.valid_from,
        valid_until=provision.edition.valid_until,
        applies_from=provision.applies_from,
    )
