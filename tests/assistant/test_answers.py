"""The questions that the house was built for, asked of what ships: no official texts, no language model."""

import re
from datetime import date

import pytest

from assistant import Assistant
from assistant.scope import verdict
from assistant.types import Answer, NoticeKind, Outcome, Question, Turn

TODAY = date(2026, 11, 23)


def asked(house: Assistant, question: str, day: date = TODAY, *history: Turn) -> Answer:
    return house.answer(Question(question, as_of=day, history=history))


def notices(answer: Answer, *kinds: NoticeKind) -> str:
    return "\n".join(each.text for each in answer.notices if each.kind in kinds)


def items(answer: Answer) -> list[str]:
    return re.findall(r"^- (.+)$", answer.text, re.MULTILINE)


@pytest.mark.parametrize(
    ("question", "day", "cited", "said"),
    [
        pytest.param("Hoe lang moeten we de logbestanden van een hoog-risico-AI-systeem bewaren?", TODAY,
            "ai-act/art_26__para_6", ("zes maanden", "2 december 2027"), id="logs"),
        pytest.param("Klopt het dat bestaande hoog-risicosystemen van provincies in 2028 moeten voldoen?", TODAY,
            "ai-act/art_111__para_2", ("2 augustus 2030",), id="existing systems"),
        pytest.param("Welke tien maatregelen horen bij de zorgplicht?", TODAY, "cbw/art_21__para_3", (), id="ten measures"),
        pytest.param("Binnen welke termijn melden we een significant incident?", TODAY, "cbw/", ("24 uur", "72 uur", "één maand"), id="reporting"),
        pytest.param("What are the five programme lines of the Werkagenda?", TODAY, "werkagenda/", ("digital government",), id="work agenda"),
        pytest.param("Vanaf wanneer gelden de eisen voor hoog-risico-AI-systemen van bijlage III?", TODAY, "ai-act/", ("2 december 2027",), id="high risk now"),
        pytest.param("Vanaf wanneer gelden de eisen voor hoog-risico-AI-systemen van bijlage III?", date(2026, 3, 1), "ai-act/", ("2 augustus 2026",), id="high risk in March 2026"),
    ],
)  # fmt: skip
def test_the_house_answers(house: Assistant, question: str, day: date, cited: str, said: tuple[str, ...]) -> None:
    answer = asked(house, question, day)

    assert answer.outcome is Outcome.ANSWERED
    assert answer.citations[0].provision.startswith(cited)
    assert all(words in answer.text for words in said), answer.text


def test_logs_have_to_be_kept_but_not_yet(house: Assistant) -> None:
    answer = asked(house, "Hoe lang moeten we de logbestanden van een hoog-risico-AI-systeem bewaren?")

    assert "2 december 2027" in notices(answer, NoticeKind.NOT_YET_APPLICABLE)


def test_the_letter_that_says_2028_is_named_and_contradicted(house: Assistant) -> None:
    answer = asked(house, "Klopt het dat bestaande hoog-risicosystemen van provincies in 2028 moeten voldoen?")

    assert "IPO en VNG" in notices(answer, NoticeKind.CONFLICT, NoticeKind.SUPERSEDED)


@pytest.mark.parametrize(
    ("question", "language", "count"),
    [
        pytest.param("Welke tien maatregelen horen bij de zorgplicht?", "nl", 10, id="ten measures"),
        pytest.param("What are the five programme lines of the Werkagenda?", "en", 5, id="five lines"),
    ],
)
def test_a_list_is_given_whole_and_in_the_language_of_the_question(
    house: Assistant, question: str, language: str, count: int
) -> None:
    answer = asked(house, question)

    assert answer.language == language
    assert len(items(answer)) == count


def test_in_march_2026_the_old_date_held_and_the_reader_hears_of_the_change(house: Assistant) -> None:
    answer = asked(
        house, "Vanaf wanneer gelden de eisen voor hoog-risico-AI-systemen van bijlage III?", date(2026, 3, 1)
    )

    assert "27 juli 2026" in notices(answer, NoticeKind.AMENDED)
    assert {each.edition for each in answer.citations if each.source == "ai-act"} == {"2024-07-12"}


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Welke plichten heeft een aanbieder van hoogrisico-AI?", id="the duties of the provider"),
        pytest.param("Wanneer worden wij zelf aanbieder van een AI-systeem?", id="who becomes one"),
        pytest.param("By which date must there be an AI regulatory sandbox?", id="the sandbox"),
    ],
)
def test_nor_is_a_day_given_that_was_only_set_later(house: Assistant, question: str) -> None:
    answer = asked(house, question, date(2026, 3, 1))

    assert {each.edition for each in answer.citations if each.source == "ai-act"} == {"2024-07-12"}
    assert not re.search("2 december 2027|2 December 2027|by 2 August 2027", answer.text)


def test_since_when_is_said_of_the_act_that_was_named_alone(house: Assistant) -> None:
    answer = asked(house, "Sinds wanneer geldt de Wet digitale overheid?")

    assert "1 juli 2023" in answer.text
    assert {each.source for each in answer.citations} == {"wdo"}


