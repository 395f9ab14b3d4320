"""Which provisions carry the answer, in the edition that holds on the day that is asked about."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from assistant import Assistant
from assistant.evidence import Found, choose, for_whom, holding, on, with_parts, with_start
from assistant.roles import Perspective
from assistant.types import Answer, NoticeKind, Outcome, Question
from assistant.understanding import understand
from corpus.types import Duty, Provision
from indexing.types import Hit

TODAY = date(2026, 11, 23)
KEEP = "Hoe lang bewaren we de ritgegevens?"


def asked(assistant: Assistant, question: str, day: date = TODAY) -> Answer:
    return assistant.answer(Question(question, as_of=day))


def leading(answer: Answer) -> str:
    return f"{answer.citations[0].provision}@{answer.citations[0].edition}" if answer.citations else ""


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        pytest.param(date(2024, 1, 1), "2025-01-01", id="before all: the first that comes"),
        pytest.param(date(2025, 1, 1), "2025-01-01", id="first day of the old one"),
        pytest.param(date(2026, 5, 31), "2025-01-01", id="last day of the old one"),
        pytest.param(date(2026, 6, 1), "2026-06-01", id="first day of the new one"),
        pytest.param(date(2099, 1, 1), "2026-06-01", id="long after"),
    ],
)
def test_the_edition_of_the_day_is_taken(small: SimpleNamespace, day: date, edition: str) -> None:
    editions = [small.of("fiets/art_4__para_1@2025-01-01"), small.of("fiets/art_4__para_1")]
    found = on(tuple(editions), day)

    assert found is not None
    assert found.edition.id == edition


def test_what_has_ended_holds_no_more(small: SimpleNamespace) -> None:
    repealed = small.of("fiets/art_8")

    assert on([repealed], date(2026, 5, 31)) == repealed
    assert on([repealed], date(2026, 6, 1)) is None
    assert on([], TODAY) is None


def test_an_edition_without_dates_always_holds(small: SimpleNamespace) -> None:
    place = small.of("fiets/art_5")
    undated = replace(place, edition=replace(place.edition, valid_from=None))

    assert on([undated], date(1900, 1, 1)) is undated


@pytest.mark.parametrize(
    ("question", "day", "lead", "words"),
    [
        pytest.param(KEEP, TODAY, "fiets/art_4__para_1@2026-06-01", "zes maanden", id="now"),
        pytest.param(KEEP, date(2026, 3, 1), "fiets/art_4__para_1@2025-01-01", "drie maanden", id="before the change"),
        pytest.param(KEEP, date(2024, 12, 31), "fiets/art_4__para_1@2025-01-01", "drie maanden", id="not in force yet: what comes first"),
        pytest.param("Hoe lang bewaren we de ritgegevens op 1 maart 2026?", None, "fiets/art_4__para_1@2025-01-01", "drie maanden", id="a day in the question"),
        pytest.param("Moet er een messing bel op?", date(2026, 3, 1), "fiets/art_8@2025-01-01", "bel", id="before it was repealed"),
        pytest.param("Moeten we ritgegevens een jaar bewaren?", TODAY, "fiets/art_4__para_1@2026-06-01", "zes maanden", id="an overtaken claim makes way"),
        pytest.param("Krijgen leerlingen gratis helmen?", TODAY, "brief/topic_helmen@2024-04-22", "helmen", id="a claim that nothing overtook stays"),
    ],
)  # fmt: skip
def test_the_answer_rests_on_what_holds(
    assistant: Assistant, question: str, day: date | None, lead: str, words: str
) -> None:
    answer = assistant.answer(Question(question, as_of=day))

    assert answer.outcome is Outcome.ANSWERED
    assert leading(answer) == lead
    assert words in answer.text


@pytest.mark.parametrize(
    ("day", "held"),
    [
        pytest.param(date(2026, 5, 31), "fiets/art_8@2025-01-01", id="before the part came: the article that held"),
        pytest.param(date(2026, 6, 1), "fiets/art_8__para_1@2026-06-01", id="since then: the part"),
        pytest.param(date(2024, 1, 1), "fiets/art_8__para_1@2026-06-01", id="before both: the part, to be marked"),
    ],
)
def test_on_an_earlier_day_the_article_speaks_of_which_a_part_came_later(
    small: SimpleNamespace, day: date, held: str
) -> None:
    whole = small.of("fiets/art_8")
    part = replace(whole, edition=small.of("fiets/art_5").edition, eid="art_8__para_1")
    index = SimpleNamespace(editions={whole.id: (whole,), part.id: (part,)}, implementing={})

    found = holding([Hit((part,), 0.9, 1.0, 1.0, ("keywords",))], day, index)  # type: ignore[arg-type]

    assert [f"{each.provision.id}@{each.provision.edition.id}" for each in found] == [held]


def test_what_was_repealed_is_neither_cited_nor_considered(assistant: Assistant) -> None:
    answer = asked(assistant, "Moet er een messing bel op?")

    assert "fiets/art_8" not in (
        {each.provision for each in answer.citations} | {each.provision for each in answer.considered}
    )
    assert "messing" not in answer.text


def test_a_letter_that_the_question_names_is_answered_from_and_marked(assistant: Assistant) -> None:
    answer = asked(assistant, "Wat zegt de Fietsbrief over ritgegevens bewaren?")

    assert {"brief/topic_bewaren", "fiets/art_4__para_1"} & {each.provision for each in answer.citations}
    assert "brief/topic_bewaren" in {
        *(each.provision for each in answer.citations),
        *(each.provision for each in answer.notices),
    }


def test_a_provision_is_cited_once_and_no_part_beside_its_whole(assistant: Assistant) -> None:
    for question in (KEEP, "artikel 4 en artikel 4, lid 1 van de Fietsverordening", "Hoe hoog is de boete?"):
        cited = [each.provision for each in asked(assistant, question).citations]

        assert len(set(cited)) == len(cited)
        assert not any(one != other and one.startswith(f"{other}__") for one in cited for other in cited)


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        pytest.param("Hoe bak ik een appeltaart met rozijnen?", Outcome.OUT_OF_SCOPE, id="another field"),
        pytest.param(
            "Which authority approved the algorithm of Heerlen?", Outcome.NOTHING_FOUND, id="the field, but not here"
        ),
        pytest.param("How do I bake an apple pie with raisins?", Outcome.OUT_OF_SCOPE, id="another field, English"),
    ],
)
def test_where_nothing_bears_an_answer_that_is_the_answer(house: Assistant, question: str, outcome: Outcome) -> None:
    answer = asked(house, question)

    assert answer.outcome is outcome
    assert answer.citations == ()
    assert [each.kind for each in answer.notices] == ["referral"]
    assert answer.notices[0].url


def test_a_named_article_is_answered_whatever_its_words(assistant: Assistant) -> None:
    assert leading(asked(assistant, "Wat staat er in bijlage I?")) == "fiets/annex_I@2026-06-01"


def test_what_was_found_is_told_with_its_score_and_whether_it_was_used(assistant: Assistant) -> None:
    answer = asked(assistant, KEEP)

    assert {each.provision for each in answer.considered if each.used} == {each.provision for each in answer.citations}
    assert all(0 <= each.score <= 1 and each.found_by for each in answer.considered)


def test_a_small_token_budget_still_leaves_one_provision(assistant: Assistant) -> None:
    tight = Assistant(assistant.live, assistant.model, context_tokens=1)

    assert len(tight.answer(Question(KEEP, as_of=TODAY)).citations) == 1


def found(provision: Provision, score: float, duty: Duty | None = None) -> Found:
    digest = provision.digest and replace(provision.digest, duty=duty)
    return Found(replace(provision, digest=digest), Hit((provision,), score, 0.5, 0.5, ("keywords",)))


@pytest.mark.parametrize(
    ("asker", "question", "first"),
    [
        pytest.param(Perspective(), "wat moet er?", "fiets/art_5", id="nobody said who asks"),
        pytest.param(Perspective("deployer"), "wat moeten we?", "fiets/art_4__para_1", id="a deployer"),
        pytest.param(Perspective("deployer"), "wat moet de aanbieder?", "fiets/art_5", id="asks about the provider"),
        pytest.param(Perspective("provider"), "wat moeten we?", "fiets/art_5", id="a provider"),
    ],
)
def test_duties_of_others_count_for_less(small: SimpleNamespace, asker: Perspective, question: str, first: str) -> None:
    provider = found(small.of("fiets/art_5"), 0.8, Duty(who=("provider",)))
    deployer = found(small.of("fiets/art_4__para_1"), 0.7, Duty(who=("deployer",)))

    assert for_whom([provider, deployer], asker, question)[0].provision.id == first


def test_what_answers_a_part_of_the_question_comes_behind_what_leads(small: SimpleNamespace) -> None:
    lead, other, part = (found(small.of(each), 0.5) for each in ("fiets/art_5", "fiets/art_8", "fiets/art_6__para_2"))

    assert [each.provision.id for each in with_parts([lead, other], [part, lead])] == [
        "fiets/art_5",
        "fiets/art_6__para_2",
        "fiets/art_8",
    ]


@pytest.mark.parametrize(
    ("question", "second"),
    [
        pytest.param("Vanaf wanneer gelden de plichten voor hoog-risico-AI bij uitkeringen?", "ai-act/art_113__point_c__point_i", id="from when"),
        pytest.param("When do deployers have to comply with the logging duty?", "ai-act/art_113__point_c__point_i", id="when"),
        pytest.param("Hoe lang bewaren we de logs van een hoog-risico-AI-systeem?", "", id="a period is no day"),
    ],
)  # fmt: skip
def test_where_a_day_is_asked_for_the_provision_that_names_it_comes_next(
    house: Assistant, question: str, second: str
) -> None:
    index = house.live.now()
    query = understand(Question(question), TODAY, index.sources)
    lead = Found(
        index.editions["ai-act/art_26__para_6"][-1], Hit(index.editions["ai-act/art_26__para_6"], 0.9, 0.5, 0.5, ())
    )
    other = Found(
        index.editions["ai-act/art_4__para_1"][-1], Hit(index.editions["ai-act/art_4__para_1"], 0.5, 0.5, 0.5, ())
    )

    chosen = [each.provision.id for each in with_start([lead, other], index, query)]

    assert chosen == list(filter(None, ["ai-act/art_26__para_6", second, "ai-act/art_4__para_1"]))


def test_the_likeliest_leads_and_what_is_far_less_likely_stays_out(small: SimpleNamespace) -> None:
    hits = [
        found(small.of(each), score)
        for each, score in (("fiets/art_5", 0.9), ("fiets/art_8", 0.5), ("fiets/art_6__para_2", 0.1))
    ]

    assert [each.provision.id for each in choose(hits)] == ["fiets/art_5", "fiets/art_8"]


def test_where_the_duties_differ_by_role_the_reader_is_asked_which(house: Assistant) -> None:
    asked_back = house.answer(Question("Welke plichten hebben we bij hoog-risico-AI?"))

    assert asked_back.outcome is Outcome.CLARIFICATION
    assert not asked_back.citations
    assert len(asked_back.choices) >= 2
    chosen = {choice: house.answer(Question(choice)) for choice in asked_back.choices}
    assert all(each.outcome is Outcome.ANSWERED for each in chosen.values())
    assert {leading(each).partition("@")[0] for each in chosen.values()} >= {"ai-act/art_16", "ai-act/art_26"}


def test_who_asks_about_a_duty_hears_what_threatens_who_breaks_it(house: Assistant) -> None:
    answer = house.answer(Question("Moeten wij als gemeente een significant incident melden?", as_of=TODAY))

    assert any("boete" in each.summary for each in answer.citations)
    assert any(each.kind is NoticeKind.PERSPECTIVE and "gemeente" in each.text for each in answer.notices)


@pytest.mark.parametrize(
    ("question", "part"),
    [
        pytest.param("Wat is een deployer en hoe vraag ik een parkeervergunning aan?", "parkeervergunning", id="Dutch"),
        pytest.param("What is a FRIA and how do I renew my passport?", "passport", id="English"),
    ],
)
def test_what_has_no_source_is_named_beside_what_is_answered(house: Assistant, question: str, part: str) -> None:
    answer = house.answer(Question(question))

    assert answer.outcome is Outcome.PARTLY_ANSWERED
    assert answer.citations
    assert [part in each.text for each in answer.notices if each.kind is NoticeKind.UNANSWERED] == [True]


def test_a_part_that_leans_on_the_rest_is_not_called_unanswered(house: Assistant) -> None:
    answer = house.answer(Question("Welke AI is verboden, en sinds wanneer?"))

    assert answer.outcome is Outcome.ANSWERED
