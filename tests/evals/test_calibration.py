"""Likelihoods are held against what was right."""

from dataclasses import replace

import pytest

from evals.calibration import Bin, bins, error
from evals.run import Row

ROW = Row("one", "dev", "nl", "fact", (), 0.1, {})


def row(likelihood: float | None, hit: float | None) -> Row:
    """A question whose first provision has this likelihood and is right or not; None: no provision is expected."""
    return replace(ROW, likelihood=likelihood, values={} if hit is None else {"article hit@1": hit})


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        pytest.param([], [], id="no questions"),
        pytest.param([row(None, None)], [], id="nothing was searched"),
        pytest.param([row(0.5, 1), row(0.45, 0)], [Bin(0.4, 0.6, 2, 0.475, 0.5)], id="two in one bin"),
        pytest.param([row(0.9, 1), row(0.1, 0)], [Bin(0.0, 0.2, 1, 0.1, 0), Bin(0.8, 1.0, 1, 0.9, 1)], id="two bins"),
        pytest.param([row(1.0, 1)], [Bin(0.8, 1.0, 1, 1.0, 1)], id="the highest likelihood has a bin"),
        pytest.param([row(0.3, None)], [Bin(0.2, 0.4, 1, 0.3, 0)], id="without an answer it cannot be right"),
    ],
)
def test_questions_are_put_in_bins_by_likelihood(rows: list[Row], found: list[Bin]) -> None:
    assert list(bins(rows)) == found


def test_the_error_is_the_mean_gap_weighed_by_questions() -> None:
    assert error([Bin(0, 0.2, 3, 0.1, 0.2), Bin(0.8, 1, 1, 0.9, 0.5)]) == pytest.approx((3 * 0.1 + 0.4) / 4)
