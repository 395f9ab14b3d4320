"""The terms that the texts define."""

from datetime import date

import pytest

TODAY = date(2026, 11, 23)


def test_a_term_leads_to_the_provision_that_defines_it(house):
    terms = {term.name: term for term in house.glossary("nl", TODAY)}

    assert "gebruiksverantwoordelijke" in terms
    assert terms["gebruiksverantwoordelijke"].meanings[0].provision == "ai-act/art_3__point_4"
    assert terms["gebruiksverantwoordelijke"].meanings[0].gist


@pytest.mark.parametrize("language", ["nl", "en"])
def test_terms_are_words_in_the_order_of_the_alphabet(house, language):
    terms = house.glossary(language, TODAY)
    letters = [term.letter for term in terms]

    assert letters == sorted(letters)
    assert len(terms) > 150
    assert not [term.name for term in terms if term.name[0].isdigit()]


def test_one_term_of_two_laws_stands_once_with_both_meanings(house):
    meanings = next(term for term in house.glossary("nl", TODAY) if term.name == "biometrische gegevens").meanings

    assert {"ai-act", "avg"} <= {meaning.provision.split("/")[0] for meaning in meanings}


def test_a_reader_of_english_finds_english_terms(house):
    assert {"deployer", "essential entity", "personal data"} <= {term.name for term in house.glossary("en", TODAY)}
