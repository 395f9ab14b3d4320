"""The cards of the sources: when, from whom, and whose words they are."""

from dataclasses import replace
from datetime import date

import pytest

from corpus.types import Kind, Standing
from ui.cards import cards, passage
from ui.context import Context, Neighbour, Side


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


@pytest.mark.parametrize(
    ("quote", "cut"),
    [("Zes maanden.", False), ("zes maanden;", False), ("(zie “lid 1.”)", False), ("zes maanden, meer in het", True)],
)
def test_a_quotation_that_was_cut_off_shows_it(answers, quote, cut):
    html = cards(replace(answers.answered, citations=(replace(answers.law, quote=quote),)))

    assert (f"{quote}</mark> […]</blockquote>" in html) == cut


@pytest.mark.parametrize(
    ("whole", "quote", "html"),
    [
        pytest.param("Een. Twee drie. Vier.", "Twee drie.", "Een. <mark>Twee drie.</mark> Vier.", id="inside"),
        pytest.param("Een\n  twee", "Een twee", "<mark>Een\n  twee</mark>", id="white space aside"),
        pytest.param("<b> & c", "& c", "&lt;b&gt; <mark>&amp; c</mark>", id="escaped"),
        pytest.param("(a+b)* staat", "(a+b)*", "<mark>(a+b)*</mark> staat", id="no pattern"),
        pytest.param("iets anders", "Een twee.", "<mark>Een twee.</mark>", id="not there"),
        pytest.param("", "Een twee.", "<mark>Een twee.</mark>", id="no passage"),
    ],
)
def test_the_quoted_words_are_marked_in_their_passage(whole, quote, html):
    assert passage(whole, quote) == html


def test_of_a_long_passage_what_stands_around_the_quoted_words_is_shown():
    shown = passage("woord " * 400 + "kern. " + "slot " * 400, "kern.")

    assert "<mark>kern.</mark>" in shown
    assert shown.startswith("[…] woord")
    assert shown.endswith("slot […]")
    assert len(shown) < 1100


CONTEXT = Context(
    whole="Vooraf. De logs worden bewaard <b>& gedurende</b> ten minste zes maanden. Daarna.",
    before=Neighbour("art_26__para_5", "artikel 26, lid 5", "Let <op>.", "nl"),
    sides=(Side("nl", "Bewaar <ze>.", is_official=True), Side("en", "Keep <them>.", is_official=True)),
)


def test_a_card_shows_where_the_words_stand_and_both_languages(answers, parse):
    html = cards(answers.answered, {("one", "ai-act/art_26__para_6"): CONTEXT})
    page = parse(html)

    assert "Vooraf. <mark>De logs" in html
    for words in (
        "Ervoor: artikel 26, lid 5",
        "Let <op>.",
        "Nederlands en Engels naast elkaar",
        "Engels, officiële tekst",
        "Keep <them>.",
    ):
        assert words in page.text
    assert [each["lang"] for each in page.all("div", "bw-summary") if "lang" in each] == ["nl", "nl", "en"]
    assert {"href": "bronnen/ai-act/art_26__para_6?peildatum=2026-11-23&taal=nl#art_26__para_6"} in page.all("a")


def test_without_its_context_a_card_offers_no_way_to_it(answers):
    html = cards(answers.answered)

    assert "bronnen/" not in html
    assert "<details" not in html


def test_the_way_back_leads_to_the_number_in_the_text(answers, parse):
    backs = parse(cards(answers.answered)).all("a", "bw-back")

    assert [each["href"] for each in backs] == ["#reference-one-1", "#reference-one-2"]
