"""Why this answer: what was searched, for whom, and what was not used."""

from dataclasses import replace

import pytest

from ui.exchange import Exchange
from ui.why import strength, why


@pytest.fixture(scope="module")
def page(answers, parse):
    return parse(why(Exchange(answers.answered, "deployer", "gemeente")))


def test_it_says_for_whom_and_for_which_day_was_searched(page):
    for words in (
        "TaalNederlands",
        "Peildatum23 november 2026",
        "Rolgebruiksverantwoordelijke",
        "Bestuurslaaggemeente",
    ):
        assert words in page.text


def test_who_chose_nothing_reads_that(answers, parse):
    assert "Rolniet gekozen" in parse(why(Exchange(answers.answered))).text


def test_it_shows_the_best_and_counts_the_rest(page):
    assert "genoemd in de vraag, woorden" in page.text
    assert "En nog 3 andere" in page.text
    assert "<Artikel> 11" in page.text
    assert "<Artikel> 12" not in page.text


def test_what_was_not_used_is_told_apart(page):
    assert len(page.all("tr", "bw-used")) == 1
    assert len(page.all("tr", "bw-unused")) == 11


@pytest.mark.parametrize(
    ("score", "word"),
    [(1.0, "sterk"), (0.8, "sterk"), (0.79, "redelijk"), (0.5, "redelijk"), (0.49, "zwak"), (0.0, "zwak")],
)
def test_a_score_is_a_word(score, word):
    assert strength(score, "nl") == word


def test_nothing_considered_is_nothing_to_show(answers):
    assert why(Exchange(replace(answers.answered, considered=()))) == ""
