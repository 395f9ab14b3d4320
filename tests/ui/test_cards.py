"""The cards of the sources: when, from whom, and whose words they are."""

from dataclasses import replace
from datetime import date

import pytest

from corpus.types import Kind, Standing
from ui.cards import cards, outside, paragraphs


def test_a_card_of_law_says_when_and_quotes(answers, parse):
    text = parse(cards(replace(answers.answered, citations=(answers.law,)))).text

    for sentence in (
        "EU-verordening · versie van 27 juli 2026",
        "In werking sinds 27 juli 2026",
        "Geldt vanaf 2 december 2027",
        "Officiële tekst",
    ):
        assert sentence in text


def test_a_card_of_a_letter_is_never_a_quotation(answers, parse):
    letter = parse(cards(replace(answers.answered, citations=(answers.letter,))))

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
def test_dates_are_seen_from_the_reference_date(answers, day, sentence, stands_out, parse):
    card = parse(cards(replace(answers.answered, citations=(answers.law,), as_of=day)))

    assert sentence in card.text
    assert bool(card.all("li", "bw-later")) == stands_out


def test_a_proposal_is_called_one(answers, parse):
    proposal = replace(answers.law, kind=Kind.PROPOSAL, applies_from=None)

    text = parse(cards(replace(answers.answered, citations=(proposal,)))).text

    assert "Voorstel, nog geen wet" in text
    assert "In werking" not in text


def test_a_quote_in_the_other_language_says_so(answers, parse):
    quote = parse(cards(replace(answers.answered, citations=(replace(answers.law, language="en"),))))

    assert quote.all("blockquote")[0]["lang"] == "en"
    assert "Officiële tekst, in het Engels" in quote.text


@pytest.mark.parametrize("standing", [Standing.DERIVED, Standing.EXCERPT])
def test_words_that_were_put_together_are_not_called_official(answers, parse, standing):
    law = replace(answers.law, standing=standing)

    text = parse(cards(replace(answers.answered, citations=(law,)))).text

    assert "Aangehaalde tekst" in text
    assert "Officiële tekst" not in text


def test_links_open_a_new_tab_and_say_so(parse):
    link = parse(outside('https://example.org/?a=1&b="2"', "Open", "nl"))

    assert link.all("a") == [
        {"href": 'https://example.org/?a=1&b="2"', "target": "_blank", "rel": "noopener noreferrer"}
    ]
    assert link.text == "Open (opent in nieuw tabblad)"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "", "ftp://example.org", "//example.org"])
def test_an_address_that_is_not_of_the_web_is_no_link(url):
    assert outside(url, "Open", "nl") == ""


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


@pytest.mark.parametrize(
    ("quote", "cut"),
    [("Zes maanden.", False), ("zes maanden;", False), ("(zie “lid 1.”)", False), ("zes maanden, meer in het", True)],
)
def test_a_quotation_that_was_cut_off_shows_it(answers, quote, cut):
    html = cards(replace(answers.answered, citations=(replace(answers.law, quote=quote),)))

    assert (f"{quote} […]</blockquote>" in html) == cut
