"""Times several ways of doing the same in turns, so that a noisy machine disturbs all of them alike."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds, one for each time that something was asked, in the order of asking."""

    milliseconds: tuple[float, ...]

    @property
    def p50(self) -> float:
        return median(self.milliseconds)

    @property
    def p95(self) -> float:
        return quantiles(self.milliseconds, n=20)[-1]

    @property
    def per_second(self) -> float:
        """How many in a second, one after the other."""
        return 1000 * len(self.milliseconds) / sum(self.milliseconds)

    def over(self, other: "Times") -> float:
        """How many times as long as the other took over the same: the median of the pairs."""
        return median(mine / theirs for mine, theirs in zip(self.milliseconds, other.milliseconds, strict=True))


def timed(
    ways: Sequence[Callable[..., object]], asked: Sequence[tuple[object, ...]], rounds: int | None = None
) -> list[Times]:
    """Ask every way everything, A B A B …, after one round of the first question that is not counted."""
    for way in ways:
        way(*asked[0])
    taken: list[list[float]] = [[] for _ in ways]
    for _ in range(rounds or ROUNDS):
        for each in asked:
            for way, mine in zip(ways, taken, strict=True):
                started = time.perf_counter()
                way(*each)
                mine.append(1000 * (time.perf_counter() - started))
    return [Times(tuple(mine)) for mine in taken]
