"""A question that leans on the conversation is made stand-alone; one that stands alone stays as it was typed."""

from types import SimpleNamespace

import pytest

from assistant.follow_ups import ANSWERED, CARRIED, TURNS, leans, standalone, talk_before
from assistant.types import Turn
from corpus.types import Source
from indexing.leaning import Talk

ANSWER = "Dat hangt van de ritten af [1]."


@pytest.fixture(scope="module")
def sources(small: SimpleNamespace) -> tuple[Source, ...]:
    """The Fietsverordening, the Fietsbrief and the Voorstel Fietspad."""
    return small.sources  # type: ignore[no-any-return]


def conversation(*questions: str, answer: str = ANSWER) -> list[Turn]:
    return [turn for each in questions for turn in (Turn("user", each), Turn("assistant", answer))]


KEEP, KEEP_EN = "Hoe lang bewaart een gemeente ritgegevens volgens de Fietsverordening?", "How long must a municipality keep ride records under the Cycling Regulation?"  # fmt: skip


@pytest.mark.parametrize(
    ("before", "typed", "language", "has", "lacks"),
    [
        pytest.param(KEEP, "En voor provincies?", "nl", "Fietsverordening|ritgegevens|Hoe lang|provincies", "gemeente", id="another layer"),
        pytest.param(KEEP, "Geldt dat ook voor een waterschap?", "nl", "Fietsverordening|ritgegevens|waterschap", "gemeente", id="dat, another layer"),
        pytest.param(KEEP, "Wat is de boete daarvoor?", "nl", "Fietsverordening|ritgegevens|gemeente|boete", "Hoe lang", id="daarvoor"),
        pytest.param(KEEP, "En de boete?", "nl", "Fietsverordening|ritgegevens|boete", "Hoe lang|En ", id="only a noun"),
        pytest.param(KEEP, "Waarom?", "nl", "Fietsverordening|ritgegevens|gemeente|Waarom", "Hoe lang", id="one word"),
        pytest.param(KEEP, "Wie ziet hierop toe?", "nl", "Fietsverordening|ritgegevens", "Hoe lang", id="hierop"),
        pytest.param(KEEP, "Mag het ook korter als ze niet klagen?", "nl", "Fietsverordening|ritgegevens", "Hoe lang", id="ze"),
        pytest.param(KEEP, "En volgens de Fietsbrief?", "nl", "ritgegevens|Hoe lang|Fietsbrief", "Fietsverordening", id="another act"),
        pytest.param(KEEP, "Hoe zit het met het Voorstel Fietspad?", "nl", "Voorstel Fietspad", "Fietsverordening", id="another act, otherwise"),
        pytest.param(KEEP, "En wat zegt die andere over ritgegevens?", "nl", "ritgegevens", "Fietsverordening", id="the act that was not named"),
        pytest.param(KEEP, "Hoe verhoudt dit zich tot de Fietsbrief?", "nl", "Fietsverordening|ritgegevens|Fietsbrief", "Hoe lang", id="an act beside the one before"),
        pytest.param(KEEP, "En wat is het verschil met de Fietsbrief?", "nl", "Fietsverordening|ritgegevens|verschil|Fietsbrief", "Hoe lang", id="a difference"),
        pytest.param("Krijgt een aanbieder een boete?", "Hoe hoog?", "nl", "aanbieder|boete|Hoe hoog", "Krijgt", id="hoe hoog, of what was asked"),
        pytest.param("Moet een gemeente als aanbieder een bel leveren?", "En als gebruiksverantwoordelijke?", "nl", "gemeente|bel|gebruiksverantwoordelijke", "aanbieder", id="another role, the same layer"),
        pytest.param("Moet een gemeente als aanbieder een bel leveren?", "En provincies?", "nl", "provincies|aanbieder|bel", "gemeente", id="another layer, the same role"),
        pytest.param("Wat gold op 1 maart 2026 voor een messing bel?", "En voor een dak?", "nl", "op 1 maart 2026|bel|dak", "gold", id="the day stays"),
        pytest.param("Wat gold op 1 maart 2026 voor een messing bel?", "En op 2026-12-31?", "nl", "op 2026-12-31|messing bel", "maart", id="another day"),
        pytest.param("Wat staat er in artikel 4, lid 1, van de Fietsverordening?", "En lid 2?", "nl", "Fietsverordening, artikel 4, lid 2", "lid 1", id="another paragraph"),
        pytest.param("Wat staat er in artikel 4 van de Fietsverordening?", "En artikel 6?", "nl", "Fietsverordening, artikel 6", "artikel 4", id="another article"),
        pytest.param("Wat staat er in artikel 4 van de Fietsverordening?", "Wie moet dat doen?", "nl", "Fietsverordening, artikel 4, Wie", "Wat", id="a part stands for the subject"),
        pytest.param("Wat zegt artikel 4 over ritgegevens?", "Wat is de boete daarvoor?", "nl", "ritgegevens", "artikel 4", id="but not where words do"),
        pytest.param("Wat is een deelfiets?", "En welke kleur heeft die?", "nl", "deelfiets|kleur", "Wat is", id="no meaning is asked for any more"),
        pytest.param(KEEP_EN, "And for provinces?", "en", "Cycling Regulation|ride records|How long|provinces", "municipality", id="English: another layer"),
        pytest.param(KEEP_EN, "And the fine?", "en", "Cycling Regulation|ride|records|municipality|fine", "How long|And", id="English: only a noun"),
        pytest.param(KEEP_EN, "Who checks this?", "en", "Cycling Regulation|ride records|checks", "How long", id="English: this"),
        pytest.param(KEEP_EN, "When does it apply?", "en", "Cycling Regulation|ride records", "How long", id="English: it"),
        pytest.param(KEEP_EN, "What about the Cycling letter?", "en", "ride records|Cycling letter", "Cycling Regulation", id="English: another act"),
        pytest.param("Must a provider supply a bell?", "What about deployers?", "en", "bell|deployers", "provider", id="English: another role"),
        pytest.param(KEEP_EN, "How does that relate to the Cycling letter?", "en", "Cycling Regulation|ride records|Cycling letter", "How long", id="English: an act beside the one before"),
        pytest.param("What is in Article 4(1) of the Cycling Regulation?", "And paragraph 2?", "en", "Cycling Regulation, Article 4, paragraph 2", "(1)", id="English: another paragraph"),
        pytest.param("What applied on 1 March 2026 to a bell?", "And to a roof?", "en", "on 1 March 2026|bell|roof", "What", id="English: the day stays"),
    ],
)  # fmt: skip
def test_what_a_question_leaves_out_is_carried_over(
    sources: tuple[Source, ...], before: str, typed: str, language: str, has: str, lacks: str
) -> None:
    made = standalone(typed, conversation(before), sources, language)

    assert [each for each in has.split("|") if each not in made] == [], made
    assert [each for each in lacks.split("|") if each in made] == [], made


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("Wat zijn de tien maatregelen van de zorgplicht?", id="a subject of its own"),
        pytest.param("Wat is een deelfiets?", id="a meaning"),
        pytest.param("Wat is een gebruiksverantwoordelijke?", id="a role is a subject too"),
        pytest.param("Welke stallingen die camera's hebben zijn verboden?", id="die, of a word in it"),
        pytest.param("Welke plichten heeft een gemeente die deelfietsen verhuurt aan leerlingen?", id="die, later"),
        pytest.param("En wat zegt de Fietsbrief over gratis helmen?", id="en, with an act and a subject"),
        pytest.param("Wat verandert dit jaar voor fietsenstallingen?", id="dit jaar"),
        pytest.param("Wat moet er in een fietsplan van de gemeente staan en wie moet dat vooraf hebben goedgekeurd?", id="long enough"),
        pytest.param("Wat is het verschil tussen de Fietsverordening en de Fietsbrief?", id="two acts of its own"),
        pytest.param("Is it allowed to rent out bicycles?", id="it, of what comes"),
        pytest.param("What does the Cycling Regulation say about bells?", id="English, with an act"),
        pytest.param("Which colours does a cycle path have?", id="English, with a subject"),
    ],
)  # fmt: skip
def test_a_question_that_stands_alone_stays_as_it_was_typed(sources: tuple[Source, ...], typed: str) -> None:
    assert standalone(typed, conversation(KEEP), sources, "nl") == typed
    assert not leans(typed, sources)


