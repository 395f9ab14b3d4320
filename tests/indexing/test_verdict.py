"""Whether a question asks for a verdict on somebody, whatever law it names."""

from pathlib import Path

import pytest

from corpus.types import Provision
from indexing.learning import asked
from indexing.verdict import Verdict, verdicts


@pytest.fixture(scope="module")
def verdict(house_provisions: tuple[Provision, ...]) -> Verdict:
    return Verdict.learn(asked(house_provisions))


@pytest.mark.parametrize(
    ("question", "asks_it"),
    [
        pytest.param(
            "Onze CISO meldde het datalek te laat. Is hij ongeschikt voor zijn werk?", True, id="fit for the job"
        ),
        pytest.param("Do you think our DPO is honest about the breach?", True, id="honest"),
        pytest.param("Moeten we die sollicitant voor het AI-team aannemen of afwijzen?", True, id="hired"),
        pytest.param("Zal de rechter mij gelijk geven in mijn Woo-zaak?", True, id="how a case will end"),
        pytest.param("Binnen hoeveel uur moet een CISO een datalek melden?", False, id="a term"),
        pytest.param("Must our DPO be independent under the GDPR?", False, id="what somebody must be by a rule"),
        pytest.param("Hoe hoog is de boete voor een wethouder?", False, id="a fine by a rule"),
    ],
)
def test_a_verdict_is_told_from_a_rule_about_somebody(verdict: Verdict, question: str, asks_it: bool) -> None:
    assert (verdict.weight(question) > 0) is asks_it


def test_a_story_asks_in_its_last_sentence(verdict: Verdict) -> None:
    story = "Onze stagiair mailde gisteren een lijst naar het verkeerde adres."

    assert verdict.weight(f"{story} Moeten we hem ontslaan?") > verdict.weight(f"Moeten we hem ontslaan? {story}")


def test_of_our_own_questions_few_ask_for_one(verdict: Verdict, house_provisions: tuple[Provision, ...]) -> None:
    ours = asked(house_provisions)[::97]

    assert sum(verdict.weight(each) > 0 for each in ours) < 0.1 * len(ours)
    assert len(verdicts()) == len(set(verdicts())) > 900
    assert sum(verdict.weight(each) > 0 for each in verdicts()) > 0.95 * len(verdicts())


def test_without_questions_of_our_own_nothing_is_told() -> None:
    assert Verdict.learn(()).weight("Is hij ongeschikt?") == 0


def test_what_was_learnt_is_read_back(verdict: Verdict, tmp_path: Path) -> None:
    verdict.save(tmp_path / "verdict.npz")
    question = "Heeft zij gelogen over het datalek?"

    assert Verdict.load(tmp_path / "verdict.npz").weight(question) == verdict.weight(question)
