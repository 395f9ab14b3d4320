"""How far a figure could lie off because we asked these questions and not others (Efron & Tibshirani 1993, ch. 13)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

DRAWS, SEED, LEVEL = 2000, 20261123, 0.95
Z = 1.96  # of the normal distribution, for LEVEL


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean over questions and the ends of its 95 % bootstrap interval."""

    mean: float
    low: float
    high: float

    @property
    def is_certain(self) -> bool:
        """Of a difference: whether it lies on one side of zero."""
        return self.low > 0 or self.high < 0


def bootstrap(values: Sequence[float]) -> Interval:
    """The mean and the percentile interval of the means of DRAWS samples with replacement; the seed is fixed.

    Where every question has the same 0 or 1, samples know no doubt; Wilson's score interval (1927) does.
    """
    if values and set(values) <= {0.0, 1.0} and len(set(values)) == 1:
        doubt = Z * Z / (len(values) + Z * Z)
        return Interval(1.0, 1 - doubt, 1.0) if values[0] else Interval(0.0, 0.0, doubt)
    return _resampled(values) if values else Interval(0.0, 0.0, 1.0)


def paired(before: Sequence[float], after: Sequence[float]) -> Interval:
    """After - before over the same questions: questions are drawn together with both of their values."""
    differences = [late - early for early, late in zip(before, after, strict=True)]
    return _resampled(differences) if differences else Interval(0.0, 0.0, 0.0)


def _resampled(values: Sequence[float]) -> Interval:
    given = np.asarray(values, dtype=np.float64)
    picks = np.random.default_rng(SEED).integers(0, len(given), size=(DRAWS, len(given)))
    low, high = np.quantile(given[picks].mean(axis=1), [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(float(given.mean()), float(low), float(high))
