"""Taking an answer away: footnotes and a link."""

from dataclasses import replace
from urllib.parse import parse_qs

from ui.exchange import Exchange
from ui.taking import fragment, tools, with_footnotes


def test_the_copy_has_question_answer_notices_footnotes_and_days(answers):
    text = with_footnotes(answers.answered)

    for words in (
        "Hoe lang <script>alert(1)</script>?",
        "Zes maanden [1].",
        "Pas vanaf 2 december 2027.",
        "[1] AI-verordening, artikel 26, lid 6 (versie van 27 juli 2026), https://eur-lex.europa.eu/eli/reg/2024/1689#art_26",
        "(versie v1.3)",
        "Peildatum 23 november 2026.",
        "AI-systeem",
    ):
        assert words in text


def test_a_copy_of_nothing_found_has_no_empty_blocks(answers):
    assert "\n\n\n" not in with_footnotes(replace(answers.nothing_found, notices=()))


def test_the_link_holds_the_question_with_its_settings(answers):
    said = parse_qs(fragment(Exchange(answers.nothing_found, "deployer", "")), strict_parsing=True)

    assert said == {"vraag": ["Brood?"], "peildatum": ["2026-11-23"], "rol": ["deployer"], "taal": ["nl"]}


def test_what_the_buttons_carry_is_escaped(answers, parse):
    page = parse(tools(Exchange(answers.answered), 3))

    buttons = page.all("button", "bw-tool")
    assert buttons[0]["data-copy"] == with_footnotes(answers.answered)
    assert buttons[2]["data-edit"] == "3"
    assert [tag for tag, _ in page.elements] == ["div", "button", "button", "button"]
