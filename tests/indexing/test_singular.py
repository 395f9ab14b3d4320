"""What an organisation asks is what one person asks."""

import pytest

from indexing.singular import singular


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
