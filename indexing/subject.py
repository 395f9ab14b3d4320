"""Whether a question is about our subject at all, by its words: what people ask here, against what they ask elsewhere.

Naive Bayes on the words that a question has (Maron 1961), and on each two that follow each other, for "how much does" and
"must we" tell more than their words do: each adds how many times likelier it stands in a question of our digests, or in a
policy of the organisation itself, than in one of elsewhere.toml.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import log
from pathlib import Path

from indexing.elsewhere import questions

DOUBT = 0.002  # share of questions that a word might stand in before it was counted: so a rare word says little
MOST = 4.0  # log-odds that one word can add
LEAST = 0.05  # what adds less is not kept: two words in a row that stood there once
BEGINNING = 5  # letters of a longer word that count too: "gegevensdeling" begins as "gegevens" does
LONG = 7  # letters
_WORD = re.compile(r"\w+")


class Subject:
    """The log-odds of each word; one that was never counted says nothing."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights

    @classmethod
    def learn(cls, asked: Sequence[str]) -> "Subject":
        """From the questions that are asked here, and from those of elsewhere.toml."""
        if not asked:
            return cls({})
        theirs = questions()
        ours, others = _counted(asked), _counted(theirs)
        weights = {word: _odds(ours[word], len(asked)) - _odds(others[word], len(theirs)) for word in ours | others}
        telling = ((word, min(max(weight, -MOST), MOST)) for word, weight in weights.items() if abs(weight) >= LEAST)
        return cls({word: round(weight, 3) for word, weight in telling})

    def save(self, file: Path) -> None:
        """Write to a new file."""
        file.write_text(json.dumps(self._weights, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, file: Path) -> "Subject":
        """Read what `save` wrote."""
        return cls(json.loads(file.read_text(encoding="utf-8")))

    def weight(self, question: str) -> float:
        """Log-odds: above 0 its words are rather ours, below 0 those of another field."""
        return sum(self._weights.get(word, 0.0) for word in _words(question))


def _counted(questions: Iterable[str]) -> Counter[str]:
    return Counter(word for question in questions for word in _words(question))


def _odds(count: int, questions: int) -> float:
    return log(count / questions + DOUBT)


def _words(question: str) -> set[str]:
    """Its words, the beginnings of longer ones, and each two that follow each other; ^ begins a question and $ ends it."""
    words = _WORD.findall(question.lower())
    beginnings = {f"{word[:BEGINNING]}…" for word in words if len(word) >= LONG}
    return {*words, *beginnings, *map(" ".join, pairwise(["^", *words, "$"]))}
