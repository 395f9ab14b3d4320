"""Official terms stand in both languages or in neither."""

import pytest

from corpus.terms import misused
from corpus.types import Bilingual


@pytest.mark.parametrize(
    ("nl", "en", "wrong"),
    [
        pytest.param("De gebruiksverantwoordelijken bewaren logs.", "Deployers keep logs.", 0, id="the official pair"),
        pytest.param(
            "De gebruiksverantwoordelijke bewaart logs.", "The user keeps logs.", 1, id="another word in English"
        ),
        pytest.param("De gebruiker bewaart logs.", "The deployer keeps logs.", 1, id="another word in Dutch"),
        pytest.param("De deployer bewaart logs.", "The deployer keeps logs.", 2, id="the English word in Dutch"),
        pytest.param("Een fiets heeft een bel.", "A bicycle has a bell.", 0, id="none of the terms"),
        pytest.param("De zorgplicht geldt.", "The duty of\ncare applies.", 0, id="over two lines"),
    ],
)
def test_a_term_of_one_language_asks_for_its_other_half(nl: str, en: str, wrong: int) -> None:
    assert len(list(misused(Bilingual(nl, en)))) == wrong
