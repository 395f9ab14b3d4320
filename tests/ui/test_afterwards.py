"""The forms under an answer, as HTML: whole, escaped, labelled, and carrying the answer."""

from dataclasses import replace

import pytest
from pydantic import TypeAdapter

from assistant.types import Answer
from ui.afterwards import export_form, feedback_form
from ui.feedback.judgement import Reason, Verdict


@pytest.fixture
def form(answers, parse):
    return parse(feedback_form(answers.answered))


def test_the_form_carries_the_whole_answer(form, answers):
    held = next(each["value"] for each in form.all("input") if each["name"] == "answer")

    assert TypeAdapter(Answer).validate_json(held) == answers.answered
    assert form.open == []
    assert {tag for tag, _ in form.elements}.isdisjoint({"script", "img", "b"})


def test_everything_that_can_be_filled_in_has_a_label(form):
    fields = [attrs for tag, attrs in form.elements if tag in ("input", "textarea") and attrs.get("type") != "hidden"]

    assert {each["id"] for each in fields} == {each["for"] for each in form.all("label")}
    assert [each["value"] for each in form.all("input") if each["type"] == "radio"] == list(Verdict)
    assert [each["value"] for each in form.all("input") if each["type"] == "checkbox"] == list(Reason)
    assert len(form.all("legend")) == 2
    ids = {attrs.get("id") for _, attrs in form.elements}
    assert set(form.all("textarea")[0]["aria-describedby"].split()) <= ids


def test_two_answers_on_one_page_share_no_id(answers, parse):
    page = parse(feedback_form(answers.answered) + feedback_form(answers.nothing_found))

    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids))


def test_the_form_has_nothing_that_a_strict_policy_refuses(answers):
    for html in (feedback_form(answers.answered), export_form((answers.answered,), "nl")):
        assert not any(each in html for each in ("<script", "style=", "onclick", "onsubmit", "javascript:alert(1)'"))


def test_what_was_filled_in_comes_back_with_what_to_change(answers, parse):
    page = parse(feedback_form(answers.answered, "down", ("outdated",), "<b>oud</b>", "Te <lang>."))

    assert [each["value"] for each in page.all("input") if "checked" in each] == ["down", "outdated"]
    assert "\n<b>oud</b>" in page.text
    assert "Te <lang>." in page.text
    assert page.all("textarea")[0]["aria-describedby"] == "feedback-one-hint feedback-one-error"


@pytest.mark.parametrize(("language", "send"), [("nl", "Versturen"), ("en", "Send")])
def test_the_form_speaks_the_language_of_its_answer(answers, parse, language, send):
    page = parse(feedback_form(replace(answers.answered, language=language)))

    assert page.all("form", "bw-feedback")[0]["lang"] == language
    assert send in page.text


def test_the_note_carries_every_answer_without_what_it_does_not_need(answers, parse):
    page = parse(export_form((answers.answered, answers.nothing_found), "en"))
    held = next(each["value"] for each in page.all("input") if each["name"] == "answers")

    first, second = TypeAdapter(tuple[Answer, ...]).validate_json(held)
    assert first == replace(answers.answered, considered=(), follow_ups=())
    assert second == answers.nothing_found
    assert [(each["name"], each["value"]) for each in page.all("button", "bw-quiet-button")] == [
        ("format", "docx"),
        ("format", "md"),
    ]
    assert page.open == []


def test_without_an_answer_there_is_nothing_to_take_away():
    assert export_form((), "nl") == ""
