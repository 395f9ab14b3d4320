"""An answer as one text for somebody else's window."""

from dataclasses import replace

import pytest

from assistant.types import Notice, NoticeKind
from ui.footnotes import LINE, marks, with_footnotes, without_footnotes


def test_the_answer_comes_first_and_can_be_had_back(answers):
    for answer in (answers.answered, answers.nothing_found):
        text = with_footnotes(answer)

        assert text.startswith(answer.text + LINE)
        assert without_footnotes(text) == answer.text
    assert without_footnotes("Zes maanden [1].") == "Zes maanden [1]."


def test_sources_warnings_and_how_it_was_made_stand_below(answers):
    below = with_footnotes(answers.answered).partition(LINE)[2]

    assert "- [1] [AI-verordening, artikel 26, lid 6](https://eur-lex.europa.eu/eli/reg/2024/1689#art_26), van toepassing vanaf 2 december 2027" in below  # fmt: skip
    assert "  > “De logs worden bewaard" in below
    assert "- Pas vanaf 2 december 2027." in below
    assert below.index("**Let op**") < below.index("**Bronnen**") < below.index("AI-systeem")
    assert "Peildatum 23 november 2026." in below
    assert "<https://vng.nl>" in with_footnotes(answers.nothing_found)


def test_an_address_that_is_not_of_the_web_is_no_link(answers):
    text = with_footnotes(answers.answered)

    assert "javascript" not in text
    assert "Brief, logs" in text
    assert [(each.citation.number, answers.answered.text[each.start : each.end]) for each in marks(answers.answered)] == [(1, "[1]"), (1, "[1]")]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "url", "line"),
    [
        ("Wet [oud]", "https://example.org/a", r"[Wet \[oud\]](https://example.org/a)"),
        ("Wet", "https://example.org/a_(b) c", "[Wet](https://example.org/a_%28b%29%20c)"),
        ("*Wet* <b>", "https://example.org/", r"[\*Wet\* \<b>](https://example.org/)"),
    ],
)
def test_a_label_or_address_cannot_break_out_of_its_link(answers, label, url, line):
    answer = replace(answers.answered, citations=(replace(answers.law, label=label, url=url),))

    assert line in with_footnotes(answer)


def test_what_was_meant_can_be_chosen_and_long_quotes_are_cut_at_a_word(answers):
    long = replace(answers.law, quote="woord " * 200)
    answer = replace(answers.answered, citations=(long,), choices=("Als aanbieder?", "Als gebruiker?"), notices=(Notice(NoticeKind.REFERRAL, "x", url="javascript:x"),))  # fmt: skip

    text = with_footnotes(answer)

    assert "**Wat bedoelt u?**\n\n- Als aanbieder?\n- Als gebruiker?" in text
    assert "woord …”" in text
    assert "javascript" not in text


def test_an_english_answer_has_english_footnotes(answers):
    text = with_footnotes(replace(answers.answered, language="en"))

    assert "**Sources**" in text
    assert "Bronnen" not in text
