"""One size of an index, and what it took to build and to search it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """One index: milliseconds, megabytes and seconds. `exact` and `approximate`: the meanings alone, both ways."""

    passages: int
    provisions: int
    build_seconds: float
    build_megabytes: int  # at its peak, the synthetic texts included
    disk_megabytes: float
    open_seconds: float  # up to and with the first search
    search_megabytes: int  # at its peak; both ways of comparing meanings have been used
    regime: str  # how an index of this size compares meanings: "exact" or "approximate"
    search_p50: float
    search_p95: float
    exact_p50: float
    exact_p95: float
    approximate_p50: float
    approximate_p95: float

    @property
    def passages_per_second(self) -> float:
        """Built: cut, encoded, and put into Chroma and BM25."""
        return self.passages / self.build_seconds
