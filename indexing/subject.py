"""Whether a question is about our subject at all: what people ask here, against what they ask elsewhere.

Naive Bayes on the words that a question has (Maron 1961): each adds how many times likelier it stands in a question of
our digests, or in a policy of the organisation itself, than in one of elsewhere.toml. And its nearest neighbour: one
that comes nearer to a question from elsewhere than most of ours ever do is such a question.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from math import log
from pathlib import Path

import numpy as np

from corpus.types import LANGUAGES, Kind, Provision
from indexing.types import Encoder, Vectors

ELSEWHERE = Path(__file__).with_name("elsewhere.toml")
DOUBT = 0.002  # share of questions that a word might stand in before it was counted: so a rare word says little
MOST = 4.0  # log-odds that one word can add
BEGINNING = 5  # letters of a longer word that count too: "gegevensdeling" begins as "gegevens" does
LONG = 7  # letters
SAMPLE = 2000  # of our own questions: how near they come to one from elsewhere
NEAR = 0.9  # of these come less near; who comes nearer is doubted
SAME = 26.0  # log-odds that the very words of a question from elsewhere take away
_WORD = re.compile(r"\w+")


class Subject:
    """The log-odds of each word, and the vectors of the questions from elsewhere with the cosine that counts as near."""

    def __init__(self, weights: Mapping[str, float], others: Vectors, near: float) -> None:
        self._weights, self._others, self._near = weights, others.astype(np.float32), near

    @classmethod
    def learn(cls, provisions: Iterable[Provision], encoder: Encoder) -> "Subject":
        """From the questions of these provisions, and from those of elsewhere.toml."""
        held = tuple(provisions)
        here, theirs = list(dict.fromkeys(_asked(held))), elsewhere()
        if not here:
            return cls({}, np.zeros((0, 0), np.float32), 1.0)
        ours, others = _counted(here), _counted(theirs)
        weights = {word: _odds(ours[word], len(here)) - _odds(others[word], len(theirs)) for word in ours | others}
        vectors, sample = encoder.encode(list(theirs)), encoder.encode(here[:: len(here) // SAMPLE + 1])
        near = float(np.quantile((sample @ vectors.T).max(axis=1), NEAR))
        if own := list(_own_words(held)):  # what an organisation has a policy on is no longer elsewhere
            vectors = vectors[(vectors @ encoder.encode(own).T).max(axis=1) < near]
        return cls({word: round(min(max(weight, -MOST), MOST), 3) for word, weight in weights.items()}, vectors, near)

    def save(self, file: Path) -> None:
        """Write to a new file."""
        words, weights = list(self._weights), np.array([*self._weights.values()], np.float32)
        np.savez(file, words="\n".join(words), weights=weights, others=self._others.astype(np.float16), near=self._near)

    @classmethod
    def load(cls, file: Path) -> "Subject":
        """Read what `save` wrote."""
        with np.load(file) as held:
            weights = dict(zip(str(held["words"]).split("\n"), held["weights"].tolist(), strict=True))
            return cls(weights, held["others"], float(held["near"]))

    def weight(self, question: str, encoder: Encoder) -> float:
        """Log-odds: above 0 it is rather ours, below 0 one of another field."""
        return sum(self._weights.get(word, 0.0) for word in _words(question)) - SAME * self._likeness(question, encoder)

    def _likeness(self, question: str, encoder: Encoder) -> float:
        """How much nearer it comes to a question from elsewhere than ours do: 0 for most of ours, 1 for the same words."""
        if not len(self._others):
            return 0.0
        nearest = float((self._others @ encoder.encode([question])[0]).max())
        return max(nearest - self._near, 0.0) / max(1 - self._near, 1e-9)


@cache
def elsewhere() -> tuple[str, ...]:
    """Questions that are not ours, in Dutch and English."""
    questions = tomllib.loads(ELSEWHERE.read_text(encoding="utf-8")).values()
    return tuple(each for some in questions for each in some)


def _asked(provisions: Sequence[Provision]) -> Iterator[str]:
    """The questions of the digests; an own policy, of which nobody asked any, speaks in the words that people use."""
    for each in provisions:
        if each.digest:
            yield from (ask for language in LANGUAGES for ask in each.digest.asks(language))
    yield from _own_words(provisions)


def _own_words(provisions: Sequence[Provision]) -> Iterator[str]:
    return (text.words for each in provisions if each.source.kind is Kind.OWN_POLICY for text in each.texts)


def _counted(questions: Iterable[str]) -> Counter[str]:
    return Counter(word for question in questions for word in _words(question))


def _odds(count: int, questions: int) -> float:
    return log(count / questions + DOUBT)


def _words(question: str) -> set[str]:
    words = set(_WORD.findall(question.lower()))
    return words | {f"{word[:BEGINNING]}…" for word in words if len(word) >= LONG}
