"""What speaks for a provision is weighed, and the sum becomes a likelihood."""

import numpy as np
import pytest

from indexing.ranking import FEATURES, REASONS, Features, Ranking, learnt, matrix

PLAIN = Ranking(dict.fromkeys(FEATURES, 1.0) | {"recital": -1.0}, slope=1.0, offset=-2.0)


def row(**features: float) -> Features:
    """One provision with these features."""
    return matrix({name: np.array([value], np.float32) for name, value in features.items()}, 1)


@pytest.mark.parametrize(
    ("features", "total"),
    [
        pytest.param({}, 0.0, id="nothing speaks for it"),
        pytest.param({"own_words": 0.5, "gist_meaning": 0.25}, 0.75, id="words and meaning add up"),
        pytest.param({"coverage": 1.0, "recital": 1.0}, 0.0, id="what weighs against it is taken off"),
    ],
)
def test_features_are_weighed_and_summed(features: dict[str, float], total: float) -> None:
    assert PLAIN.sums(row(**features))[0] == pytest.approx(total)


def test_a_higher_sum_is_likelier_and_every_likelihood_lies_between_0_and_1() -> None:
    likelihoods = PLAIN.likelihood(np.array([-50, 0, 2, 50], np.float32))

    assert list(likelihoods) == sorted(likelihoods)
    assert likelihoods[2] == pytest.approx(0.5)
    assert 0 <= likelihoods[0] < likelihoods[-1] <= 1


@pytest.mark.parametrize(
    ("features", "reasons"),
    [
        pytest.param({"named": 1.0}, ("reference",), id="it was named"),
        pytest.param({"own_words": 0.6, "question_meaning": 0.6}, ("keywords", "vectors"), id="two reasons"),
        pytest.param({"own_words": 0.6, "text_words": 0.1}, ("keywords",), id="what hardly counts is no reason"),
        pytest.param({"text_meaning": 0.2}, ("text-vectors",), id="at least the one that says most"),
    ],
)
def test_the_reasons_say_why_it_was_found(features: dict[str, float], reasons: tuple[str, ...]) -> None:
    assert PLAIN.reasons(row(**features)[0]) == reasons


def test_the_ranking_that_ships_weighs_every_feature_and_every_reason_is_one_of_them() -> None:
    assert learnt().weights.keys() == set(FEATURES)
    assert {name for names in REASONS.values() for name in names} < set(FEATURES)
    assert learnt().slope > 0
