"""What is typed in the form, and the words on the screen."""

import re
import string
import tomllib
from datetime import date

import pytest

from assistant.errors import BadQuestion
from ui.asking import LIMIT, Choices, chosen, options, question, reference_date
from ui.words import FOLDER, examples, known, word


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("", None),
        ("  ", None),
        ("31-12-2027", date(2027, 12, 31)),
        ("1-2-2026", date(2026, 2, 1)),
        (" 2026-11-23 ", date(2026, 11, 23)),
        ("23/11/2026", date(2026, 11, 23)),
        ("23.11.2026", date(2026, 11, 23)),
    ],
)
def test_a_day_is_read_as_people_write_it(typed, day):
    assert reference_date(typed, "nl") == day


@pytest.mark.parametrize("typed", ["gisteren", "30-02-2026", "2026", "12-31-2027", "1-1-20261"])
def test_what_is_no_day_is_said_so(typed):
    with pytest.raises(BadQuestion, match=re.escape(typed)):
        reference_date(typed, "nl")


def test_a_long_question_is_refused_with_both_numbers():
    assert question("a" * LIMIT, Choices(), "nl", ()).question == "a" * LIMIT
    with pytest.raises(BadQuestion, match=r"2001.*2000"):
        question("a" * (LIMIT + 1), Choices(), "nl", ())


def test_the_page_decides_the_language_only_when_it_is_english():
    assert question("x", Choices(), "nl", ()).language is None
    assert question("x", Choices(), "en", ()).language == "en"


def test_the_last_exchanges_go_along(answers):
    turns = question("x", Choices(), "nl", (answers.answered,) * 4 + (answers.nothing_found,) * 5).history

    assert [turn.role for turn in turns] == ["user", "assistant"] * 6
    assert turns[0].content == answers.answered.question
    assert turns[-1].content == answers.nothing_found.text


def test_what_is_chosen_goes_along_and_what_is_not_chosen_does_not():
    asked = question("x", Choices("1-2-2026", "deployer", ""), "nl", ())

    assert (asked.as_of, asked.role, asked.layer) == (date(2026, 2, 1), "deployer", None)


@pytest.mark.parametrize(("group", "identity", "name"), [("role", "provider", "aanbieder"), ("layer", "rijk", "Rijk")])
def test_what_can_be_chosen_begins_with_nothing_and_has_a_name(group, identity, name):
    assert options(group, "nl")[0] == ("niet gekozen", "")
    assert (name, identity) in options(group, "nl")
    assert chosen(group, identity, "nl") == name
    assert chosen(group, "", "nl") == chosen(group, "nobody", "nl") == ""


def test_both_languages_say_the_same_things():
    words = {
        group: each
        for file in FOLDER.glob("*.toml")
        for group, each in tomllib.loads(file.read_text(encoding="utf-8")).items()
    }
    corrections = [each[name] for each in words.pop("correction") for name in ("where", "said", "now")]
    said = [*corrections, *words["example"], *(each["about"] for each in words.pop("example"))] + [
        each for group in words.values() for each in group.values()
    ]

    for each in said:
        fields = [
            {name for _, name, _, _ in string.Formatter().parse(each[language]) if name} for language in ("nl", "en")
        ]
        assert each["nl"]
        assert each["en"]
        assert fields[0] == fields[1], each
    assert len(examples("nl")) == len(examples("en")) == 6


def test_a_word_that_is_not_there_is_an_error_and_a_new_value_is_shown_as_it_is():
    with pytest.raises(KeyError):
        word("page.nothing", "nl")
    with pytest.raises(KeyError):
        word("answer.as_of", "nl")
    assert known("kind.new_thing", "nl") == "new thing"
