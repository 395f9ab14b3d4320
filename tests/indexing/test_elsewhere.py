"""Whether a question is like one of those that are not about our subject."""

from pathlib import Path

import numpy as np
import pytest

from corpus.types import Provision
from indexing.elsewhere import Elsewhere, questions
from indexing.learning import asked
from indexing.types import Encoder, Vectors

PIE = "Kun je een recept voor erwtensoep geven voor twaalf personen?"


class Deaf:
    """An encoder that must not be asked."""

    name = "deaf"

    def encode(self, texts: list[str]) -> Vectors:
        raise AssertionError(texts)


@pytest.fixture(scope="module")
def elsewhere(house_provisions: tuple[Provision, ...], encoder: Encoder) -> Elsewhere:
    return Elsewhere.learn(asked(house_provisions), (), encoder)


@pytest.mark.parametrize(
    ("question", "least", "most"),
    [
        pytest.param(PIE, 5.0, 9.0, id="one of them"),
        pytest.param("Heb je een recept voor erwtensoep voor tien personen?", 2.5, 6.0, id="nearly one of them"),
        pytest.param("Hoe lang bewaren we de logs van een hoog-risico-AI-systeem?", -2.0, 2.5, id="one of ours"),
        pytest.param("xqzwv", -9.0, 0.0, id="no word that anybody knows"),
    ],
)
def test_a_question_is_more_or_less_like_one_from_elsewhere(
    elsewhere: Elsewhere, encoder: Encoder, question: str, least: float, most: float
) -> None:
    assert least <= elsewhere.likeness(question, encoder) <= most


def test_it_is_counted_from_how_near_our_own_questions_come(
    elsewhere: Elsewhere, encoder: Encoder, house_provisions: tuple[Provision, ...]
) -> None:
    likeness = np.array([elsewhere.likeness(each, encoder) for each in asked(house_provisions)[7::101]])

    assert abs(np.mean(likeness)) < 0.2
    assert 0.8 < np.std(likeness) < 1.2


def test_what_an_own_policy_speaks_of_is_no_longer_elsewhere(
    house_provisions: tuple[Provision, ...], encoder: Encoder
) -> None:
    ours = asked(house_provisions)
    policy = ["Wie een recept voor erwtensoep voor twaalf personen wil geven, vraagt het de kantine."]

    assert Elsewhere.learn(ours, policy, encoder).likeness(PIE, encoder) < 0.5


def test_questions_that_are_the_same_are_not_encoded_again(
    elsewhere: Elsewhere, house_provisions: tuple[Provision, ...], encoder: Encoder
) -> None:
    again = Elsewhere.learn(asked(house_provisions), (), Deaf(), known=elsewhere)

    assert again.likeness(PIE, encoder) == elsewhere.likeness(PIE, encoder)


def test_without_questions_of_our_own_nothing_is_elsewhere() -> None:
    assert Elsewhere.learn((), (), Deaf()).likeness(PIE, Deaf()) == 0


def test_what_was_learnt_is_read_back(elsewhere: Elsewhere, encoder: Encoder, tmp_path: Path) -> None:
    elsewhere.save(tmp_path / "elsewhere.npz")
    read = Elsewhere.load(tmp_path / "elsewhere.npz")

    assert read.asked == questions()
    assert read.likeness(PIE, encoder) == pytest.approx(elsewhere.likeness(PIE, encoder), abs=1e-3)
