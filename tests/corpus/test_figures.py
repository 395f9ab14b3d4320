"""Figures have one form, whatever language and notation they stand in."""

import pytest

from corpus.figures import figures


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        pytest.param("op 2 december 2027", "nl", {"2027-12-02", "2027-12", "2027"}, id="a date"),
        pytest.param("on 2 December 2027", "en", {"2027-12-02", "2027-12", "2027"}, id="the same in English"),
        pytest.param("in augustus 2026", "nl", {"2026-08", "2026"}, id="a month"),
        pytest.param("binnen zes maanden", "nl", {"6"}, id="a word"),
        pytest.param("within six months", "en", {"6"}, id="the same in English"),
        pytest.param("een jaar, one", "nl", set(), id="an article is no figure"),
        pytest.param("€ 35 000 000", "nl", {"35000000"}, id="spaces between thousands"),
        pytest.param("EUR 35\u00a0000\u00a0000", "en", {"35000000"}, id="hard spaces"),
        pytest.param("35 miljoen euro", "nl", {"35000000"}, id="a million in a word"),
        pytest.param("7.5 million euros", "en", {"7500000"}, id="a part of a million"),
        pytest.param("10.000.000 of 2 %", "nl", {"10000000", "2"}, id="full stops between thousands"),
        pytest.param("10,000,000 or 2 %", "en", {"10000000", "2"}, id="commas between thousands"),
        pytest.param("1,4 %", "nl", {"1.4"}, id="a decimal comma"),
        pytest.param("1.4 %", "en", {"1.4"}, id="a decimal point"),
        pytest.param("maatregel 5.01.01", "nl", {"5.01.01"}, id="a number in parts"),
        pytest.param("verordening 2024/1689", "nl", {"2024", "1689"}, id="the number of an act"),
        pytest.param("24 uur en 72 uur", "nl", {"24", "72"}, id="hours"),
    ],
)
def test_a_figure_is_found_in_its_one_form(text: str, language: str, found: set[str]) -> None:
    assert figures(text, language) == found
