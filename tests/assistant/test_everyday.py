"""Short questions as they are typed at a chat window, for oneself: ours are answered, and others are not."""

import tomllib
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.types import Question
from evals.cases import ANSWERS

ASKED = tomllib.loads(Path(__file__).with_name("everyday.toml").read_text(encoding="utf-8"))


def share_answered(house: Assistant, questions: list[Question]) -> float:
    return sum(house.answer(each).outcome in ANSWERS for each in questions) / len(questions)


def of(kind: str) -> list[Question]:
    return [Question(text, language=language) for language, texts in ASKED[kind].items() for text in texts]


def test_most_of_ours_are_answered(house: Assistant) -> None:
    assert share_answered(house, of("ours")) >= 0.85  # 0.89; 0.72 before officials could ask for themselves


def test_hardly_any_other_is(house: Assistant) -> None:
    assert share_answered(house, of("elsewhere")) <= 0.03  # 2 of 180


@pytest.mark.parametrize(
    ("language", "question"),
    [
        pytest.param("nl", "Moet ik een DPIA doen voor ons nieuwe zaaksysteem?", id="an assessment"),
        pytest.param("nl", "Ben ik verplicht een AI-cursus te volgen?", id="training"),
        pytest.param("nl", "Moet ik als projectleider een algoritme registreren?", id="a register"),
        pytest.param("en", "Do I need a DPIA for Copilot?", id="in English"),
    ],
)
def test_who_asks_for_himself_is_answered(house: Assistant, language: str, question: str) -> None:
    assert house.answer(Question(question, language=language)).outcome in ANSWERS
