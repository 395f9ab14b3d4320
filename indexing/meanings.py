"""How near every provision comes to a question in meaning.

Up to EXACT passages are compared one by one, in memory (`compared`); of more, Chroma looks among the nearest.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from corpus.types import LANGUAGES
from indexing.types import Field, Group, Scores, Vectors
from indexing.vectors import VectorIndex

EXACT = 200_000


class Meanings(Protocol):
    """The vectors of one build."""

    def nearness(self, vector: Vectors, groups: Sequence[Group]) -> list[Scores]:
        """Of each group, for every provision the cosine of its nearest passage; 0 where none is near."""


class Approximate:
    """Chroma's nearest neighbours; `ids` are those of the provisions, in the order of their scores."""

    def __init__(self, index: VectorIndex, ids: Sequence[str]) -> None:
        self._index = index
        self._place = {identity: number for number, identity in enumerate(ids)}

    def nearness(self, vector: Vectors, groups: Sequence[Group]) -> list[Scores]:
        """See Meanings."""
        return [self._nearness(vector, *group) for group in groups]

    def _nearness(self, vector: Vectors, language: str, field: Field) -> Scores:
        best = np.zeros(len(self._place), np.float32)
        for identity, cosine in self._index.nearest(vector, language, field).items():
            place = self._place[identity.partition("@")[0]]
            best[place] = max(best[place], cosine)
        return best


def match(meanings: Meanings, vector: Vectors, language: str) -> dict[str, Scores]:
    """By feature of a ranking: the cosine of the nearest passage of every provision."""
    other = LANGUAGES[1 - LANGUAGES.index(language)]
    groups = [(language, Field.QUESTION), (language, Field.GIST), (other, Field.QUESTION)]
    question, gist, foreign, *official = meanings.nearness(
        vector, [*groups, *((each, Field.TEXT) for each in LANGUAGES)]
    )
    return {
        "question_meaning": question,
        "gist_meaning": gist,
        "other_meaning": foreign,
        "text_meaning": np.maximum(*official),
    }
