"""Pinpoint citation: beside or instead of an overview, a sentence cites the very provision that bears it.

A sentence out of an overview of an article cites the paragraph that bears it, where one alone does. One that names
another provision of its act ("twelve months at most (Article 4(4))") cites that one too, where it bears the sentence.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.checking import borne, is_supported
from assistant.draft import Sentence
from assistant.evidence import Found, on
from assistant.understanding import Query
from corpus.references import references
from corpus.types import Provision
from indexing.search import Index

LEAST = 8  # words; what is shorter is carried by too much
SURE = 0.8  # of its telling words stand in the part: with less, the sentence says more than that part does
_PARAGRAPHS = re.compile(
    r"\((?:artikel|Article) (\d+(?:\.\d+)?[a-z]?)(?:, leden |(?=\())([\d(),a-z ]+?)\)(?=[\s.,;:]|$)"
)


def pinpointed(
    held: Sequence[Sentence], evidence: tuple[Found, ...], index: Index, query: Query
) -> tuple[tuple[Sentence, ...], tuple[Found, ...]]:
    """The sentences and the evidence with what they now cite behind it; points of a list stay with their list."""
    known = list(evidence)

    def number(found: Found) -> int:
        place = next((place for place, each in enumerate(known, 1) if each.provision == found.provision), 0)
        known.extend([] if place else [found])
        return place or len(known)

    sentences = []
    for sentence in held:
        numbers = sentence.numbers
        if len(numbers) == 1 and not sentence.is_listing and len(sentence.text.split()) >= LEAST:
            cited = evidence[numbers[0] - 1]
            if part := _part(sentence, cited, index, query):
                numbers = (number(part),)
            else:
                numbers = (*numbers, *map(number, _named(sentence, cited, index, query)))
        sentences.append(replace(sentence, numbers=tuple(dict.fromkeys(numbers))))
    return tuple(sentences), tuple(known)


def _part(sentence: Sentence, cited: Found, index: Index, query: Query) -> Found | None:
    """The only part of what it cites that bears the whole sentence."""
    parts = _held(index.inside.get(cited.provision.id, ()), cited, index, query)
    bearing = [part for part in parts if _bears([part], sentence, query)]
    return bearing[0] if len(bearing) == 1 else None


def _named(sentence: Sentence, cited: Found, index: Index, query: Query) -> tuple[Found, ...]:
    """The other provisions of its act that it names, where these bear it together."""
    own = cited.provision
    eids = [each.eid for each in references(sentence.text, ()) if each.eid]
    eids += [
        f"art_{m[1]}__para_{n}" for m in _PARAGRAPHS.finditer(sentence.text) for n in re.findall(r"\d+[a-z]?", m[2])
    ]
    ids = (f"{own.source.id}/{eid}" for eid in eids if eid not in (own.eid, *own.parents()))
    named = tuple(_held(ids, cited, index, query))
    return named if named and _bears(named, sentence, query) else ()


def _bears(places: Sequence[Found], sentence: Sentence, query: Query) -> bool:
    """Whether these provisions bear the whole sentence, without the one that it was taken from."""
    numbered = replace(sentence, numbers=tuple(range(1, len(places) + 1)))
    said = borne(sentence.text, [each.provision for each in places], query.language)
    return said >= SURE and is_supported(numbered, places, query.language, query.as_of)


def _held(ids: Iterable[str], cited: Found, index: Index, query: Query) -> Iterator[Found]:
    """Those with a digest, in the edition that holds on the peildatum."""
    for identity in dict.fromkeys(ids):
        provision: Provision | None = on(index.editions.get(identity, ()), query.as_of)
        if provision and provision.digest and provision.edition.in_force(query.as_of):
            yield replace(cited, provision=provision)
