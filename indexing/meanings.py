"""How near every provision comes to a question in meaning.

Up to EXACT passages are compared one by one, in memory: then the same question always finds the same, where Chroma's
approximate search orders neighbours differently in each process. Of more, Chroma looks among the nearest.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import NDArray

from corpus.types import LANGUAGES
from indexing.types import Field, Scores, Vectors
from indexing.vectors import VectorIndex

EXACT = 200_000
Compared = tuple[Vectors, NDArray[np.int32]]  # vectors of passages, and the places of the provisions they belong to


class Meanings:
    """The vectors of one build beside the provisions of an index; `ids` says in which order their scores are given."""

    def __init__(self, vectors: VectorIndex, ids: Sequence[str], *, exact: bool) -> None:
        self._vectors, self._exact = vectors, exact  # Chroma takes long to count, and who built it knows the number
        self._place = {identity: number for number, identity in enumerate(ids)}

    def match(self, vector: Vectors, language: str) -> dict[str, Scores]:
        """By feature of a ranking: the cosine of the nearest passage of every provision; 0 where none is near."""
        other = LANGUAGES[1 - LANGUAGES.index(language)]
        return {
            "question_meaning": self._nearness(vector, language, Field.QUESTION),
            "gist_meaning": self._nearness(vector, language, Field.GIST),
            "other_meaning": self._nearness(vector, other, Field.QUESTION),
            "text_meaning": np.maximum(*(self._nearness(vector, each, Field.TEXT) for each in LANGUAGES)),
        }

    def _nearness(self, vector: Vectors, language: str, field: Field) -> Scores:
        best = np.zeros(len(self._place), np.float32)
        if self._exact:
            vectors, places = self._in_memory[language, field]
            if len(places):
                # not `@`: BLAS shares the rows among threads, and waits for them tens of milliseconds on a busy machine
                np.maximum.at(best, places, np.vecdot(vectors, vector))
            return best
        for identity, cosine in self._vectors.nearest(vector, language, field).items():
            place = self._place[identity.partition("@")[0]]
            best[place] = max(best[place], cosine)
        return best

    @cached_property
    def _in_memory(self) -> dict[tuple[str, Field], Compared]:
        """Read two at a time: half of Chroma's reading holds no lock, and a command line waits for all of it."""
        kinds = list(product(LANGUAGES, Field))
        with ThreadPoolExecutor(max_workers=2) as pool:
            read = pool.map(lambda kind: self._vectors.stored(*kind), kinds)
            return {kind: (vectors, self._places(ids)) for kind, (ids, vectors) in zip(kinds, read, strict=True)}

    def _places(self, ids: Sequence[str]) -> NDArray[np.int32]:
        return np.array([self._place[each.partition("@")[0]] for each in ids], np.int32)