def test_where_the_asker_named_no_act_the_first_that_the_answer_named_is_taken(sources: tuple[Source, ...]) -> None:
    turns = conversation(
        "Hoe lang bewaren we ritgegevens?", answer="Zie de Fietsverordening, artikel 4 [1] en de Fietsbrief [2]."
    )

    assert (
        standalone("Wat is de boete daarvoor?", turns, sources, "nl")
        == "Fietsverordening, bewaren ritgegevens, Wat is de boete daarvoor?"
    )
    assert standalone("En voor provincies?", turns, sources, "nl").startswith("Fietsverordening, Hoe lang")


def test_the_act_that_the_asker_named_wins_over_that_of_the_answer(sources: tuple[Source, ...]) -> None:
    turns = conversation(KEEP, answer="Anders dan de Fietsbrief zei: zes maanden [1].")

    assert "Fietsbrief" not in standalone("En de boete?", turns, sources, "nl")


def test_what_was_carried_over_once_is_carried_on(sources: tuple[Source, ...]) -> None:
    made = standalone("Hoe hoog?", conversation(KEEP, "En voor provincies?", "Is daar een boete voor?"), sources, "nl")

    assert all(each in made for each in ("Fietsverordening", "ritgegevens", "provincies", "boete"))
    assert "gemeente" not in made


