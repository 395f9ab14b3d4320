"""What a question names: acts, and parts of them ("artikel 26 lid 4"), by their place in an index."""

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from corpus.references import Reference, nearest, references
from corpus.types import Source
from indexing.types import Scores


class Named:
    """The provisions of an index, by their sources and the parts that they lie in."""

    def __init__(self, ids: Sequence[str], sources: tuple[Source, ...]) -> None:
        self._ids, self._sources = ids, sources
        self.place = {identity: place for place, identity in enumerate(ids)}  # of each provision
        self.parts: dict[str, list[str]] = {}  # what lies directly inside each part
        for identity in ids:
            if "__" in identity:
                self.parts.setdefault(identity.rpartition("__")[0], []).append(identity)

    def match(self, question: str, sums: Callable[[dict[str, Scores]], Scores]) -> dict[str, Scores]:
        """By feature of a ranking: of a named act or of another one; a named part, or directly inside one.

        `sums` weighs what is known so far: a part without an act is that of the act which was found best.
        """
        named = references(question, self._sources)
        found = self._acts({each.source for each in named if each.source})
        parts = [each for each in named if each.eid]
        return found | self._named_parts(parts, sums(found)) if parts else found

    def _acts(self, named: set[str]) -> dict[str, Scores]:
        if not named:
            return {}
        numbers = [number for number, source in enumerate(self._sources) if source.id in named]
        own: Scores = np.isin(self.source_numbers, numbers).astype(np.float32)
        return {"source": own, "elsewhere": 1 - own}

    @cached_property
    def source_numbers(self) -> NDArray[np.int32]:
        """For every provision the place of its source."""
        number = {source.id: place for place, source in enumerate(self._sources)}
        return np.array([number[identity.partition("/")[0]] for identity in self._ids], np.int32)

    def _named_parts(self, named: list[Reference], sums: Scores) -> dict[str, Scores]:
        exact, inside = np.zeros(len(self._ids), np.float32), np.zeros(len(self._ids), np.float32)
        for reference in named:
            for place, is_exact in self._places(reference, sums):
                (exact if is_exact else inside)[place] = 1.0
        return {"named": exact, "inside": inside}

    def _places(self, reference: Reference, sums: Scores) -> list[tuple[int, bool]]:
        """The part itself (True), or the nearest part around it that we have, and what lies directly inside it."""
        place = self.place
        for source in [reference.source] if reference.source else self._by_likelihood(sums):
            for eid in nearest(reference.eid):
                whole = f"{source}/{eid}"
                parts = self.parts.get(whole, [])
                if whole in place or parts:
                    own = [(place[whole], True)] if whole in place else []
                    return [*own, *((place[each], whole not in place) for each in parts)]
        return []

    def _by_likelihood(self, sums: Scores) -> list[str]:
        """The sources, the one with the best provision first."""
        order = np.argsort(-sums, kind="stable")
        return list(dict.fromkeys(self._ids[place].partition("/")[0] for place in order))
