"""A question that asks two things is taken apart; one that asks one thing is left whole."""

from types import SimpleNamespace

import pytest

from assistant.answering import Assistant
from assistant.parts import by_act, parts
from assistant.types import Question


@pytest.mark.parametrize(
    ("question", "language", "asked"),
    [
        pytest.param(
            "Wat was de termijn van NIS2, en sinds wanneer geldt de wet?",
            "nl",
            ("Wat was de termijn van NIS2", "sinds wanneer geldt de wet"),
            id="two things",
        ),
        pytest.param(
            "Who signs the FRIA? What happens without one?",
            "en",
            ("Who signs the FRIA", "What happens without one"),
            id="two sentences",
        ),
        pytest.param(
            "Data leak: when do we tell the regulator and when do we tell residents?",
            "en",
            ("Data leak: when do we tell the regulator", "when do we tell residents"),
            id="behind a colon",
        ),
        pytest.param(
            "Wat is het verschil tussen een aanbieder en een importeur?",
            "nl",
            ("Wat is een aanbieder?", "Wat is een importeur?"),
            id="both sides of a comparison",
        ),
        pytest.param(
            "What is the difference between NIS2 and the Cbw?", "en", ("What is NIS2?", "What is the Cbw?"), id="acts"
        ),
        pytest.param("Hoe lang bewaren we logs en documenten?", "nl", (), id="one thing with two objects"),
        pytest.param("We kochten een tool. Mag dat?", "nl", (), id="what comes before the question asks nothing"),
        pytest.param("en hoeveel dan?", "nl", (), id="too short to stand alone"),
    ],
)
def test_parts_of_a_question(question: str, language: str, asked: tuple[str, ...]) -> None:
    assert parts(question, language) == asked


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        pytest.param(
            "Wat is strenger, de Fietsverordening of de Fietsbrief?",
            ("Wat is strenger, de Fietsverordening of de ?", "Wat is strenger, de of de Fietsbrief?"),
            id="two acts",
        ),
        pytest.param("Wat zegt de Fietsverordening?", (), id="one act"),
        pytest.param("Hoe lang bewaren we ritgegevens?", (), id="no act"),
    ],
)
def test_what_names_two_acts_is_asked_of_each(small: SimpleNamespace, question: str, asked: tuple[str, ...]) -> None:
    assert by_act(question, small.sources) == asked


def test_a_part_is_read_beside_the_whole_question(house: Assistant) -> None:
    """Alone, "kan ik uitstel nemen" finds the postponement of the AI Act."""
    answer = house.answer(Question("Hoeveel tijd heb ik om op een Woo-verzoek te beslissen, en kan ik uitstel nemen?"))

    assert answer.citations[0].source == "woo"
    assert not [each.provision for each in answer.citations if each.source.startswith("ai")]
