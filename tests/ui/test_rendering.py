"""Answers as HTML: links that fit their cards, everything escaped, nothing a reader must know left out."""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from assistant.types import Notice, NoticeKind, Outcome
from ui.page import head, starters, status
from ui.rendering import answered, asked, conversation


@pytest.fixture(scope="module")
def page(answers, parse):
    return parse(conversation((answers.answered, answers.nothing_found), "En <b>nu</b>?", "nl"))


def test_the_markup_is_whole_and_no_id_comes_twice(page):
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]

    assert page.open == []
    assert len(ids) == len(set(ids))


def test_nothing_from_outside_becomes_markup(page):
    assert {tag for tag, _ in page.elements}.isdisjoint({"script", "img", "b", "i"})
    assert "Hoe lang <script>alert(1)</script>?" in page.text
    assert "bewaard <b>& gedurende</b> ten minste" in page.text
    assert "Een brief zei <i>1 jaar</i>." in page.text
    assert "<Artikel> 3" in page.text
    assert 'En "daarna"?' in [each["data-question"] for each in page.all("button", "bw-ask")]


def test_numbers_are_links_to_the_cards_of_their_own_answer(page):
    links = page.all("a", "bw-ref")
    cards = {each["id"] for each in page.all("article", "bw-card")}

    assert [each["href"] for each in links] == ["#source-one-1", "#source-one-2", "#source-one-1"]
    assert links[0]["aria-label"] == "bron 1: AI-verordening, artikel 26, lid 6"
    assert {each["href"][1:] for each in links} == cards


def test_a_number_without_a_card_stays_text(page):
    assert "twee [7]." in page.text


def test_headings_come_in_order(page):
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]

    assert levels[0] == 2
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_what_must_be_known_stands_there_by_name(page):
    notes = [attrs["aria-label"] for _, attrs in page.elements if attrs.get("role") == "note"]

    assert notes == ["Nog niet van toepassing", "Een andere bron zegt iets anders", "Waar u wel terechtkunt"]
    for sentence in (
        "Deels beantwoord",
        "Niets gevonden",
        "2 zinnen weggehaald",
        "Peildatum 23 november 2026.",
        "zonder taalmodel",
    ):
        assert sentence in page.text


def test_the_answer_keeps_its_own_language(answers, parse):
    html = answered(replace(answers.nothing_found, language="en"))

    assert parse(html).all("article", "bw-answer")[0]["lang"] == "en"
    assert "Nothing found" in html
    assert "Where to go instead" in html


def test_why_shows_the_best_and_counts_the_rest(page):
    assert "genoemd in de vraag, woorden" in page.text
    assert "En nog 3 andere" in page.text
    assert "<Artikel> 12" not in page.text


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_can_be_shown(answers, outcome):
    assert ("bw-badge" in answered(replace(answers.nothing_found, outcome=outcome))) == (outcome != "answered")


@pytest.mark.parametrize("kind", [*NoticeKind, "something_newer"])
def test_every_notice_can_be_shown(answers, kind):
    html = answered(replace(answers.nothing_found, notices=(Notice(kind, "Let op."),)))

    assert f"bw-{kind}" in html


def test_choices_can_be_pressed(answers):
    html = answered(replace(answers.nothing_found, outcome=Outcome.CLARIFICATION, choices=("De AI-verordening?",)))

    assert "Wat bedoelt u?" in html
    assert 'data-question="De AI-verordening?"' in html


def test_a_language_model_is_named(answers):
    assert "taalmodel gpt-&lt;x&gt;" in answered(replace(answers.nothing_found, model="gpt-<x>"))


def test_the_page_around_it_says_what_it_is(answers, parse):
    html = head("nl", date(2026, 11, 23))

    assert "AI-systeem" in html
    assert "23 november 2026" in html
    assert "23 November" in head("en", date(2026, 11, 23))
    assert "gecontroleerd" not in head("nl", None)
    assert len(parse(starters("en")).all("button", "bw-ask")) == 6
    assert "&lt;b&gt;" in status("<b>", "error")
    assert "&lt;b&gt;" in asked("<b>", "nl")
