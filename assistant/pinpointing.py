"""Pinpoint citation: beside or instead of an overview, a sentence cites the very provision that bears it.

A sentence out of an overview of an article cites the paragraph that bears it, where one alone does. One that names
another part of its article ("twelve months at most (Article 4(4))") cites that one too, where it bears the sentence alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.checking import borne, is_supported
from assistant.draft import Sentence
from assistant.evidence import Found, on
from assistant.understanding import Query
from corpus.references import references
from indexing.search import Index

LEAST = 8  # words; what is shorter is carried by too much
SURE = 0.8  # of its telling words stand in a part that it does not name: with less, it says more than that part does


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
    bearing = list(_bearing(index.inside.get(cited.provision.id, ()), SURE, sentence, cited, index, query))
    return bearing[0] if len(bearing) == 1 else None


def _named(sentence: Sentence, cited: Found, index: Index, query: Query) -> Iterator[Found]:
    """The other parts of its article that it names and that bear it, each alone."""
    own = cited.provision
    named = (each.eid for each in references(sentence.text, ()) if each.eid not in (own.eid, *own.parents()))
    beside = (eid for eid in named if eid.startswith(f"{own.eid.partition('__')[0]}__"))
    return _bearing((f"{own.source.id}/{eid}" for eid in beside), 0.0, sentence, cited, index, query)


def _bearing(
    ids: Iterable[str], least: float, sentence: Sentence, cited: Found, index: Index, query: Query
) -> Iterator[Found]:
    """Those that bear the whole sentence, `least` of its telling words at any rate, as they hold on the peildatum."""
    alone = replace(sentence, numbers=(1,))
    for identity in dict.fromkeys(ids):
        provision = on(index.editions.get(identity, ()), query.as_of)
        if provision and provision.digest and provision.edition.in_force(query.as_of):
            found = replace(cited, provision=provision)
            enough = borne(sentence.text, provision, query.language) >= least  # the cheaper question first
            if enough and is_supported(alone, (found,), query.language, query.as_of):
                yield found
