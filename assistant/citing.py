"""Turns the provisions of an answer into citations, with official words where they are here."""

from collections.abc import Iterable, Sequence

from assistant.checking import is_verbatim
from assistant.evidence import Found
from assistant.quoting import quote
from assistant.types import Citation, Considered
from assistant.understanding import Query
from corpus.addresses import address
from corpus.types import Verified
from indexing.words import stems

SAME_QUESTION = 0.5  # of the words of two questions are in both


def citation(number: int, found: Found, query: Query) -> Citation:
    """The citation behind [number]."""
    provision = found.provision
    quoted = quote(provision, query.text, query.language)
    official = quoted if quoted and is_verbatim(quoted[0], provision) else None
    digest = provision.digest
    return Citation(
        number=number,
        provision=provision.id,
        label=provision.name(query.language),
        source=provision.source.id,
        source_title=provision.source.title.inside(query.language),
        kind=provision.source.kind,
        edition=provision.edition.id,
        language="en" if official and official[1].language == "en" else "nl" if official else query.language,
        basis="official" if official else "digest",
        quote=official[0] if official else None,
        standing=official[1].standing if official else None,
        summary=digest.gist.inside(query.language) if digest else "",
        url=address(provision),
        valid_from=provision.edition.valid_from,
        valid_until=provision.edition.valid_until,
        applies_from=provision.applies_from,
        verified=digest.verified if digest else Verified.OFFICIAL,
    )


def considered(found: Iterable[Found], used: Sequence[Found], language: str) -> tuple[Considered, ...]:
    """Everything that was found, with the reason, so that one can see what nearly made it."""
    cited = {each.provision.id for each in used}
    return tuple(
        Considered(
            provision=each.provision.id,
            label=each.provision.name(language),
            score=round(min(each.hit.score, 1.0), 4),
            found_by=each.hit.found_by,
            used=each.provision.id in cited,
        )
        for each in found
    )


def follow_ups(found: Iterable[Found], used: Sequence[Found], query: Query, most: int = 3) -> tuple[str, ...]:
    """Questions that neighbouring provisions answer: none that was just asked, and none twice in other words."""
    cited = {each.provision.id for each in used}
    asked, chosen = [set(stems(query.text, query.language))], list[str]()
    for each in found:
        asks = each.provision.digest.asks(query.language) if each.provision.digest else ()
        if len(chosen) == most or not asks or each.provision.id in cited:
            continue
        words = set(stems(asks[0], query.language))
        if all(len(words & other) < SAME_QUESTION * len(words | other) for other in asked):
            asked.append(words)
            chosen.append(asks[0])
    return tuple(chosen)