def test_but_what_is_asked_beside_it_is_answered_all_the_same(house: Assistant) -> None:
    answer = asked(house, "Sinds wanneer geldt de Wet digitale overheid? En hoe lang heb ik voor een inzageverzoek?")

    assert {"wdo/topic_inwerkingtreding", "avg/art_12__para_3"} <= {each.provision for each in answer.citations}


def test_what_applies_is_the_rule_itself_and_not_what_stands_in_the_next_paragraph(house: Assistant) -> None:
    answer = asked(house, "Do the smart sensors that we buy have to be built so that we can get at their data?")
    since, borrowed = "This has applied since 12 September 2026", "(Article 3(2))"

    assert 0 < answer.text.find(since) < answer.text.find(borrowed)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        pytest.param(date(2026, 2, 15), True, id="before it came into force"),
        pytest.param(date(2026, 8, 15), False, id="on the day itself"),
    ],
)
def test_what_has_held_since_a_later_day_was_not_so_on_the_peildatum(house: Assistant, day: date, said: bool) -> None:
    answer = asked(house, "Is de Cyberbeveiligingswet al van kracht?", day)

    assert "sinds 15 augustus 2026" in answer.text
    assert ("Op 15 februari 2026 was dat nog niet zo [1]." in answer.text) is said


@pytest.mark.parametrize(
    "question",
    [
        pytest.param(
            "Onze CISO meldde het incident twee dagen te laat. Is hij ongeschikt voor zijn functie?", id="fit"
        ),
        pytest.param("Is our DPO any good at her job, or should we replace her?", id="English"),
        pytest.param("Geeft de rechter mij volgende week gelijk in mijn Woo-zaak?", id="how a case will end"),
    ],
)
def test_a_verdict_on_somebody_is_declined_and_says_so(house: Assistant, question: str) -> None:
    answer = asked(house, question)

    assert answer.outcome is Outcome.OUT_OF_SCOPE, answer.text
    assert answer.text == verdict().why.inside(answer.language)


def test_today_the_reader_hears_that_the_date_was_moved(house: Assistant) -> None:
    answer = asked(house, "Vanaf wanneer gelden de eisen voor hoog-risico-AI-systemen van bijlage III?")

    assert "27 juli 2026" in notices(answer, NoticeKind.AMENDED)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Hoe hoog is de bijstand in 2026?", id="benefits"),
        pytest.param("Hoe verleng ik mijn paspoort?", id="passport"),
        pytest.param("Wanneer wordt het oud papier opgehaald?", id="waste"),
        pytest.param("What is the capital of Australia?", id="Australia"),
        pytest.param("Schrijf een gedicht over de herfst", id="a poem"),
    ],
)
def test_what_is_not_ours_is_declined_with_somebody_to_ask(house: Assistant, question: str) -> None:
    answer = asked(house, question)

    assert answer.outcome in (Outcome.OUT_OF_SCOPE, Outcome.NOTHING_FOUND), answer.text
    assert answer.citations == ()
    assert [each.kind for each in answer.notices] == [NoticeKind.REFERRAL]
    assert answer.notices[0].url


@pytest.mark.parametrize(
    ("before", "typed", "cited"),
    [
        pytest.param("Hoe lang moeten we de logbestanden van een hoog-risico-AI-systeem bewaren?", "En vanaf wanneer geldt dat?", "ai-act/art_26__para_6", id="Dutch"),
        pytest.param("Binnen welke termijn melden we een significant incident?", "En bij wie doen we dat?", "cbw/", id="to whom"),
        pytest.param("What are the programme lines of the Werkagenda?", "and how many of them are there?", "werkagenda/", id="English"),
    ],
)  # fmt: skip
def test_a_follow_up_is_about_the_question_before_it(house: Assistant, before: str, typed: str, cited: str) -> None:
    first = asked(house, before)
    answer = asked(house, typed, TODAY, Turn("user", before), Turn("assistant", first.text))

    assert any(each.provision.startswith(cited) for each in answer.citations)
    assert answer.question == typed


def test_the_same_question_gets_the_same_answer(house: Assistant) -> None:
    one, other = (asked(house, "Welke tien maatregelen horen bij de zorgplicht?") for _ in range(2))

    assert one.id != other.id
    assert (one.text, one.citations, one.notices) == (other.text, other.citations, other.notices)


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        pytest.param(
            "Wat zegt artikel 26, lid 6, van de AI-verordening?",
            "What does Article 26(6) of the AI Act say?",
            id="by name",
        ),
        pytest.param("Wat is AI-geletterdheid?", "What is AI literacy?", id="by words"),
    ],
)
def test_both_languages_lead_to_the_same_provision(house: Assistant, dutch: str, english: str) -> None:
    one, other = asked(house, dutch), asked(house, english)

    assert (one.language, other.language) == ("nl", "en")
    assert one.citations[0].provision == other.citations[0].provision


def test_progress_comes_before_the_answer_and_shows_no_unchecked_text(house: Assistant) -> None:
    *signs, last = house.answering(Question("Welke tien maatregelen horen bij de zorgplicht?", as_of=TODAY))

    assert [each.stage for each in signs if not isinstance(each, Answer)] == [
        "understanding",
        "searching",
        "reading",
        "checking",
    ]
    assert isinstance(last, Answer)
    assert not any("risicoanalyse" in each.detail for each in signs if not isinstance(each, Answer))
