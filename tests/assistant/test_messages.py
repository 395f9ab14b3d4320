"""Every sentence that the assistant says exists in both languages, and is said somewhere."""

import re
import tomllib
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from assistant.messages import FILE, message
from assistant.types import NoticeKind, Outcome
from corpus.figures import in_words

MESSAGES = {
    f"{group}.{name}": sentence
    for group, sentences in tomllib.loads(FILE.read_text(encoding="utf-8")).items()
    for name, sentence in sentences.items()
}
CODE = "\n".join(file.read_text(encoding="utf-8") for file in Path(FILE).parent.glob("*.py"))


@pytest.mark.parametrize("key", MESSAGES)
def test_both_languages_use_the_same_words_in_braces(key: str) -> None:
    named = {
        language: sorted({field for _, field, _, _ in Formatter().parse(text) if field})
        for language, text in MESSAGES[key].items()
    }

    assert named["nl"] == named["en"]


@pytest.mark.parametrize("key", MESSAGES)
def test_a_sentence_has_exactly_both_languages_and_they_differ(key: str) -> None:
    assert MESSAGES[key].keys() == {"nl", "en"}
    assert MESSAGES[key]["nl"] != MESSAGES[key]["en"]


@pytest.mark.parametrize("outcome", sorted({Outcome[name] for name in re.findall(r"Outcome\.([A-Z_]+)", CODE)}))
def test_every_outcome_that_declines_has_its_sentence(outcome: Outcome) -> None:
    assert (f"outcome.{outcome}" in MESSAGES) is (outcome not in (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED))


@pytest.mark.parametrize("kind", [kind for kind in NoticeKind if kind is not NoticeKind.REFERRAL])
def test_every_kind_of_notice_has_its_sentence(kind: NoticeKind) -> None:
    assert f"notice.{kind}" in MESSAGES


@pytest.mark.parametrize("key", MESSAGES)
def test_every_sentence_is_said_somewhere(key: str) -> None:
    assert re.search(rf"\b{key.partition('.')[2]}\b", CODE)


def test_a_missing_value_is_an_error_and_not_a_hole_in_a_sentence() -> None:
    with pytest.raises(KeyError):
        message("notice.proposal", "nl")


@pytest.mark.parametrize(
    ("day", "language", "expected"),
    [
        pytest.param(date(2027, 12, 2), "nl", "2 december 2027", id="Dutch"),
        pytest.param(date(2027, 12, 2), "en", "2 December 2027", id="English"),
        pytest.param(date(2026, 3, 1), "nl", "1 maart 2026", id="no nought before the day"),
    ],
)
def test_a_day_is_written_out(day: date, language: str, expected: str) -> None:
    assert in_words(day, language) == expected
