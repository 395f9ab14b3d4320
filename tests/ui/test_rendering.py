"""Answers as HTML: links that fit their cards, everything escaped, nothing a reader must know left out."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from assistant.types import Notice, NoticeKind, Outcome
from corpus.types import Kind
from ui.cards import cards, outside, paragraphs
from ui.page import head, starters, status
from ui.rendering import answered, asked, conversation

VOID = {"br", "img", "meta"}


class Page(HTMLParser):
    """All elements with their attributes, and the elements that were not closed in order."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.open, self.text = [], [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data

    def all(self, tag, name=""):
        return [attrs for each, attrs in self.elements if each == tag and name in attrs.get("class", "").split(" ")]


@pytest.fixture(scope="module")
def page(answers):
    return Page(conversation((answers.answered, answers.nothing_found), "En <b>nu</b>?", "nl"))


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


def test_a_card_of_law_says_when_and_quotes(answers):
    text = Page(cards(replace(answers.answered, citations=(answers.law,)))).text

    for sentence in (
        "EU-verordening · versie van 27 juli 2026",
        "In werking sinds 27 juli 2026",
        "Geldt vanaf 2 december 2027",
        "Officiële tekst",
    ):
        assert sentence in text


def test_a_card_of_a_letter_is_never_a_quotation(answers):
    letter = Page(cards(replace(answers.answered, citations=(answers.letter,))))

    assert not letter.all("blockquote")
    for sentence in (
        "Brief · versie v1.3",
        "Dit is geen citaat",
        "Niet aan de officiële tekst gecontroleerd",
        "Geldig tot 1 januari 2027",
    ):
        assert sentence in letter.text
    assert letter.all("ul", "bw-lettered")


def test_words_of_a_digest_are_not_quoted_even_when_they_come_as_a_quote(answers):
    html = cards(replace(answers.answered, citations=(replace(answers.law, basis="digest"),)))

    assert "<blockquote" not in html


@pytest.mark.parametrize(
    ("day", "sentence", "stands_out"),
    [
        (date(2026, 1, 1), "Treedt in werking op 27 juli 2026", True),
        (date(2028, 1, 1), "Geldt sinds 2 december 2027", False),
    ],
)
def test_dates_are_seen_from_the_reference_date(answers, day, sentence, stands_out):
    card = Page(cards(replace(answers.answered, citations=(answers.law,), as_of=day)))

    assert sentence in card.text
    assert bool(card.all("li", "bw-later")) == stands_out


def test_a_proposal_is_called_one(answers):
    proposal = replace(answers.law, kind=Kind.PROPOSAL, applies_from=None)

    text = Page(cards(replace(answers.answered, citations=(proposal,)))).text

    assert "Voorstel, nog geen wet" in text
    assert "In werking" not in text


def test_a_quote_in_the_other_language_says_so(answers):
    quote = Page(cards(replace(answers.answered, citations=(replace(answers.law, language="en"),))))

    assert quote.all("blockquote")[0]["lang"] == "en"
    assert "Officiële tekst, in het Engels" in quote.text


def test_words_that_a_notice_doubts_are_not_called_official(answers):
    doubt = Notice(NoticeKind.UNVERIFIED, "Samengesteld.", provision=answers.law.provision)

    text = Page(cards(replace(answers.answered, citations=(answers.law,), notices=(doubt,)))).text

    assert "Aangehaalde tekst" in text
    assert "Officiële tekst" not in text


def test_links_open_a_new_tab_and_say_so():
    link = Page(outside('https://example.org/?a=1&b="2"', "Open", "nl"))

    assert link.all("a") == [
        {"href": 'https://example.org/?a=1&b="2"', "target": "_blank", "rel": "noopener noreferrer"}
    ]
    assert link.text == "Open (opent in nieuw tabblad)"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "", "ftp://example.org", "//example.org"])
def test_an_address_that_is_not_of_the_web_is_no_link(url):
    assert outside(url, "Open", "nl") == ""


def test_the_answer_keeps_its_own_language(answers):
    html = answered(replace(answers.nothing_found, language="en"))

    assert Page(html).all("article", "bw-answer")[0]["lang"] == "en"
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


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("een\n\ntwee", "<p>een</p><p>twee</p>"),
        ("kop:\n- een\n- twee\nslot", "<p>kop:</p><ul><li>een</li><li>twee</li></ul><p>slot</p>"),
        ("- <x>", "<ul><li>&lt;x&gt;</li></ul>"),
    ],
)
def test_plain_text_becomes_paragraphs_and_lists(text, html):
    assert paragraphs(text) == html


def test_the_page_around_it_says_what_it_is(answers):
    html = head("nl", date(2026, 11, 23))

    assert "AI-systeem" in html
    assert "23 november 2026" in html
    assert "23 November" in head("en", date(2026, 11, 23))
    assert "gecontroleerd" not in head("nl", None)
    assert len(Page(starters("en")).all("button", "bw-ask")) == 6
    assert "&lt;b&gt;" in status("<b>", "error")
    assert "&lt;b&gt;" in asked("<b>", "nl")
