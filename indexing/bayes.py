"""Naive Bayes (Maron 1961): by what a question has in it, whether it is one of these rather than one of those.

Each sign adds how many times likelier it stands in one of these. The questions must be written by people: what is counted
is their words.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from math import log
from pathlib import Path
from typing import Self

import numpy as np

DOUBT = 0.002  # share of questions that a sign might stand in before it was counted: so a rare one says little
MOST = 4.0  # log-odds that one sign can add
LEAST = 0.05  # what adds less is not kept: two words in a row that stood there once
BEGINNING = 5  # letters of a longer word that count too: "gegevensdeling" begins as "gegevens" does
LONG = 7  # letters
_WORD = re.compile(r"\w+")


def words(question: str) -> set[str]:
    """Its words, the beginnings of longer ones, and each two that follow each other; ^ begins a question and $ ends it."""
    found = _WORD.findall(question.lower())
    beginnings = {f"{word[:BEGINNING]}…" for word in found if len(word) >= LONG}
    return {*found, *beginnings, *map(" ".join, pairwise(["^", *found, "$"]))}


class Bayes:
    """The log-odds of each sign; one that was never counted says nothing."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights

    @classmethod
    def told(cls, these: Sequence[str], those: Sequence[str]) -> Self:
        """Learn from questions of both kinds; without any of one kind no sign says anything."""
        return cls(_weights(cls.signs, tuple(these), tuple(those)) if these and those else {})

    def save(self, file: Path) -> None:
        """Write to a new file."""
        np.savez(file, signs="\n".join(self._weights), weights=np.array([*self._weights.values()]))

    @classmethod
    def load(cls, file: Path) -> Self:
        """Read what `save` wrote."""
        with np.load(file) as held:
            return cls(dict(zip(str(held["signs"]).split("\n"), held["weights"].tolist(), strict=False)))

    def weight(self, question: str) -> float:
        """Log-odds: above 0 it is rather one of these, below 0 one of those."""
        return sum(self._weights.get(sign, 0.0) for sign in self.signs(question))

    @staticmethod
    def signs(question: str) -> set[str]:
        """What counts in a question."""
        return words(question)


@lru_cache(maxsize=4)  # a build after a build has the same questions, and learns the same from them
def _weights(signs: Callable[[str], set[str]], these: tuple[str, ...], those: tuple[str, ...]) -> Mapping[str, float]:
    ones, others = (Counter(sign for question in some for sign in signs(question)) for some in (these, those))
    weights = {sign: _odds(ones[sign], len(these)) - _odds(others[sign], len(those)) for sign in ones | others}
    telling = ((sign, min(max(weight, -MOST), MOST)) for sign, weight in weights.items() if abs(weight) >= LEAST)
    return {sign: round(weight, 3) for sign, weight in telling}


def _odds(count: int, questions: int) -> float:
    return log(count / questions + DOUBT)
