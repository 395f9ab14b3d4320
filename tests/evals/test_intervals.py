"""Intervals are wide where little was asked, and the same every time."""

import pytest

from evals.intervals import bootstrap, paired

HALF = [0.0, 1.0] * 50


def test_the_interval_lies_around_the_mean():
    figure = bootstrap(HALF)

    assert figure.mean == 0.5
    assert figure.low == pytest.approx(0.5 - 1.96 * 0.05, abs=0.015)  # the standard error of 100 halves is 0.05
    assert figure.high == pytest.approx(0.5 + 1.96 * 0.05, abs=0.015)


def test_fewer_questions_say_less():
    few, many = bootstrap(HALF[:10]), bootstrap(HALF)

    assert few.high - few.low > 2 * (many.high - many.low)


def test_the_seed_is_fixed():
    assert bootstrap(HALF) == bootstrap(HALF)


@pytest.mark.parametrize(
    ("values", "mean", "low", "high"),
    [
        pytest.param([1.0] * 20, 1, 20 / (20 + 1.96**2), 1, id="all right is not surely right"),
        pytest.param([0.0] * 20, 0, 0, 1.96**2 / (20 + 1.96**2), id="all wrong is not surely wrong"),
        pytest.param([0.25] * 4, 0.25, 0.25, 0.25, id="shares that are equal"),
        pytest.param([], 0, 0, 1, id="nothing asked"),
    ],
)
def test_edges(values, mean, low, high):
    figure = bootstrap(values)

    assert (figure.mean, figure.low, figure.high) == pytest.approx((mean, low, high))


def test_a_paired_difference_knows_more_than_two_intervals():
    before, after = HALF, [*HALF[:80], *[1.0] * 20]  # ten questions got better, none worse
    difference = paired(before, after)

    assert difference.mean == pytest.approx(0.1)
    assert difference.is_certain
    assert bootstrap(before).high > bootstrap(after).low  # the intervals alone would not tell


def test_no_difference_is_no_difference():
    figure = paired(HALF, HALF)

    assert (figure.mean, figure.low, figure.high) == (0, 0, 0)
    assert not figure.is_certain
    assert paired([], []).mean == 0
