"""Of each word of a question, how near the nearest word comes that we use about a provision, in either language.

A vector of a whole question blurs its words, and equal words miss those that mean the same. Here every word looks for
its nearest one, and rare words count most (MaxSim of Khattab and Zaharia 2020, with the vectors of single words). And of
each provision how near its words come to those of the others that were found: what answers one question is alike (the
cluster hypothesis of Van Rijsbergen 1979), and what stands alone among them was found by chance.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexing.ranking import FEATURES, Features, counting, highest
from indexing.types import Encoder, Field, Passage, Scores, Vectors

CANDIDATES = 40  # provisions whose words are held against those of a question: the likeliest by all else
_NEAR, _COMPANY = FEATURES.index("near_words"), FEATURES.index("company")
_WORD = re.compile(r"\w+")
Places = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class _Candidates:
    """The words of some provisions, ready to be held against those of any text."""

    number: int  # of the provisions
    held: NDArray[np.intp]  # which of them have words
    vectors: Vectors  # of all their words, each once
    among: Places  # of the words of one provision after the other, their places in `vectors`
    edges: NDArray[np.intp]  # where each provision begins in `among`


class Nearness:
    """The words that we use, or the law where we have none, with a vector each.

    Those of provision p are the `words[starts[p]:starts[p + 1]]` of the vocabulary.
    """

    def __init__(self, vocabulary: Sequence[str], vectors: Vectors, words: Places, starts: Places) -> None:
        self._vocabulary, self._words, self._starts = tuple(vocabulary), words, starts
        self._vectors: Vectors = vectors.astype(np.float32)

    @classmethod
    def learn(
        cls, passages: Iterable[Passage], ids: Sequence[str], encoder: Encoder, known: "Nearness | None" = None
    ) -> "Nearness":
        """From our own words about each provision, or the official ones where there are none of ours.

        `known`, of the same encoder, has the vectors of the words that were there before.
        """
        number = {identity: place for place, identity in enumerate(ids)}
        vocabulary: dict[str, int] = {}
        ours, official = ([set[int]() for _ in ids] for _ in range(2))
        for each in passages:
            words = (vocabulary.setdefault(word, len(vocabulary)) for word in _WORD.findall(each.text.lower()))
            (official if each.field is Field.TEXT else ours)[number[each.provision]].update(words)
        said = [sorted(own or law) for own, law in zip(ours, official, strict=True)]
        places = np.fromiter((word for each in said for word in each), np.int32)
        starts = np.cumsum([0, *map(len, said)]).astype(np.int32)
        return cls(list(vocabulary), _encoded(list(vocabulary), encoder, known), places, starts)

    def vectors_of(self, words: Iterable[str]) -> dict[str, Vectors]:
        """The vectors of those words that are here."""
        return {word: self._vectors[self._places[word]] for word in words if word in self._places}

    def save(self, file: Path) -> None:
        """Write to a new file, the vectors with half their precision: enough to tell the nearest."""
        vocabulary = np.array("\n".join(self._vocabulary))
        np.savez(
            file,
            vocabulary=vocabulary,
            vectors=self._vectors.astype(np.float16),
            words=self._words,
            starts=self._starts,
        )

    @classmethod
    def load(cls, file: Path) -> "Nearness":
        """Read what `save` wrote."""
        with np.load(file) as held:
            return cls(str(held["vocabulary"]).split("\n"), held["vectors"], held["words"], held["starts"])

    def added(self, features: Features, sums: Scores, texts: Sequence[tuple[str, float]], encoder: Encoder) -> Features:
        """The features with this one, for the likeliest by `sums`; of several texts, each with its share, it is summed."""
        places = highest(sums, CANDIDATES)
        candidates = self._candidates(places)
        shares: dict[str, float] = {}  # a question that stands alone is its own other form
        for text, share in texts:
            shares[text] = shares.get(text, 0.0) + share
        for text, share in shares.items():
            features[places, _NEAR] += share * self._near(text, candidates, encoder)
        return features

    def accompanied(self, features: Features, sums: Scores) -> Features:
        """The features with the company that the likeliest by `sums` find in each other, from 0 to 1."""
        places = highest(sums, CANDIDATES)
        counts = counting(sums[places])
        alike = self._middles[places] @ self._middles[places].T
        np.fill_diagonal(alike, 0)  # nobody is company to itself
        features[places, _COMPANY] = alike @ counts / max(float(counts.sum()), 1e-9)
        return features

    def _candidates(self, places: NDArray[np.intp]) -> _Candidates:
        starts, ends = self._starts[places], self._starts[places + 1]
        held = np.flatnonzero(ends > starts)
        words = np.concatenate([self._words[starts[each] : ends[each]] for each in held] or [self._words[:0]])
        place = np.zeros(len(self._vocabulary), np.int32)
        place[words] = 1
        every = np.flatnonzero(place)  # each word once, without sorting
        place[every] = np.arange(len(every))
        edges = np.cumsum([0, *(ends - starts)[held][:-1]])
        return _Candidates(len(places), held, self._vectors[every], place[words], edges)

    def _near(self, question: str, candidates: _Candidates, encoder: Encoder) -> Scores:
        asked = list(dict.fromkeys(_WORD.findall(question.lower())))
        found = np.zeros(candidates.number, np.float32)
        if not asked or not len(candidates.held):
            return found
        near = encoder.encode(asked) @ candidates.vectors.T  # shape (words asked, words held)
        nearest = np.maximum.reduceat(near[:, candidates.among], candidates.edges, axis=1)
        # What comes near no word of any of them, such as a name or scrambled words, tells nothing of which is meant.
        places = [self._places.get(word, -1) for word in asked]
        telling = self._rarities[places] * nearest.max(axis=1).clip(0) ** 2
        found[candidates.held] = telling @ nearest / max(float(telling.sum()), 1e-9)
        return found

    @cached_property
    def _middles(self) -> Vectors:
        """The middle of each provision's words, rare ones counting most: a row of length 1 each."""
        starts = self._starts.tolist()
        said = (self._words[start:end] for start, end in pairwise(starts))
        middles: Vectors = np.array([self._rarities[words] @ self._vectors[words] for words in said], np.float32)
        middles /= np.maximum(np.linalg.norm(middles, axis=1, keepdims=True), 1e-9)
        return middles

    @cached_property
    def _rarities(self) -> Scores:
        """The logarithm of all provisions by those that have a word; the last is for what nobody used: it tells most."""
        having = np.bincount(self._words, minlength=len(self._vocabulary) + 1)
        return np.log(len(self._starts) / (having + 1), dtype=np.float32)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {word: place for place, word in enumerate(self._vocabulary)}


def _encoded(words: list[str], encoder: Encoder, known: Nearness | None) -> Vectors:
    """A vector a word. Shape (words, dimensions)."""
    before = known.vectors_of(words) if known else {}
    fresh = [word for word in words if word not in before]
    encoded = encoder.encode(fresh) if fresh else ()
    vectors = before | dict(zip(fresh, encoded, strict=True))
    return np.array([vectors[word] for word in words], np.float32)
