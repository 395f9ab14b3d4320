"""Questions that are not about our subject (elsewhere.toml), and how near a question comes to one of them.

A nearest neighbour (Cover and Hart 1967), held against how near our own questions come: the nearer to a question from
elsewhere, the less it is ours, whatever its words and whatever was found for it.
"""

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexing.types import Encoder, Vectors

FILE = Path(__file__).with_suffix(".toml")
SAMPLE = 1000  # of our own questions: how near those come to one from elsewhere
LEAST = 0.01  # spread, where all come equally near
OURS = 1.3  # times that spread above the mean, where nine in ten of ours lie below


def questions() -> tuple[str, ...]:
    """Questions that are not ours, in Dutch and English."""
    return listed(FILE)


@cache
def listed(file: Path) -> tuple[str, ...]:
    """What stands in the lists of a file: one for each language, or for each field."""
    lists = tomllib.loads(file.read_text(encoding="utf-8")).values()
    return tuple(each for some in lists for each in some)


class Elsewhere:
    """The vectors of these questions, which of them count here, and how near (cosine: mean, spread) our own come to them."""

    def __init__(
        self, asked: tuple[str, ...], vectors: Vectors, counts: NDArray[np.bool_], usual: float, spread: float
    ) -> None:
        self.asked, self.usual, self.spread = asked, usual, spread
        self.vectors: Vectors = vectors.astype(np.float32)
        self._counts, self._counting = counts, self.vectors[counts]

    @classmethod
    def learn(
        cls, ours: Sequence[str], own: Sequence[str], encoder: Encoder, known: "Elsewhere | None" = None
    ) -> "Elsewhere":
        """`ours`: questions of our own; `own`: what the organisation's own policies say, which is no longer elsewhere.

        `known`, of the same encoder, has the vectors where the questions are still the same.
        """
        theirs = questions()
        if not ours:
            return cls((), np.zeros((0, 0), np.float32), np.zeros(0, bool), 0.0, 1.0)
        if known and known.asked == theirs:
            vectors, usual, spread = known.vectors, known.usual, known.spread
        else:
            vectors, sample = (encoder.encode(list(each)) for each in (theirs, ours[:: len(ours) // SAMPLE + 1]))
            nearest = (sample @ vectors.T).max(axis=1)
            usual, spread = float(nearest.mean()), max(float(nearest.std()), LEAST)
        like = (vectors @ encoder.encode(list(own)).T).max(axis=1) if own else np.zeros(len(theirs), np.float32)
        return cls(theirs, vectors, like < usual + OURS * spread, usual, spread)

    def save(self, file: Path) -> None:
        """Write to a new file, the vectors with half their precision."""
        vectors = self.vectors.astype(np.float16)
        np.savez(
            file, asked="\n".join(self.asked), vectors=vectors, counts=self._counts, near=(self.usual, self.spread)
        )

    @classmethod
    def load(cls, file: Path) -> "Elsewhere":
        """Read what `save` wrote."""
        with np.load(file) as held:
            asked = tuple(filter(None, str(held["asked"]).split("\n")))
            return cls(asked, held["vectors"], held["counts"], *map(float, held["near"]))

    def likeness(self, question: str, encoder: Encoder) -> float:
        """How much nearer it comes to one of them than our own usually do, in their standard deviations."""
        if not len(self._counting):
            return 0.0
        nearest = float((self._counting @ encoder.encode([question])[0]).max())
        return (nearest - self.usual) / self.spread
