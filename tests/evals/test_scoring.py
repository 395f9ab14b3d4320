"""Breaking the product on purpose turns the measure that is there for it, and a good answer turns none."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from assistant.types import Answer, Outcome
from evals.cases import Case, Fact
from evals.causes import causes
from evals.citations import Text
from evals.scoring import MEASURES, contains, language_of, plain, score

DAY = date(2026, 11, 23)
KEEP = Case(
    "keep", "Hoe lang bewaren we de ritgegevens?", "nl", "date", ("fiets/art_4__para_1",), (Outcome.ANSWERED,), "test",
    facts=(Fact(("zes maanden", "6 maanden")), Fact(("1 maart 2027",))), never=("drie maanden",), asOf=DAY,
)  # fmt: skip
SHED = Case(
    "shed", "Which requirements does a bicycle shed meet?", "en", "list", ("fiets/art_5",), (Outcome.ANSWERED,), "test",
    facts=(Fact(("light",)), Fact(("camera",)), Fact(("roof",)), Fact(("keeper",))), asOf=DAY,
)  # fmt: skip
OUTSIDE = Case(
    "outside", "Wie won gisteren de voetbalwedstrijd?", "nl", "out-of-scope", (),
    (Outcome.OUT_OF_SCOPE, Outcome.NOTHING_FOUND), "test", asOf=DAY,
)  # fmt: skip
ACROSS = Case(
    "across", "Bewaren we ritgegevens een jaar, zoals de brief zei, of zes maanden?", "nl", "comparison",
    ("fiets/art_4__para_1", "brief/"), (Outcome.ANSWERED,), "test", facts=(Fact(("zes maanden",)),), asOf=DAY,
)  # fmt: skip
CASES = (KEEP, SHED, OUTSIDE, ACROSS)


@pytest.fixture(scope="module")
def text(assistant) -> Text:
    return Text(assistant.live.now())


@pytest.fixture(scope="module")
def answers(assistant) -> dict[str, Answer]:
    return {case.id: assistant.answer(case.asked) for case in CASES}


@pytest.fixture
def measured(answers, text) -> Callable[..., dict[str, float]]:
    """Every measure over the three questions, with the answers broken first."""

    def of(broken: Callable[[Answer], Answer] = lambda answer: answer) -> dict[str, float]:
        scores = [score(case, broken(answers[case.id]), text) for case in CASES]
        found = {
            name: [value for each in scores if (value := measure(each)) is not None]
            for name, measure in MEASURES.items()
        }
        return {name: sum(values) / len(values) for name, values in found.items() if values}

    return of


def cite(answer: Answer, **changed: object) -> Answer:
    return replace(answer, citations=tuple(replace(each, **changed) for each in answer.citations))


def cite_the_wrong_article(answer: Answer) -> Answer:
    return cite(answer, provision="fiets/annex_I", edition="2026-06-01", quote=None)


def drop_the_date(answer: Answer) -> Answer:
    return replace(answer, text=answer.text.replace("1 maart 2027", "binnenkort"))


def refuse_everything(answer: Answer) -> Answer:
    return replace(answer, outcome=Outcome.NOTHING_FOUND, text="Daarover vind ik niets.", citations=())


def answer_everything(answer: Answer) -> Answer:
    return replace(answer, outcome=Outcome.ANSWERED)


def invent_a_citation(answer: Answer) -> Answer:
    return cite(answer, provision="fiets/art_999", quote=None)


def invent_in_words(answer: Answer) -> Answer:
    return replace(answer, text=f"{answer.text} Zie ook artikel 999 van de Fietsverordening [1].")


def change_one_quoted_word(answer: Answer) -> Answer:
    def changed(quote: str) -> str:
        first, _, *others = quote.split()
        return " ".join([first, "nooit", *others])

    return replace(
        answer,
        citations=tuple(replace(each, quote=changed(each.quote)) if each.quote else each for each in answer.citations),
    )


def quote_a_digest(answer: Answer) -> Answer:
    return cite(answer, quote="De gemeente bewaart ritgegevens minstens zes maanden.")


def say_something_uncited(answer: Answer) -> Answer:
    return replace(answer, text=f"{answer.text} Bewaar ook de namen van alle fietsers.") if answer.citations else answer


def cite_something_beside_it(answer: Answer) -> Answer:
    if not answer.citations:
        return answer
    beside = replace(answer.citations[0], number=len(answer.citations) + 1, provision="fiets/annex_I", quote=None)
    text = answer.text.replace("[1]", f"[1] [{beside.number}]")
    return replace(answer, text=text, citations=(*answer.citations, beside))


def say_what_is_not_so(answer: Answer) -> Answer:
    return replace(answer, text=f"{answer.text} Vroeger was het drie maanden [1].")


def answer_in_the_other_language(answer: Answer) -> Answer:
    words = {"nl": "This is what the law says about it", "en": "Dit is wat er in de wet over staat"}[answer.language]
    return replace(answer, text=words)


def find_it_last(answer: Answer) -> Answer:
    return replace(answer, considered=answer.considered[::-1])


def find_nothing(answer: Answer) -> Answer:
    return replace(answer, considered=())


def find_one_source(answer: Answer) -> Answer:
    return replace(answer, considered=tuple(each for each in answer.considered if each.provision.startswith("fiets/")))


RETRIEVAL = [name for name in MEASURES if name.startswith(("article", "paragraph"))]
BROKEN = {
    cite_the_wrong_article: ["expected provision cited", "strictly right", "citation recall", "citation precision"],
    drop_the_date: ["dates said", "fact recall", "strictly right", "strictly right, date questions"],
    refuse_everything: ["no false refusal", "right outcome", "strictly right", "fact recall", "expected provision cited"],
    answer_everything: ["no false answer", "right outcome", "strictly right"],
    invent_a_citation: ["no invented provision", "strictly right", "citation recall", "expected provision cited"],
    invent_in_words: ["no invented provision", "strictly right"],
    change_one_quoted_word: ["quotes verbatim"],
    quote_a_digest: ["quotes verbatim"],
    say_something_uncited: ["citation recall"],
    cite_something_beside_it: ["citation precision"],
    say_what_is_not_so: ["nothing forbidden said", "strictly right"],
    answer_in_the_other_language: ["right language"],
    find_it_last: ["article hit@1", "article MRR", "article nDCG@8", "paragraph hit@1", "paragraph MRR", "paragraph nDCG@8"],
    find_one_source: ["every source found@8"],
    find_nothing: RETRIEVAL,
}  # fmt: skip
NEVER_TOUCHED = {
    drop_the_date: ["right outcome", "expected provision cited", "right language", *RETRIEVAL],
    change_one_quoted_word: ["strictly right", "citation recall", "no invented provision"],
    cite_something_beside_it: ["citation recall", "strictly right"],
    find_it_last: ["strictly right", "citation recall"],
    say_what_is_not_so: ["fact recall", "expected provision cited"],
}


def test_good_answers_are_perfect(measured):
    assert {name: value for name, value in measured().items() if value != 1} == {}


@pytest.mark.parametrize(
    ("broken", "measure"), [(broken, measure) for broken, measures in BROKEN.items() for measure in measures]
)
def test_a_fault_turns_its_measure(measured, broken, measure):
    assert measured(broken)[measure] < 1


@pytest.mark.parametrize(
    ("broken", "measure"), [(broken, measure) for broken, measures in NEVER_TOUCHED.items() for measure in measures]
)
def test_a_fault_leaves_the_others_alone(measured, broken, measure):
    assert measured(broken)[measure] == 1


def test_every_measure_without_a_judge_has_a_fault_that_turns_it():
    assert {measure for measures in BROKEN.values() for measure in measures} == MEASURES.keys() - {
        "citation recall by the judge"
    }


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        pytest.param(drop_the_date, "does not say “1 maart 2027”", id="a fact"),
        pytest.param(refuse_everything, "outcome nothing_found, expected answered", id="an outcome"),
        pytest.param(cite_the_wrong_article, "found fiets/art_4__para_1 at rank 1, but does not cite it", id="not cited"),
        pytest.param(lambda answer: find_nothing(cite_the_wrong_article(answer)), "did not find fiets/art_4__para_1", id="not found"),
        pytest.param(say_what_is_not_so, "says “drie maanden”", id="forbidden"),
        pytest.param(invent_in_words, "fiets/art_999 does not exist", id="invented"),
    ],
)  # fmt: skip
def test_the_cause_is_named(answers, text, broken, told):
    assert told in causes(score(KEEP, broken(answers["keep"]), text))


def test_what_is_right_has_no_cause(answers, text):
    assert causes(score(KEEP, answers["keep"], text)) == ()


def test_a_refusal_that_is_right_too_owes_no_facts(answers, text):
    either = replace(KEEP, outcomes=(Outcome.ANSWERED, Outcome.NOTHING_FOUND))

    assert score(either, refuse_everything(answers["keep"]), text).right
    assert not score(KEEP, refuse_everything(answers["keep"]), text).right


def test_a_part_that_the_question_names_is_not_invented(answers, text):
    asked = replace(answers["keep"], question="Wat zegt artikel 999 van de Fietsverordening?")

    assert score(KEEP, invent_in_words(asked), text).invented == ()


@pytest.mark.parametrize(
    ("said", "wording", "stands"),
    [
        pytest.param("binnen 6 maanden", "6 maanden", True, id="as it is"),
        pytest.param("binnen 36 maanden", "6 maanden", False, id="the end of a larger figure"),
        pytest.param("op 12 augustus 2026", "2 augustus 2026", False, id="the end of a day"),
        pytest.param("hoogstens 10.000 euro", "10", False, id="the beginning of a larger figure"),
        pytest.param("2,5 procent", "5 procent", False, id="behind a comma"),
        pytest.param("in 2027.", "in 2027", True, id="before a full stop"),
        pytest.param("that is prohibited", "prohibit", True, id="the beginning of a word"),
        pytest.param("Zes Maanden", "zes maanden", True, id="capitals"),
        pytest.param("zes [1]\nmaanden", "zes maanden", True, id="marks and lines"),
        pytest.param("kosten (2 %)", "(2 %)", True, id="signs that a pattern would read"),
    ],
)
def test_when_a_wording_stands_in_a_text(said, wording, stands):
    assert contains(plain(said), wording) is stands


@pytest.mark.parametrize(
    ("said", "language"),
    [
        pytest.param("De gemeente bewaart het een jaar.", "nl", id="Dutch"),
        pytest.param("The municipality keeps it for a year.", "en", id="English"),
        pytest.param("AI Act", None, id="only a name"),
    ],
)
def test_the_language_of_a_text(said, language):
    assert language_of(said) == language
