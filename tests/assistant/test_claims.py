"""What a sentence states by one character: parts of a law, measures, names in capitals, quotations."""

import pytest

from assistant.claims import acronyms, contradicts, measures, names_unknown, quotations, stated, unnamed

KNOWN = "AI-verordening, artikel 26, lid 6 AI Act, Article 26(6) Zie artikel 19, lid 1, de artikelen 8 tot en met 15 en bijlage III, 6 5 9."
EID = "art_26__para_6"


@pytest.mark.parametrize(
    ("sentence", "unknown"),
    [
        pytest.param("Artikel 26 gaat over logs.", False, id="the article it lies in"),
        pytest.param("Artikel 26, lid 6, gaat over logs.", False, id="the provision itself"),
        pytest.param("Article 26(6) is about logs.", False, id="in English"),
        pytest.param("Het zesde lid gaat over logs.", False, id="the paragraph alone, in a word"),
        pytest.param("Artikel 19, lid 1, gaat over logs.", False, id="one that it names"),
        pytest.param("Artikel 19 gaat over logs.", False, id="the article of one that it names"),
        pytest.param("Artikel 12 gaat over logs.", False, id="inside a range that it names"),
        pytest.param("Bijlage III noemt ze.", False, id="an annex that it names"),
        pytest.param("De wet gaat over logs.", False, id="none"),
        pytest.param("Artikel 26, lid 5, gaat over logs.", True, id="the paragraph before, whose number stands there"),
        pytest.param("Article 26(9) is about logs.", True, id="a later paragraph in English"),
        pytest.param("Artikel 6 gaat over logs.", True, id="the paragraph's number as an article"),
        pytest.param("Lid 9 gaat over logs.", True, id="a paragraph alone"),
        pytest.param("Artikel 16 gaat over logs.", True, id="past the end of the range"),
        pytest.param("Bijlage II noemt ze.", True, id="another annex"),
        pytest.param("Overweging 6 noemt ze.", True, id="a recital"),
    ],
)
def test_a_part_is_named_only_where_it_is_cited_or_named_there(sentence: str, unknown: bool) -> None:
    assert names_unknown(sentence, KNOWN, EID) is unknown


def test_paragraphs_that_number_the_lines_of_the_official_text_may_be_named() -> None:
    official = "1. De gemeente bewaart logs.\n2. Zij meldt dat."

    assert not names_unknown("Volgens lid 2 meldt zij dat.", "artikel 5", "art_5", official)
    assert names_unknown("Volgens lid 3 meldt zij dat.", "artikel 5", "art_5", official)


@pytest.mark.parametrize(
    ("sentence", "held", "wrong"),
    [
        pytest.param("6 maanden", "zes maanden", False, id="in figures"),
        pytest.param("zes maanden", "zes jaar", True, id="another unit"),
        pytest.param("een maand", "zes maanden", True, id="one for six"),
        pytest.param("één maand", "een maand", False, id="one with its accents"),
        pytest.param("7 %", "7 procent", False, id="a sign for a word"),
        pytest.param("7 euro", "7 procent", True, id="money for a share"),
        pytest.param("72 uur", "72uur", False, id="without a space"),
        pytest.param("zes maanden", "6", False, id="a number without any unit, which the figures hold"),
        pytest.param("zes maanden", "artikel 6, lid 2: na maanden", True, id="the number of an article"),
        pytest.param("5 werkdagen", "5 dagen", True, id="working days for days"),
    ],
)
def test_a_number_keeps_its_unit(sentence: str, held: str, wrong: bool) -> None:
    assert contradicts(measures(sentence, "nl"), measures(held, "nl"), stated(unnamed(held), "nl")) is wrong


def test_measures_are_the_same_in_both_languages() -> None:
    assert measures("binnen zes maanden en één dag", "nl") == measures("within six months and one day", "en")


def test_tens_in_words_are_figures() -> None:
    assert stated("dertig dagen", "nl") == stated("thirty days", "en") == {"30"}


def test_names_in_capitals_are_names() -> None:
    assert acronyms("De AVG, NIS2 en de EU-regels, maar geen AI of I") == {"AVG", "NIS2"}


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        pytest.param("Er staat “zes maanden of langer”.", ("zes maanden of langer",), id="curly"),
        pytest.param('Er staat "zes maanden of langer".', ("zes maanden of langer",), id="straight"),
        pytest.param("Een ‘bestaand’ systeem", (), id="a term"),
        pytest.param("Niets", (), id="nothing"),
    ],
)
def test_more_than_a_term_in_quotation_marks_is_a_quotation(text: str, quoted: tuple[str, ...]) -> None:
    assert quotations(text) == quoted
