"""Times several ways of doing the same in turns, so that a noisy machine disturbs all of them alike."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

ROUNDS = 3
STRETCH = 10  # asked in a row: another library's threads go on spinning for a while after its turn


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
    """Ask every way everything, in turns of a few questions, after one round of the first question that is not counted."""
    for way in ways:
        way(*asked[0])
    taken: list[list[float]] = [[] for _ in ways]
    for _ in range(rounds or ROUNDS):
        for start in range(0, len(asked), STRETCH):
            for way, mine in zip(ways, taken, strict=True):
                mine += [_milliseconds(way, each) for each in asked[start : start + STRETCH]]
    return [Times(tuple(mine)) for mine in taken]


def _milliseconds(way: Callable[..., object], asked: tuple[object, ...]) -> float:
    started = time.perf_counter()
    way(*asked)
    return 1000 * (time.perf_counter() - started)
