"""The golden questions as a set: what is too alike, too few or contradictory is named."""

from dataclasses import replace

import pytest

from assistant.types import Outcome
from corpus.digests import Entry, read_digests
from corpus.types import Bilingual, Digest
from evals.cases import SPLITS, TYPES, Case, Fact, load_cases
from evals.rules import SUBJECTS, contradictions, copies, counts, shortages, unknown

CASE = Case(
    "logs", "hoelang bewaart een gemeente ritgegevens van deelfietsen?", "nl", "fact", ("fiets/art_4",),
    (Outcome.ANSWERED,), "test", facts=(Fact(("zes maanden",)),),
)  # fmt: skip


def entry(*asks: str) -> Entry:
    return Entry("fiets", "2026-06-01", "art_4", Bilingual("artikel 4", "Article 4"), Digest(Bilingual("x", "x"), asks))


@pytest.mark.parametrize(
    ("ask", "shared"),
    [
        pytest.param("Hoelang bewaart een gemeente ritgegevens van deelfietsen?", [1.0], id="the same question"),
        pytest.param(
            "Waar bewaart een gemeente ritgegevens van auto's?", [], id="three of five words are not too many"
        ),
        pytest.param("Waar bewaart een gemeente ritgegevens van deelfietsen?", [0.8], id="four of five are"),
        pytest.param("Moet een fiets een bel?", [], id="another question"),
    ],
)
def test_a_question_may_not_be_a_digests_question(ask, shared):
    found = list(copies([CASE], [entry("Mag het licht uit?", ask)]))

    assert [each.shared for each in found] == shared
    assert all("logs" in str(each) and "fiets/art_4" in str(each) and ask in str(each) for each in found)


def test_asks_in_the_other_language_do_not_count():
    assert not list(copies([replace(CASE, language="en")], [entry(CASE.question)]))


def test_one_shared_term_is_a_subject_and_no_wording():
    (found,) = copies([replace(CASE, question="en de gemeente?")], [entry("Wat doet een gemeente?")])

    assert not found.is_wording


def test_what_is_short_is_named():
    told = "\n".join(shortages([CASE] * 3))

    assert "3 questions; 260 are needed" in told
    assert "100% of the questions are Dutch" in told
    assert all(f"{name}: " in told for name in [*SUBJECTS, *TYPES])


def test_counts_see_a_subject_in_the_source_or_in_the_words():
    asks = [replace(CASE, expected=("nlcs/",)), replace(CASE, question="wat is de NLCS", expected=())]

    assert {name: number for name, number, _ in counts(asks)}["NLCS"] == 2


@pytest.mark.parametrize(
    ("case", "told"),
    [
        pytest.param(replace(CASE, never=("maanden",)), "forbidden by its own", id="a forbidden fact"),
        pytest.param(replace(CASE, facts=()), "name at least one fact", id="an answer without a fact"),
    ],
)
def test_a_case_that_contradicts_itself_is_named(case, told):
    assert told in "\n".join(contradictions([case]))


def test_an_id_in_both_splits_is_named():
    assert list(contradictions([CASE, CASE])) == ["logs: this id stands in both splits."]
    assert not list(contradictions([CASE]))


def test_an_expected_provision_that_is_not_there_is_named():
    cases = [replace(CASE, expected=("fiets/", "fiets/art_4", "fiets/art_9"))]

    assert list(unknown(cases, ["fiets/art_4__para_1"])) == ["logs: fiets/art_9 is not in the corpus."]


@pytest.fixture(scope="module")
def questions() -> list[Case]:
    return [case for split in SPLITS for case in load_cases(split)]


def test_there_are_enough_of_everything(questions):
    assert list(shortages(questions)) == []


def test_none_contradicts_itself(questions):
    assert list(contradictions(questions)) == []


def test_none_has_the_wording_of_a_digest(questions):
    assert [str(each) for each in copies(questions, read_digests()) if each.is_wording] == []
