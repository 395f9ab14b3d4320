"""The formulas of retrieval, against values worked out by hand."""

from math import log2

import pytest

from evals.metrics import article, is_expected, judge

A, B, C = "act/art_1__para_1", "act/art_2__para_1", "act/art_3"
TWO = "act/art_1__para_2"


@pytest.mark.parametrize(
    ("provision", "expected", "is_it"),
    [
        pytest.param("act/art_5", "act/art_5", True, id="itself"),
        pytest.param("act/art_5__para_1__point_a", "act/art_5__para_1", True, id="a part"),
        pytest.param("act/art_5", "act/art_5__para_1", False, id="the whole for a part"),
        pytest.param("act/art_5__para_10", "act/art_5__para_1", False, id="a number that begins the same"),
        pytest.param("act/art_5a", "act/art_5", False, id="an inserted article"),
        pytest.param("act/topic_x", "act/", True, id="any of the source"),
        pytest.param("act-two/topic_x", "act/", False, id="a source that begins the same"),
    ],
)
def test_what_counts_as_expected(provision, expected, is_it):
    assert is_expected(provision, expected) is is_it


@pytest.mark.parametrize(
    ("place", "around"),
    [
        pytest.param("act/art_26__para_6__point_a", "act/art_26", id="paragraph"),
        pytest.param("act/annex_III__point_5", "act/annex_III", id="annex"),
        pytest.param("act/topic_aim", "act/topic_aim", id="topic"),
        pytest.param("act/", "act/", id="source"),
    ],
)
def test_the_article_around_a_provision(place, around):
    assert article(place) == around


@pytest.mark.parametrize(
    ("ranking", "expected", "gains"),
    [
        pytest.param([A, B, C], [B], (0, 1, 0), id="second"),
        pytest.param([A, B, C], [C, A], (1, 0, 1), id="two expected"),
        pytest.param([], [A], (), id="nothing found"),
        pytest.param([A, A, B], [A], (1, 0), id="the same one twice stands once"),
        pytest.param([f"{A}__point_a", f"{A}__point_b"], [A], (1, 0), id="two parts of one expected count once"),
        pytest.param(["act/x", "act/y"], ["act/"], (1, 0), id="a whole source counts once"),
        pytest.param([B, A], [A, A], (0, 1), id="expected twice is expected once"),
    ],
)
def test_gains_at_the_level_of_paragraphs(ranking, expected, gains):
    assert judge(ranking, expected, "paragraph").gains == gains


@pytest.mark.parametrize(
    ("ranking", "expected", "gains", "number"),
    [
        pytest.param([TWO, B], [A], (1, 0), 1, id="another paragraph of the article"),
        pytest.param([B, TWO, A], [A], (0, 1), 1, id="paragraphs collapse to the best rank"),
        pytest.param([B, TWO, A], [A, TWO], (0, 1), 1, id="expected paragraphs collapse too"),
        pytest.param([C, B, A], [A, B], (0, 1, 1), 2, id="two articles"),
    ],
)
def test_gains_at_the_level_of_articles(ranking, expected, gains, number):
    judged = judge(ranking, expected, "article")

    assert (judged.gains, judged.expected) == (gains, number)


def test_what_is_ignored_leaves_the_ranking():
    assert judge([B, A], [A], "paragraph", ignored=[B]).gains == (1,)
    assert judge(["own/page", A], [A], "article", ignored=["own/"]).rank == 1


@pytest.mark.parametrize(
    ("ranking", "expected", "k", "hit", "recall", "ndcg", "reciprocal"),
    [
        pytest.param([A, B, C], [A], 1, 1, 1, 1, 1, id="first"),
        pytest.param([A, B, C], [B], 1, 0, 0, 0, 1 / 2, id="second, one read"),
        pytest.param([A, B, C], [B], 3, 1, 1, 1 / log2(3), 1 / 2, id="second, three read"),
        pytest.param([A, B, C], [A, C], 3, 1, 1, (1 + 1 / 2) / (1 + 1 / log2(3)), 1, id="first and third"),
        pytest.param([A, B, C], [A, C], 2, 1, 1 / 2, 1 / (1 + 1 / log2(3)), 1, id="third is cut off"),
        pytest.param([A], [A, B, C], 1, 1, 1 / 3, 1, 1, id="no more than one could be found"),
        pytest.param([B, C], [A], 3, 0, 0, 0, 0, id="not found"),
        pytest.param([], [A], 3, 0, 0, 0, 0, id="nothing"),
    ],
)
def test_formulas(ranking, expected, k, hit, recall, ndcg, reciprocal):
    judged = judge(ranking, expected, "paragraph")

    assert judged.hit(k) == hit
    assert judged.recall(k) == pytest.approx(recall)
    assert judged.ndcg(k) == pytest.approx(ndcg)
    assert judged.reciprocal_rank() == pytest.approx(reciprocal)


def test_without_k_the_whole_ranking_counts():
    judged = judge([B, C, A], [A], "paragraph")

    assert (judged.hit(), judged.recall(), judged.hit(2)) == (1, 1, 0)
