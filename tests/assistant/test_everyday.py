"""Short questions as they are typed at a chat window, for oneself: ours are answered, and others are not."""

import tomllib
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.types import Outcome, Question
from indexing.singular import singular

ASKED = tomllib.loads(Path(__file__).with_name("everyday.toml").read_text(encoding="utf-8"))
ANSWERED = {Outcome.ANSWERED, Outcome.PARTLY_ANSWERED}


def share_answered(house: Assistant, questions: list[Question]) -> float:
    return sum(house.answer(each).outcome in ANSWERED for each in questions) / len(questions)


def of(kind: str) -> list[Question]:
    return [Question(text, language=language) for language, texts in ASKED[kind].items() for text in texts]


def test_most_of_ours_are_answered(house: Assistant) -> None:
    assert share_answered(house, of("ours")) >= 0.85  # 0.89; 0.72 before officials could ask for themselves


def test_hardly_any_other_is(house: Assistant) -> None:
    assert share_answered(house, of("elsewhere")) <= 0.03  # 2 of 180


@pytest.mark.parametrize(
    ("language", "asked", "alone"),
    [
        pytest.param("nl", "Moeten we een DPIA doen?", "moet ik een DPIA doen?", id="the verb before it"),
        pytest.param("nl", "Als wij gebruiken wat ons gegeven is", "Als ik gebruik wat mijn gegeven is", id="behind it"),
        pytest.param("nl", "Hoe lang bewaren we onze logs?", "Hoe lang bewaar ik mijn logs?", id="another verb"),
        pytest.param("en", "Are we a deployer if our vendor tells us so?", "am I a deployer if my vendor tells me so?", id="English"),
        pytest.param("nl", "Wat is een DPIA?", "Wat is een DPIA?", id="nobody asks for somebody"),
        pytest.param("en", "Does the US apply it?", "Does the US apply it?", id="the name of a country"),
    ],
)  # fmt: skip
def test_a_question_of_an_organisation_is_also_one_of_a_person(language: str, asked: str, alone: str) -> None:
    assert singular(asked, language) == alone


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
    assert house.answer(Question(question, language=language)).outcome in ANSWERED
