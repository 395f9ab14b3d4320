"""Whether what was found is enough to answer."""

from datetime import date
from types import SimpleNamespace

import pytest

from assistant.enough import is_enough, is_of_the_field
from assistant.evidence import Found
from assistant.types import Question, Turn
from assistant.understanding import understand
from indexing.types import Hit

TODAY = date(2026, 11, 23)
STORY = "Gisteren stond hij ineens bij de balie en vanmorgen deed hij het weer, zonder dat wij het wisten."
SMALL_TALK = (Turn("user", "Hallo!"), Turn("assistant", "Dag."))
TALK = (Turn("user", "Mag een algoritme dit?"), Turn("assistant", "Ja [1]."))


@pytest.mark.parametrize(
    ("question", "score", "words", "reason", "enough"),
    [
        pytest.param("Mag een algoritme dit?", 0.8, 0.0, "vectors", True, id="in the field, likely enough"),
        pytest.param("Mag een algoritme dit?", 0.37, 0.0, "vectors", False, id="in the field, unlikely"),
        pytest.param(f"Mag een algoritme dit? {STORY}", 0.37, 0.0, "vectors", True, id="as unlikely, of a story"),
        pytest.param(
            f"{STORY} Mag een algoritme dit?", 0.2, 0.0, "vectors", True, id="told first, and then asked briefly"
        ),
        pytest.param(
            f"Mag een algoritme dit, want {STORY[:-1]}?", 0.2, 0.0, "vectors", False, id="the same in one sentence"
        ),
        pytest.param("Mag een algoritme dit?", 0.35, 8.0, "vectors", True, id="unlikely, but all words are ours"),
        pytest.param("Mag een algoritme dit?", 0.5, -4.0, "vectors", False, id="the other words are another field's"),
        pytest.param("Mag een fiets dit?", 0.4, 0.0, "vectors", False, id="outside, likely"),
        pytest.param("Mag een fiets dit?", 0.92, 0.0, "vectors", True, id="outside, very likely"),
        pytest.param("Mag een fiets dit?", 0.4, 8.0, "vectors", True, id="outside, and all words are ours"),
        pytest.param("Mag een fiets dit?", 0.4, 0.0, "source", True, id="its act was named"),
        pytest.param("Mag een fiets dit?", 0.01, -9.0, "reference", True, id="it was named itself"),
    ],
)
def test_what_is_enough_for_an_answer(
    small: SimpleNamespace, question: str, score: float, words: float, reason: str, enough: bool
) -> None:
    place = small.of("fiets/art_5")
    best = Found(place, Hit((place,), score, 0.5, 0.5, (reason,)))

    assert is_enough([best], understand(Question(question), TODAY), words) is enough
    assert not is_enough([], understand(Question(question), TODAY), words)


def test_an_act_that_was_named_counts_wherever_it_was_found(small: SimpleNamespace) -> None:
    query, place = understand(Question("Mag een fiets dit?"), TODAY), small.of("fiets/art_5")
    first, named = (Found(place, Hit((place,), 0.4, 0.5, 0.5, (reason,))) for reason in ("vectors", "source"))

    assert not is_enough([first], query, 0.0)
    assert is_enough([first, named], query, 0.0)


@pytest.mark.parametrize(
    ("question", "history", "words", "enough"),
    [
        pytest.param("en een fiets?", (), 0.0, False, id="without a conversation"),
        pytest.param("en een fiets?", TALK, 0.0, True, id="in one about the field"),
        pytest.param("en een fiets?", SMALL_TALK, 0.0, False, id="after small talk"),
        pytest.param("Hoe lang mag mijn fiets in de stalling staan?", TALK, -20.0, False, id="its words are another field's"),
    ],
)  # fmt: skip
def test_in_a_conversation_less_is_enough(
    small: SimpleNamespace, question: str, history: tuple[Turn, ...], words: float, enough: bool
) -> None:
    place = small.of("fiets/art_5")
    best = Found(place, Hit((place,), 0.3, 0.5, 0.5, ("vectors",)))

    assert is_enough([best], understand(Question(question, history=history), TODAY), words) is enough


@pytest.mark.parametrize(
    ("question", "words", "ours"),
    [
        pytest.param("Mag een algoritme dit?", 1.0, True, id="a word of the field among words of ours"),
        pytest.param("Wie vond het internet uit?", -1.0, False, id="a word of the field among those of another"),
        pytest.param("Mag een fiets dit?", 1.0, False, id="no word of the field"),
    ],
)
def test_what_is_not_answered_is_of_the_field_or_not(question: str, words: float, ours: bool) -> None:
    assert is_of_the_field(understand(Question(question), TODAY), words) is ours
