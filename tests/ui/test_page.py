"""Head, foot, examples and messages of the page."""

import json
from datetime import date

import pytest

from assistant.types import Progress
from ui.page import foot, progress, said, starters, top, wrong

DAY = date(2026, 11, 23)


def test_the_head_says_what_it_is_in_both_languages(parse):
    page = parse(top(DAY, DAY))

    for words in ("AI-systeem", "AI system", "tot en met 23 november 2026", "23 November 2026"):
        assert words in page.text
    assert [each["href"] for each in page.all("a", "bw-language")] == ["?taal=en", "?taal=nl"]
    assert page.open == []


def test_with_a_language_model_the_head_does_not_say_that_it_only_quotes():
    assert "Een taalmodel schrijft" in top(DAY, DAY, quotes=False)


@pytest.mark.parametrize(("today", "warned"), [(date(2027, 1, 22), False), (date(2027, 1, 23), True)])
def test_who_reads_old_sources_is_warned_after_sixty_days(today, warned):
    assert ("bw-stale" in top(DAY, today)) == warned


def test_without_an_index_no_day_is_said():
    assert "gecontroleerd tot" not in top(None, DAY) + foot(None)


def test_the_foot_leads_to_the_plain_pages_in_the_same_language(parse):
    links = [each["href"] for each in parse(foot(DAY)).all("a")]

    assert "bronnen?taal=nl" in links
    assert "over?taal=en" in links


def test_the_script_finds_its_words(parse):
    text = foot(DAY)
    words = json.loads(text.partition('id="bw-words">')[2].partition("</script>")[0])

    assert words["nl"].keys() == words["en"].keys()
    assert "{count}" in words["nl"]["left"]


def test_six_examples_can_be_pressed_two_of_each_law(parse):
    page = parse(starters("en"))

    assert len(page.all("button", "bw-ask")) == 6
    assert page.text.count("AI Act") == page.text.count("Cyberbeveiligingswet") == 2


@pytest.mark.parametrize(
    ("stage", "now", "done"),
    [
        ("understanding", "Begrijpen", 0),
        ("searching", "Zoeken", 1),
        ("writing", "Lezen", 2),
        ("checking", "Controleren", 3),
        ("newer", "Lezen", 2),
    ],
)
def test_progress_shows_the_step_and_those_before_it(parse, stage, now, done):
    page = parse(progress(Progress(stage, "Zoeken in <36> bronnen"), "nl"))

    assert "Zoeken in <36> bronnen …" in page.text
    assert len(page.all("li", "bw-step-done")) == done
    assert f'aria-current="step">{now}<' in progress(Progress(stage), "nl")


def test_messages_are_escaped_and_two_of_them_are_never_the_same():
    assert "&lt;b&gt;" in wrong("<b>", "1")
    assert 'data-say="&lt;b&gt;"' in said("<b>", "1")
    assert said("x", "1") != said("x", "2")
    assert "data-back" in said("x", "1", back=True)
