"""One vector a provision, learnt from everything that we say of it in our own words: what tells it from all others.

The nearest of its questions says that it was once asked like that; this says which words of a question speak for it
and against its neighbours, as the questions of the neighbours have them too. A softmax regression of the provisions
on the vectors of their questions and gists in both languages (Bishop 2006, 4.3.4), from the mean of them, with noise on
every vector, since nobody asks in our words.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexing.types import Field, Page, Scores, Vectors

OWN = {Field.QUESTION, Field.GIST}  # what is in our words, or those of an organisation's own policy
SEED = 20261127
ROUNDS = 3  # times that every vector is seen
BATCH = 1024  # vectors a step
RIVALS = 1024  # provisions drawn for a step beside those that its vectors belong to
SHARPNESS = 12.0  # of the dot products, before the softmax
NOISE = 1.0  # length of what is added to each vector, before it has length 1 again
HOLD = 0.3  # of the mean of the vectors: how hard each step from there is punished
RATE = 0.02  # of Adam's first step (Kingma and Ba 2015); it falls evenly to a twentieth
_FIRST, _SECOND, _NEVER = 0.9, 0.999, 1e-8  # Adam's own numbers


class Examples:
    """The vectors of our own words, noted while the pages of a build are read back."""

    def __init__(self, ids: Sequence[str]) -> None:
        """`ids` are those of the provisions, in the order of their scores."""
        self._place = {identity: number for number, identity in enumerate(ids)}
        self._read: list[tuple[NDArray[np.int32], Vectors]] = []

    def __len__(self) -> int:
        return sum(len(places) for places, _ in self._read)

    def reading(self, pages: Iterable[Page]) -> Iterator[Page]:
        """The same pages, each noted as it passes."""
        for page in pages:
            if page.group[1] in OWN:
                self._read.append((page.places(self._place), page.vectors))
            yield page

    def gathered(self) -> tuple[NDArray[np.int32], Vectors]:
        """Of each vector the place of its provision, and the vectors."""
        if not self._read:
            return np.zeros(0, np.int32), np.zeros((0, 0), np.float32)
        places, vectors = map(np.concatenate, zip(*self._read, strict=True))
        return places, vectors


class Prototypes:
    """Shape (provisions, dimensions); a provision that is only there in official words has zeros."""

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors

    @classmethod
    def learn(cls, examples: Examples, provisions: int) -> "Prototypes":
        """From the examples of that many provisions. From the same ones the same, to the last digits."""
        places, vectors = examples.gathered()
        told, labels = np.unique(places, return_inverse=True)
        learnt = np.zeros((provisions, vectors.shape[1]), np.float32)
        learnt[told] = _learnt(vectors, labels, len(told))
        return cls(learnt)

    def save(self, file: Path) -> None:
        """Write to a new file."""
        np.save(file, self._vectors)

    @classmethod
    def load(cls, file: Path) -> "Prototypes":
        """Read what `save` wrote."""
        return cls(np.load(file))

    def match(self, vector: Vectors) -> Scores:
        """For every provision how much the vector of a question speaks for it; about 2 for its own, 0 for most others."""
        if not self._vectors.size:  # nothing is here in our own words
            return np.zeros(len(self._vectors), np.float32)
        scores: Scores = np.vecdot(self._vectors, vector)
        return scores


def _learnt(vectors: Vectors, labels: NDArray[np.intp], number: int) -> Vectors:
    random = np.random.default_rng(SEED)
    means = np.zeros((number, vectors.shape[1]), np.float32)
    np.add.at(means, labels, vectors)
    means = _unit(means)
    learnt, first, second = means.copy(), np.zeros_like(means), np.zeros_like(means)
    batches = [part for _ in range(ROUNDS) for part in _parts(random.permutation(len(vectors)))]
    for step, batch in enumerate(batches, 1):
        shown = vectors[batch] + NOISE * _unit(random.standard_normal((len(batch), vectors.shape[1]), np.float32))
        rivals = np.union1d(random.permutation(number)[:RIVALS], labels[batch])
        goal = np.searchsorted(rivals, labels[batch])
        slope = _slope(learnt[rivals], _unit(shown), goal) + 2 * HOLD / number * (learnt[rivals] - means[rivals])
        first[rivals] = _FIRST * first[rivals] + (1 - _FIRST) * slope
        second[rivals] = _SECOND * second[rivals] + (1 - _SECOND) * slope**2
        steady, size = first[rivals] / (1 - _FIRST**step), np.sqrt(second[rivals] / (1 - _SECOND**step))
        rate = np.float32(RATE * (1 - 0.95 * step / len(batches)))
        learnt[rivals] -= rate * steady / (size + _NEVER)
    return learnt


def _slope(learnt: Vectors, shown: Vectors, goal: NDArray[np.intp]) -> Vectors:
    """Of the mean cross-entropy of the softmax, by the vectors that are learnt."""
    sums = SHARPNESS * (shown @ learnt.T)
    chances = np.exp(sums - sums.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    chances[np.arange(len(goal)), goal] -= 1
    slope: Vectors = (SHARPNESS / len(goal)) * (chances.T @ shown)
    return slope


def _parts(order: NDArray[np.intp]) -> Iterator[NDArray[np.intp]]:
    yield from (order[at : at + BATCH] for at in range(0, len(order), BATCH))


def _unit(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    lengths[lengths == 0] = 1
    scaled: Vectors = rows / lengths
    return scaled