def test_a_question_that_stood_alone_in_between_ends_what_came_before(sources: tuple[Source, ...]) -> None:
    made = standalone("En de boete?", conversation(KEEP, "Welke kleuren heeft een fietspad?"), sources, "nl")

    assert "fietspad" in made
    assert "ritgegevens" not in made


@pytest.mark.parametrize("typed", ["En voor provincies?", "Hoe hoog?", "Geldt dat ook?", "", "?"])
@pytest.mark.parametrize(
    "turns", [(), (Turn("assistant", "Fietsverordening, artikel 4."),)], ids=["none", "a greeting"]
)
def test_without_a_question_before_there_is_nothing_to_lean_on(
    sources: tuple[Source, ...], typed: str, turns: tuple[Turn, ...]
) -> None:
    assert standalone(typed, turns, sources, "nl") == typed


@pytest.mark.parametrize("long", ["logs " * 2000, "a" * 20_000, "gemeente " * 2000])
@pytest.mark.parametrize("typed", ["En voor provincies?", "Wat is de boete daarvoor?"])
def test_a_very_long_question_before_does_not_push_out_what_is_asked_now(
    sources: tuple[Source, ...], typed: str, long: str
) -> None:
    made = standalone(typed, conversation(*[long] * TURNS), sources, "nl")

    assert made.endswith(typed)
    assert len(made) <= 2 * CARRIED


def test_the_talk_is_the_last_question_and_how_its_answer_begins(sources: tuple[Source, ...]) -> None:
    history = (
        Turn("user", KEEP),
        Turn("assistant", "Een jaar [1]."),
        Turn("user", "Wie houdt toezicht op fietspaden?"),
    )

    assert talk_before("En nu?", (*history, Turn("assistant", "De gemeente [1].")), sources, "nl") == Talk(
        "En nu?", "Wie houdt toezicht op fietspaden?", "De gemeente [1]."
    )
    long = talk_before("En nu?", (*history, Turn("assistant", "a" * 5000)), sources, "nl")
    assert long
    assert len(long.answered) == ANSWERED


def test_where_nothing_was_asked_there_is_no_talk(sources: tuple[Source, ...]) -> None:
    assert talk_before("En nu?", (), sources, "nl") is None
    assert talk_before("En nu?", (Turn("assistant", "Welkom."),), sources, "nl") is None
