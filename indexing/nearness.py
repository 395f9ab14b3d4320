"""Of each word of a question, how near the nearest word comes that we use about a provision.

A vector of a whole question blurs its words, and equal words miss those that mean the same. Here every word looks for
its nearest one, and rare words count most (MaxSim of Khattab and Zaharia 2020, with the vectors of single words).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.types import LANGUAGES
from indexing.ranking import FEATURES, Features, highest
from indexing.types import Encoder, Field, Passage, Scores, Vectors

CANDIDATES = 80  # provisions whose words are held against those of a question: the likeliest by all else
_NEAR = FEATURES.index("near_words")
_WORD = re.compile(r"\w+")
Places = NDArray[np.int32]


@dataclass(frozen=True)
class Spoken:
    """The words about each provision in one language: those of provision p are `words[starts[p]:starts[p + 1]]`."""

    words: Places
    starts: Places
    rarity: Scores  # of every word of the vocabulary: log of provisions by provisions that have it

    @classmethod
    def of(cls, said: Sequence[set[int]], vocabulary: int) -> "Spoken":
        """From the words of each provision, by their places in the vocabulary."""
        words = np.fromiter((word for each in said for word in sorted(each)), np.int32)
        starts = np.cumsum([0, *map(len, said)]).astype(np.int32)
        having = np.bincount(words, minlength=vocabulary)
        return cls(words, starts, np.log((len(said) + 1) / (having + 1)).astype(np.float32))


class Nearness:
    """The words that we use, or the law where we have none, with a vector each."""

    def __init__(self, vocabulary: Sequence[str], vectors: Vectors, spoken: dict[str, Spoken]) -> None:
        self._vocabulary, self._vectors, self._spoken = tuple(vocabulary), vectors, spoken

    @classmethod
    def learn(
        cls, passages: Iterable[Passage], ids: Sequence[str], encoder: Encoder, known: "Nearness | None" = None
    ) -> "Nearness":
        """From our own words about each provision in a language, else the official ones, else those in the other language.

        `known`, of the same encoder, has the vectors of the words that were there before.
        """
        number = {identity: place for place, identity in enumerate(ids)}
        vocabulary: dict[str, int] = {}
        said: dict[tuple[str, bool], list[set[int]]] = {
            (language, ours): [set() for _ in ids] for language in LANGUAGES for ours in (True, False)
        }
        for each in passages:
            words = (vocabulary.setdefault(word, len(vocabulary)) for word in _WORD.findall(each.text.lower()))
            said[each.language, each.field is not Field.TEXT][number[each.provision]].update(words)
        spoken = {}
        for language in LANGUAGES:
            other = next(each for each in LANGUAGES if each != language)
            order = [said[each, ours] for each in (language, other) for ours in (True, False)]
            best = [next((some[place] for some in order if some[place]), set[int]()) for place in range(len(ids))]
            spoken[language] = Spoken.of(best, len(vocabulary))
        return cls(list(vocabulary), _encoded(list(vocabulary), encoder, known), spoken)

    def vectors_of(self, words: Iterable[str]) -> dict[str, Vectors]:
        """The vectors of those words that are here."""
        return {word: self._vectors[self._places[word]] for word in words if word in self._places}

    def save(self, file: Path) -> None:
        """Write to a new file."""
        arrays = {
            f"{language}_{name}": getattr(spoken, name)
            for language, spoken in self._spoken.items()
            for name in ("words", "starts", "rarity")
        }
        np.savez(file, vocabulary=np.array("\n".join(self._vocabulary)), vectors=self._vectors, **arrays)

    @classmethod
    def load(cls, file: Path) -> "Nearness":
        """Read what `save` wrote."""
        with np.load(file) as held:
            spoken = {
                language: Spoken(*(held[f"{language}_{name}"] for name in ("words", "starts", "rarity")))
                for language in LANGUAGES
            }
            return cls(str(held["vocabulary"]).split("\n"), held["vectors"], spoken)

    def added(
        self, features: Features, sums: Scores, texts: Sequence[tuple[str, float]], language: str, encoder: Encoder
    ) -> Features:
        """The features with this one, for the likeliest by `sums`; of several texts, each with its share, it is summed."""
        places = highest(sums, CANDIDATES)
        for text, share in texts:
            features[places, _NEAR] += share * self.match(text, language, places, encoder)
        return features

    def match(self, question: str, language: str, places: NDArray[np.intp], encoder: Encoder) -> Scores:
        """For each of the provisions at these places the mean nearness of the question's words, weighed; 0 to 1."""
        asked = list(dict.fromkeys(_WORD.findall(question.lower())))
        spoken = self._spoken[language]
        starts, ends = spoken.starts[places], spoken.starts[places + 1]
        held = np.flatnonzero(ends > starts)
        found = np.zeros(len(places), np.float32)
        if not asked or not len(held):
            return found
        words = np.concatenate([spoken.words[starts[each] : ends[each]] for each in held])
        every, among = np.unique(words, return_inverse=True)
        near = encoder.encode(asked) @ self._vectors[every].astype(np.float32).T  # shape (words asked, words held)
        edges = np.cumsum([0, *(ends - starts)[held][:-1]])
        nearest = np.maximum.reduceat(near[:, among], edges, axis=1)
        rarity = np.array([self._rarity(word, spoken) for word in asked], np.float32)
        found[held] = rarity @ nearest / max(float(rarity.sum()), 1e-9)
        return found

    def _rarity(self, word: str, spoken: Spoken) -> float:
        """A word that nobody used tells most."""
        place = self._places.get(word)
        return float(np.log(len(spoken.starts)) if place is None else spoken.rarity[place])

    @cached_property
    def _places(self) -> dict[str, int]:
        return {word: place for place, word in enumerate(self._vocabulary)}


def _encoded(words: list[str], encoder: Encoder, known: Nearness | None) -> Vectors:
    """A vector a word, of half precision: enough to tell the nearest. Shape (words, dimensions)."""
    before = known.vectors_of(words) if known else {}
    fresh = [word for word in words if word not in before]
    encoded = encoder.encode(fresh).astype(np.float16) if fresh else ()
    vectors = before | dict(zip(fresh, encoded, strict=True))
    return np.array([vectors[word] for word in words], np.float16)
