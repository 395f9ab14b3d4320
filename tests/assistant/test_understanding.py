"""What is made of a question as it was typed: its language, the day it is about, what it leans on, whether it is in the field."""

from datetime import date

import pytest

from assistant.errors import BadQuestion
from assistant.types import Question, Turn
from assistant.understanding import LIMIT, detect_language, understand

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        pytest.param("Mag dat?", "nl", id="two words"),
        pytest.param("May I?", "en", id="two English words"),
        pytest.param("Hoe lang bewaren we logs?", "nl", id="Dutch"),
        pytest.param("How long do we keep logs?", "en", id="English"),
        pytest.param("Is this allowed?", "en", id="is belongs to both"),
        pytest.param("Is dit verplicht?", "nl", id="is belongs to both, Dutch"),
        pytest.param("What is a deployer?", "en", id="an English term in English"),
        pytest.param("Wat is een deployer?", "nl", id="an English term in Dutch"),
        pytest.param("wat zegt de AI Act over high-risk systems?", "nl", id="Dutch around English terms"),
        pytest.param(
            "Which ministry wrote the Werkagenda Waardengedreven Digitaliseren?", "en", id="English around a Dutch name"
        ),
        pytest.param("NIS2?", "nl", id="a name alone: Dutch, as most are"),
        pytest.param("WAT MOET ER IN?", "nl", id="capitals"),
        pytest.param("Explain Article 26", "en", id="English without a small word"),
        pytest.param("AI Act deadlines for municipalities?", "en", id="English in telegram style"),
    ],
)
def test_the_language_of_a_question_is_heard(question: str, language: str) -> None:
    assert detect_language(question) == language


def test_a_language_that_was_chosen_wins() -> None:
    assert understand(Question("Hoe lang bewaren we logs?", language="en"), TODAY).language == "en"


@pytest.mark.parametrize(
    ("question", "day"),
    [
        pytest.param("Wat geldt op 1 maart 2026?", date(2026, 3, 1), id="op"),
        pytest.param("Wat geldt per 2 augustus 2026?", date(2026, 8, 2), id="per"),
        pytest.param("Wat gold op 2026-03-01?", date(2026, 3, 1), id="in figures"),
        pytest.param("Wat is van kracht, peildatum 1 Januari 2027?", date(2027, 1, 1), id="peildatum, capital"),
        pytest.param("What applies on 1 March 2026?", date(2026, 3, 1), id="on"),
        pytest.param("What applies as of 2 December 2027?", date(2027, 12, 2), id="as of"),
        pytest.param("Wat geldt op 31 februari 2026?", TODAY, id="no such day"),
        pytest.param("Wat geldt op 1 brumaire 2026?", TODAY, id="no such month"),
        pytest.param("Wat zegt artikel 26 van 2024?", TODAY, id="only a year"),
        pytest.param("Wat geldt?", TODAY, id="no day"),
    ],
)
def test_the_day_that_a_question_names_is_the_peildatum(question: str, day: date) -> None:
    assert understand(Question(question), TODAY).as_of == day


def test_a_peildatum_that_was_chosen_wins_over_the_words() -> None:
    assert understand(Question("Wat geldt op 1 maart 2026?", as_of=date(2025, 1, 1)), TODAY).as_of == date(2025, 1, 1)


def with_history(typed: str, *earlier: str) -> str:
    turns = [
        turn for each in earlier for turn in (Turn("user", each), Turn("assistant", "Dat staat in artikel 9 [1]."))
    ]
    return understand(Question(typed, history=tuple(turns)), TODAY).text


def test_a_question_that_leans_on_the_one_before_is_searched_with_what_it_leaves_out() -> None:
    assert (
        with_history("En voor provincies?", "Hoe lang bewaren we logs?")
        == "Hoe lang bewaren we logs? En voor provincies?"
    )


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        pytest.param("En voor provincies?", date(2027, 3, 1), id="the one before"),
        pytest.param("En op 2 augustus 2028?", date(2028, 8, 2), id="its own"),
        pytest.param("Wat zijn de maatregelen van de zorgplicht?", TODAY, id="it stands alone"),
    ],
)
def test_the_peildatum_of_the_question_before_still_holds_for_one_that_leans_on_it(typed: str, day: date) -> None:
    earlier = (Turn("user", "Wat geldt op 1 maart 2027 voor gemeenten?"),)

    assert understand(Question(typed, history=earlier), TODAY).as_of == day


