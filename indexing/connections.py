"""Where provisions point: to which other ones, by the relations of their digests and by their official words.

A duty and the provision that triggers it belong together; they share few words, so what points says more than words.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

import numpy as np
from numpy.typing import NDArray

from corpus.cross_references import cross_references
from corpus.types import Provision, Source
from indexing.named import Named
from indexing.ranking import counting, highest
from indexing.types import Scores

POINTING = ("refers_to", "explains", "implements", "amends", "amended_by")  # relations that are followed, one step
LEADING = 5  # provisions that are believed: of those found, the best by the other features
FIRST, MOST = 5, 2  # what was found itself keeps the first places; so many of other sources come behind them
Places = tuple[int, ...]


class Connections:
    """The provisions of an index and what each points to, read when it is first asked for: few of them ever lead."""

    def __init__(
        self,
        editions: Mapping[str, Sequence[Provision]],
        sources: tuple[Source, ...],
        named: Named,
    ) -> None:
        self._editions, self._sources, self._ids = editions, sources, tuple(editions)
        self._place, self._parts, self._source_numbers = named.place, named.parts, named.source_numbers
        self._known: dict[int, tuple[Places, ...]] = {}

    def referred(self, sums: Scores) -> Scores:
        """For every provision how much the best one that points to it counts: 1 if that is the best of all.

        Of an article that is only here in its paragraphs, or of a whole source, the best one is meant.
        """
        found = np.zeros(len(self._ids), np.float32)
        leading = highest(sums, LEADING)
        for place, counts in zip(leading, counting(sums[leading]), strict=True):
            for places in self.pointed(int(place)):
                best = max(places, key=lambda each: sums[each])
                found[best] = max(found[best], counts)
        return found

    def beside(
        self, order: NDArray[np.intp], sums: Scores, found: NDArray[np.bool_], named: NDArray[np.bool_]
    ) -> NDArray[np.intp]:
        """Puts other sources directly behind the FIRST: the best of each that is named, and what the leading one points to.

        `order`: the places of the best; `found` and `named`: for every provision whether it may be among them, and
        whether the question names its source. Who asks about two acts at once is shown both, also where one of them
        shares all the words.
        """
        if not len(order):
            return order
        seen = {self._source(place) for place in order[:FIRST]}
        meant = [max(places, key=lambda each: sums[each]) for places in self.pointed(int(order[0]))]
        pointed = self._best_of_each(np.array([place for place in meant if found[place]], np.intp), sums, seen)
        asked = self._best_of_each(np.flatnonzero(named & found), sums, seen)
        forward = list((asked | dict(list(pointed.items())[:MOST])).values())
        rest = order[FIRST:]
        return np.concatenate([order[:FIRST], np.array(forward, order.dtype), rest[~np.isin(rest, forward)]])

    def _best_of_each(self, places: NDArray[np.intp], sums: Scores, seen: AbstractSet[str]) -> dict[str, int]:
        """The best place of each source that was not seen, the best first. A named act has thousands of places."""
        numbers = self._source_numbers[places]
        apart = (places[numbers == number] for number in np.unique(numbers))
        best = sorted((int(each[np.argmax(sums[each])]) for each in apart), key=lambda place: -sums[place])
        return {self._source(place): place for place in best if self._source(place) not in seen}

    def _source(self, place: int) -> str:
        return self._ids[place].partition("/")[0]

    def pointed(self, place: int) -> tuple[Places, ...]:
        """For each thing that a provision points to, the provisions that it may be."""
        if place not in self._known:
            provision = self._editions[self._ids[place]][-1]
            named = [identity for kind in POINTING for identity in provision.related(kind)]
            named += [f"{each.source}/{each.eid}" for each in cross_references(provision, self._sources)]
            found = (tuple(each for each in self._meant(name) if each != place) for name in dict.fromkeys(named))
            self._known[place] = tuple(places for places in found if places)
        return self._known[place]

    def _meant(self, name: str) -> Places:
        """The provision itself, the parts directly inside it, or the nearest one around it; any one of a source."""
        if "/" not in name or name.endswith("/"):
            source = name.rstrip("/")
            return tuple(place for place, each in enumerate(self._ids) if each.partition("/")[0] == source)
        while name not in self._place:
            if parts := self._parts.get(name):
                return tuple(self._place[each] for each in parts)
            if "__" not in name:
                return ()
            name = name.rpartition("__")[0]
        return (self._place[name],)
