"""Is a likelihood what it says: of the questions whose first provision gets 0.7, is it an expected one in seven of ten?

Bins of equal width, as in a reliability diagram; the expected calibration error is the mean gap between what was said
and what was right, weighed by the number of questions (Naeini, Cooper & Hauskrecht 2015).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import mean

from evals.run import Row

BINS = 5  # more would hold too few of 140 questions each


@dataclass(frozen=True, slots=True)
class Bin:
    """The questions whose first provision has a likelihood from `low` up to `high`."""

    low: float
    high: float
    number: int
    said: float  # the mean likelihood
    right: float  # how often the first article was an expected one


def bins(rows: Sequence[Row]) -> Iterator[Bin]:
    """Those that hold any question, the least likely first; a question that has no answer here cannot be right."""
    found: dict[int, list[tuple[float, float]]] = {}
    for row in rows:
        if row.likelihood is not None:
            place = min(int(row.likelihood * BINS), BINS - 1)
            found.setdefault(place, []).append((row.likelihood, row.values.get("article hit@1", 0.0)))
    for place, pairs in sorted(found.items()):
        said, right = (mean(each) for each in zip(*pairs, strict=True))
        yield Bin(place / BINS, (place + 1) / BINS, len(pairs), said, right)


def error(found: Sequence[Bin]) -> float:
    """The expected calibration error: Σ number · |right - said| / Σ number."""
    return sum(each.number * abs(each.right - each.said) for each in found) / sum(each.number for each in found)
