"""Addresses, Juriconnect references and names of files in a note."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.types import Citation
from ui.export.naming import file_name
from ui.export.reference import jci
from ui.plain import address

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://eur-lex.europa.eu/eli/reg/2024/1689#art_26", "https://eur-lex.europa.eu/eli/reg/2024/1689#art_26"),
        ("https://x.nl/een woord><", "https://x.nl/een%20woord%3E%3C"),
        ("https://x.nl/a\n\n# b", "https://x.nl/a%20#%20b"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_only_addresses_of_the_web_become_links(url, safe):
    assert address(url) == safe


@pytest.mark.parametrize(
    ("provision", "url", "code"),
    [
        pytest.param("cbw/art_25__para_1", "https://wetten.overheid.nl/BWBR0052872#Artikel25", "jci1.3:c:BWBR0052872&artikel=25&lid=1&g=2026-11-23", id="article_and_paragraph"),
        pytest.param("cbw/topic_x", "https://wetten.overheid.nl/BWBR0052872", "jci1.3:c:BWBR0052872&g=2026-11-23", id="whole_act"),
        pytest.param("ai-act/art_26", "https://eur-lex.europa.eu/eli/reg/2024/1689", "", id="european"),
    ],
)  # fmt: skip
def test_a_dutch_text_gets_its_juriconnect_reference(answers, provision, url, code):
    citation = replace(answers.law, provision=provision, url=url)

    assert jci(citation, date(2026, 11, 23)) == code


def test_a_text_that_is_not_in_force_yet_is_referred_to_as_it_will_be(answers):
    citation: Citation = replace(answers.law, url="https://wetten.overheid.nl/BWBR0052872", valid_from=date(2027, 1, 1))

    assert jci(citation, date(2026, 11, 23)).endswith("&g=2027-01-01")


@pytest.mark.parametrize(
    ("question", "language", "name"),
    [
        ("Hoe lang moeten we de logs bewaren?", "nl", "notitie-2026-11-26-logs-bewaren.docx"),
        ("How long must we keep logs?", "en", "note-2026-11-26-keep-logs.docx"),
        ("../../etc/passwd\r\nX: y", "nl", "notitie-2026-11-26-etc-passwd-x-y.docx"),
        ("Één coördinator; voor NIS2", "nl", "notitie-2026-11-26-coordinator-nis2.docx"),
        ("?", "nl", "notitie-2026-11-26.docx"),
        ("a" * 500, "nl", "notitie-2026-11-26.docx"),
    ],
)
def test_the_file_has_a_name_that_says_what_it_is(answers, question, language, name):
    answer = replace(answers.nothing_found, question=question, language=language)

    assert file_name(answer, TODAY, "docx", language) == name
