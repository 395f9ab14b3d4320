"""The note as Markdown: footnotes that meet their marks, and nothing typed that becomes Markdown."""

from dataclasses import replace
from datetime import date

import pytest

from ui.export import markdown_note


def test_days_that_differ_stand_with_their_own_question(answers):
    later = replace(answers.nothing_found, as_of=date(2027, 12, 31))

    together, alone = markdown_note((answers.answered, later), "nl"), markdown_note((later,), "nl")
    assert "- **Peildatum:** 23 november 2026, 31 december 2027" in together
    assert together.count("Peildatum") == 3
    assert alone.count("Peildatum") == 1


def test_a_source_without_a_mark_is_not_lost(answers):
    said = markdown_note((replace(answers.answered, text="Zes maanden [1]."),), "nl")

    assert "Zie ook: Brief, logs[^2]" in said
    assert "\n[^2]: Brief, logs." in said


def test_a_model_is_named(answers):
    said = markdown_note((replace(answers.answered, model="openai:gpt_x", language="en"),), "en")

    assert r"Language model openai:gpt\_x wrote the text" in said
    assert said.startswith("---\nlang: en-GB\n---\n\n# Note: ")


def test_what_was_typed_stays_text_in_markdown(answers):
    said = markdown_note((answers.answered,), "nl")

    assert r"Hoe lang \<script\>alert(1)\</script\>?" in said
    assert r"Daarna \<img src=x\>[^2]:" in said
    assert "Zes **maanden**[^1]." in said
    assert "- een[^1];\n- twee \\[7\\]." in said


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        pytest.param("# Kop", r"\# Kop", id="a_heading"),
        pytest.param("1. een", r"1\. een", id="a_list"),
        pytest.param("--- \n# x", r"\--- \# x", id="a_rule_and_a_heading"),
        pytest.param("a_b *c* `d`", r"a\_b \*c\* \`d\`", id="signs"),
        pytest.param("[x](http://y)", r"\[x\](http://y)", id="a_link"),
        pytest.param("==> x", r"\==\> x", id="an_underline"),
        pytest.param("over C#", r"over C\#", id="the_end_of_a_heading"),
    ],
)
def test_no_question_becomes_markdown(answers, typed, written):
    assert f"\n{written}\n" in markdown_note((replace(answers.nothing_found, question=typed),), "nl")
