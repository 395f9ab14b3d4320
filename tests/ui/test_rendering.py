"""Answers as HTML: links that fit their cards, everything escaped, nothing a reader must know left out."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from assistant.types import Notice, NoticeKind, Outcome
from ui.exchange import Exchange
from ui.rendering import END, answered, asked, conversation


@pytest.fixture(scope="module")
def page(answers, parse):
    exchanges = (Exchange(answers.answered), Exchange(answers.nothing_found))
    return parse(conversation(exchanges, {}, "nl", "En <b>nu</b>?"))


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


def test_each_exchange_is_a_block_of_its_own_on_one_line(answers):
    text = replace(answers.nothing_found, question="Een\n\n# twee", text="$$x$$\n\n**y**")

    blocks = conversation((Exchange(text), Exchange(answers.answered)), {}, "nl").split("\n\n")

    assert blocks.pop() == END
    assert blocks.pop().startswith('<form class="bw-take"')
    assert len(blocks) == 2
    assert all("\n" not in each and each.startswith('<section class="bw-exchange"') for each in blocks)


def test_only_the_first_number_is_where_the_way_back_leads(page):
    assert [each.get("id") for each in page.all("a", "bw-ref")] == ["reference-one-1", "reference-one-2", None]


def test_a_question_is_escaped():
    assert "&lt;b&gt;" in asked("<b>", "nl", "x")
