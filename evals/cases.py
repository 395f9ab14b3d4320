"""Golden questions: what a right answer must cite and say (evals/cases/*/*.yaml, CONTRACTS 9)."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, get_args

import yaml
from pydantic import ConfigDict, TypeAdapter, ValidationError

from assistant.types import Language, Outcome, Question, Turn
from corpus.errors import Refusal

FOLDER = Path(__file__).parent / "cases"
SPLITS = ("dev", "test")
ANSWERS = {Outcome.ANSWERED, Outcome.PARTLY_ANSWERED}
Type = Literal[
    "fact", "date", "list", "who", "definition", "applies-to-us", "comparison", "old-versus-new", "as-of", "follow-up",
    "out-of-scope", "advice-about-a-person", "injection", "false-premise",
]  # fmt: skip
TYPES: tuple[str, ...] = get_args(Type)


class CaseError(Refusal):
    """A golden question that cannot be used."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a right answer cannot leave out, in any of these wordings."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    any: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One golden question. An expected "werkagenda/" means: any provision of that source."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: str
    question: str
    language: Language
    type: Type
    expected: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    seen: str
    facts: tuple[Fact, ...] = ()
    never: tuple[str, ...] = ()
    history: tuple[Turn, ...] = ()
    asOf: date | None = None  # noqa: N815 - as it is written in the files and on the wire

    @property
    def asked(self) -> Question:
        """As the assistant takes it."""
        return Question(self.question, self.language, self.history, self.asOf)

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources that a right answer rests on."""
        return tuple(dict.fromkeys(each.partition("/")[0] for each in self.expected))

    @property
    def deserves_an_answer(self) -> bool:
        """Whether some answer is right; otherwise only a refusal or a question back is."""
        return not ANSWERS.isdisjoint(self.outcomes)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of which only the provision is known that answers it, to measure searching with."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: str
    question: str
    language: Language
    expected: tuple[str, ...]
    seen: str


_CASE = TypeAdapter(Case)
_ASKED = TypeAdapter(tuple[Asked, ...])
SETS = ("informal", "definitions")  # evals/cases/<name>.yaml: written from the facts, not from the digests


def load_questions(name: str, folder: Path = FOLDER) -> tuple[Asked, ...]:
    """The questions of one of the SETS. Raises CaseError where the file cannot be used."""
    file = folder / f"{name}.yaml"
    try:
        return _ASKED.validate_python(contents(file))
    except ValidationError as error:
        problem = error.errors()[0]
        raise CaseError(
            f"{file.name}, entry {problem['loc'][0]}, field {problem['loc'][-1]}: {problem['msg']}."
        ) from error


def load_cases(split: str, folder: Path = FOLDER) -> tuple[Case, ...]:
    """The cases of "dev" or "test". Raises CaseError with file, id and field."""
    cases: dict[str, Case] = {}
    for file in sorted((folder / split).glob("*.yaml")):
        for content in contents(file):
            case = _case(content, file)
            if case.id in cases:
                raise CaseError(f"{file.name}, {case.id}, field id: this id stands here twice; keep one.")
            cases[case.id] = case
    return tuple(cases.values())


def contents(file: Path) -> list[object]:
    """The list in a file of cases. Raises CaseError where there is none."""
    try:
        contents = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) or []
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise CaseError(f"{file.name}{line}: this is not readable YAML; mend the file.") from error
    if not isinstance(contents, list):
        raise CaseError(f"{file.name}: this must be a list of cases, each with “- id: …”.")
    return contents


def _case(content: object, file: Path) -> Case:
    identity = content.get("id", "a case without id") if isinstance(content, dict) else "a case"
    try:
        return _CASE.validate_python(content)
    except ValidationError as error:
        problem = error.errors()[0]
        field = ".".join(str(part) for part in problem["loc"])
        raise CaseError(f"{file.name}, {identity}, field {field}: {problem['msg']}.") from error
