"""Whether a question is about our subject at all, by its words: what people ask here, against what they ask elsewhere.

Each two words in a row count beside the words, for "how much does" and "must we" tell more than theirs do. What people
ask here: a question of our digests, or what a policy of the organisation itself says.
"""

from collections.abc import Sequence
from typing import Self

from indexing.bayes import Bayes
from indexing.elsewhere import questions


class Subject(Bayes):
    """Above 0 its words are rather ours, below 0 those of another field."""

    @classmethod
    def learn(cls, asked: Sequence[str]) -> Self:
        """From the questions that are asked here, and from those of elsewhere.toml."""
        return cls.told(asked, questions())
