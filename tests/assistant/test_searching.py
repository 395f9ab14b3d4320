"""Searching without an answer: the same provisions that an answer would consider."""

from datetime import date

import pytest

from assistant.errors import BadQuestion
from assistant.searching import MOST, Search
from assistant.types import Question

TODAY = date(2026, 11, 23)
KEEP = "Hoe lang bewaren we de ritgegevens?"


def test_the_best_hit_comes_first_with_what_it_says_and_why_it_was_found(assistant):
    found = assistant.search(Search(KEEP, as_of=TODAY))

    first = found.hits[0]
    assert (first.provision, first.edition, first.applies_from) == (
        "fiets/art_4__para_1",
        "2026-06-01",
        date(2027, 3, 1),
    )
    assert "minstens zes maanden" in first.summary
    assert "ten minste zes maanden" in first.official
    assert first.url.endswith("#art_4")
    assert {"keywords", "vectors"} <= set(first.found_by)
    assert 0 < first.score <= 1
    assert [each.score for each in found.hits] == sorted((each.score for each in found.hits), reverse=True)


@pytest.mark.parametrize("question", [KEEP, "Aan welke eisen voldoet een fietsenstalling?", "Which colours does a cycle path have?"])  # fmt: skip
def test_it_finds_what_an_answer_considers(assistant, question):
    found = assistant.search(Search(question, as_of=TODAY, limit=MOST))
    answer = assistant.answer(Question(question, as_of=TODAY))

    assert [each.provision for each in found.hits] == [each.provision for each in answer.considered]
    assert found.language == answer.language
    assert found.index == answer.index


@pytest.mark.parametrize(("day", "words"), [(date(2025, 3, 1), "drie maanden"), (TODAY, "zes maanden")])
def test_the_day_decides_which_edition_is_found(assistant, day, words):
    assert words in assistant.search(Search(KEEP, as_of=day)).hits[0].summary


def test_the_limit_is_kept_and_each_provision_comes_once(assistant):
    hits = assistant.search(Search(KEEP, as_of=TODAY, limit=3)).hits

    assert len(hits) == len({each.provision for each in hits}) == 3


@pytest.mark.parametrize("question", ["", "?!", "a" * 5000, "Wat mag met bsn 111222333?"])
def test_what_cannot_be_looked_for_is_refused(assistant, question):
    with pytest.raises(BadQuestion) as refused:
        assistant.search(Search(question))

    assert refused.value.field == "question"
    assert "111222333" not in str(refused.value)