@pytest.mark.parametrize(
    ("typed", "answer", "inside"),
    [
        pytest.param("En de boete?", "Zes maanden [1].", True, id="it leans on an answer with a source"),
        pytest.param("En de boete?", "Daar weet ik niets van.", False, id="on a refusal"),
        pytest.param("Welke biologische koffie schenken we?", "Zes maanden [1].", False, id="on nothing"),
    ],
)
def test_what_leans_on_an_answer_with_a_source_is_in_the_field(typed: str, answer: str, inside: bool) -> None:
    history = (Turn("user", "Hoe lang bewaren we de ritten?"), Turn("assistant", answer))

    assert understand(Question(typed, history=history), TODAY).in_field is inside


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        pytest.param("Dank! Iets heel anders: en de boete?", "en de boete?", id="with thanks"),
        pytest.param("Helder. Andere vraag: wie houdt toezicht?", "wie houdt toezicht?", id="another question"),
        pytest.param("Nu iets anders, mag dat ook?", "mag dat ook?", id="in the same sentence"),
        pytest.param("Different law now. Who must report?", "Who must report?", id="English: another law"),
        pytest.param("And on a different matter: what then?", "what then?", id="English: another matter"),
    ],
)
def test_who_says_that_it_is_something_else_leaves_the_conversation(typed: str, searched: str) -> None:
    history = (Turn("user", "Hoe lang bewaren we logs?"), Turn("assistant", "Zes maanden [1]."))

    query = understand(Question(typed, history=history), TODAY)

    assert (query.text, query.talk) == (searched, None)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("Iets anders dan logs bewaren, mag dat?", id="it compares"),
        pytest.param("En geldt er een andere wet voor provincies?", id="it asks for the other one"),
        pytest.param("Another law for provinces?", id="English: it asks for the other one"),
        pytest.param("Iets anders?", id="nothing follows"),
    ],
)
def test_but_not_who_asks_about_another_one(typed: str) -> None:
    history = (Turn("user", "Hoe lang bewaren we logs?"), Turn("assistant", "Zes maanden [1]."))

    assert understand(Question(typed, history=history), TODAY).talk is not None


def test_without_history_a_question_is_taken_as_it_is() -> None:
    assert with_history("En voor provincies?") == "En voor provincies?"


def test_a_very_long_question_before_does_not_push_out_what_is_asked_now() -> None:
    assert "En voor provincies?" in with_history("En voor provincies?", "logs " * 2000)


def test_only_what_the_asker_said_is_taken_along() -> None:
    assert "artikel 9" not in with_history("En voor provincies?", "Hoe lang bewaren we logs?")


def test_odd_white_space_is_smoothed() -> None:
    assert understand(Question("  Hoe\tlang\n\nbewaren  we logs? "), TODAY).text == "Hoe lang bewaren we logs?"


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("", id="nothing"),
        pytest.param(" \n\t ", id="white space"),
        pytest.param("?!… —", id="only signs"),
        pytest.param("🙂", id="only a picture"),
        pytest.param("a" * 20_000, id="20,000 letters"),
        pytest.param("bewaren we logs? " * 1200, id="20,000 characters of words"),
        pytest.param("a" * (LIMIT + 1), id="one too many"),
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_cannot_be_taken_is_refused_in_a_short_text_in_the_language_of_the_asker(
    question: str, language: str
) -> None:
    with pytest.raises(BadQuestion) as refused:
        understand(Question(question, language=language), TODAY)  # type: ignore[arg-type]

    assert "\n" not in str(refused.value)
    assert 10 < len(str(refused.value)) < 200
    assert ("vraag" in str(refused.value)) is (language == "nl")


def test_the_longest_question_is_taken() -> None:
    assert len(understand(Question("a" * LIMIT), TODAY).text) == LIMIT
