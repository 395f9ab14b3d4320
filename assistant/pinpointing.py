"""Pinpoint citation: a sentence out of an overview of an article cites the paragraph that bears it, where one alone does."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.checking import borne, is_supported
from assistant.draft import Sentence
from assistant.evidence import Found, on
from assistant.understanding import Query
from corpus.types import Provision
from indexing.search import Index

LEAST = 8  # words; what is shorter is carried by too much
SURE = 0.8  # of its telling words stand in the part: with less, the sentence says more than that part does


def pinpointed(
    held: Sequence[Sentence], evidence: tuple[Found, ...], index: Index, query: Query
) -> tuple[tuple[Sentence, ...], tuple[Found, ...]]:
    """The sentences and the evidence with the parts that they now cite behind it; points of a list stay with their list."""
    known = list(evidence)
    sentences = []
    for sentence in held:
        if part := _part(sentence, evidence, index, query):
            places = [place for place, each in enumerate(known, 1) if each.provision == part.provision]
            known += [] if places else [part]
            sentences.append(replace(sentence, numbers=(places[0] if places else len(known),)))
        else:
            sentences.append(sentence)
    return tuple(sentences), tuple(known)


def _part(sentence: Sentence, evidence: Sequence[Found], index: Index, query: Query) -> Found | None:
    """The only part of what it cites that bears the whole sentence."""
    if len(sentence.numbers) != 1 or sentence.is_listing or len(sentence.text.split()) < LEAST:
        return None
    whole = evidence[sentence.numbers[0] - 1]
    bearing = [
        found
        for found in (replace(whole, provision=each) for each in _inside(whole.provision, index, query))
        if borne(sentence.text, found.provision, query.language) >= SURE
        and is_supported(replace(sentence, numbers=(1,)), (found,), query.language, query.as_of)
    ]
    return bearing[0] if len(bearing) == 1 else None


def _inside(provision: Provision, index: Index, query: Query) -> Iterator[Provision]:
    """Its parts with a digest, in the edition that holds on the peildatum."""
    source, begins = index.by_source.get(provision.source.id, ()), f"{provision.id}__"
    for identity in dict.fromkeys(each.id for each in source if each.id.startswith(begins)):
        part = on(index.editions[identity], query.as_of)
        if part and part.digest and part.edition.in_force(query.as_of):
            yield part
