"""Whether a question asks for a verdict on somebody, or on how somebody's case will end, whatever law is named beside it.

No provision says whether this CISO is fit, who leaked it, or what the court will decide; words such as "Woo" and "datalek"
find provisions all the same. Told by its words (verdict.toml), and once more by those of its last sentence, in which
a story asks.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Self

from corpus.sentences import sentences
from indexing.bayes import Bayes, words
from indexing.elsewhere import listed, questions

FILE = Path(__file__).with_suffix(".toml")


def verdicts() -> tuple[str, ...]:
    """Questions that ask for one, in Dutch and English."""
    return listed(FILE)


class Verdict(Bayes):
    """Above 0 it rather asks for a verdict, below 0 for a rule or for something else."""

    @classmethod
    def learn(cls, asked: Sequence[str]) -> Self:
        """From verdict.toml, against the questions that are asked here and those from elsewhere."""
        return cls.told(verdicts() if asked else (), (*asked, *questions()))

    @staticmethod
    def signs(question: str) -> set[str]:
        """Its words, and which of them its last sentence has."""
        last = sentences(question)[-1:]
        return words(question) | {f"? {word}" for sentence in last for word in words(sentence)}
