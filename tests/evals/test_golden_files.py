"""Golden questions are read strictly: a mistake is named by file, case and field."""

from datetime import date
from pathlib import Path

import pytest

from assistant.types import Question, Turn
from evals.cases import CaseError, load_cases

GOOD = """
- id: logs
  question: "hoelang bewaren we logs?"
  language: nl
  type: follow-up
  expected: [ai-act/art_26__para_6]
  facts: [{any: ["zes maanden", "6 maanden"]}]
  never: ["drie jaar"]
  outcomes: [answered]
  history: [{role: user, content: "Wat moet een deployer?"}]
  asOf: 2026-11-23
  seen: "AI Act"
"""


def write(folder: Path, text: str, name: str = "first.yaml") -> None:
    (folder / "dev").mkdir(exist_ok=True)
    (folder / "dev" / name).write_text(text, encoding="utf-8")


def test_a_case_becomes_the_question_that_the_assistant_takes(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    (case,) = load_cases("dev", tmp_path)

    assert case.asked == Question(
        "hoelang bewaren we logs?", "nl", (Turn("user", "Wat moet een deployer?"),), date(2026, 11, 23)
    )
    assert case.facts[0].any == ("zes maanden", "6 maanden")


@pytest.mark.parametrize(
    ("right", "wrong", "named"),
    [
        pytest.param("language: nl", "language: fr", ("logs", "field language"), id="another language"),
        pytest.param("type: follow-up", "type: riddle", ("logs", "field type"), id="another type"),
        pytest.param("outcomes: [answered]", "outcomes: [maybe]", ("logs", "field outcomes"), id="another outcome"),
        pytest.param("never:", "nevr:", ("logs", "field nevr"), id="a misspelt field"),
        pytest.param("{any:", "{all:", ("logs", "field facts"), id="a misspelt field inside"),
        pytest.param('  seen: "AI Act"\n', "", ("logs", "field seen"), id="without a source"),
        pytest.param("- id: logs\n", "- {}\n- id: logs\n", ("a case without id", "field"), id="without id"),
        pytest.param("- id: logs\n", "- logs\n- id: logs\n", ("a case",), id="no fields at all"),
        pytest.param("asOf: 2026-11-23", "asOf: soon", ("logs", "field asOf"), id="no date"),
        pytest.param('question: "hoelang', 'question: "hoe"lang', ("first.yaml",), id="no YAML"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, right: str, wrong: str, named: tuple[str, ...]) -> None:
    write(tmp_path, GOOD.replace(right, wrong))

    with pytest.raises(CaseError) as refused:
        load_cases("dev", tmp_path)
    assert all(words in str(refused.value) for words in ("first.yaml", *named))


def test_an_id_stands_once_in_all_files_of_a_split(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, GOOD, "second.yaml")

    with pytest.raises(CaseError, match=r"second\.yaml, logs, field id"):
        load_cases("dev", tmp_path)


@pytest.mark.parametrize("split", ["dev", "test"])
def test_the_cases_of_the_house_can_be_read(split: str) -> None:
    cases = load_cases(split)

    assert {case.language for case in cases} == {"nl", "en"}
    assert all(case.outcomes and case.question.strip() for case in cases)
    assert all("/" in each for case in cases for each in case.expected)


def test_no_question_is_in_both_splits() -> None:
    dev, test = load_cases("dev"), load_cases("test")

    assert not {case.id for case in dev} & {case.id for case in test}
    assert not {case.question.casefold() for case in dev} & {case.question.casefold() for case in test}
