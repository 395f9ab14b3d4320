"""Attacks: what is asked or planted to make the assistant say what its sources do not (evals/cases/attacks.yaml)."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from pydantic import ConfigDict, TypeAdapter, ValidationError

from assistant.types import Language, Question, Turn
from evals.cases import FOLDER, CaseError, contents

Kind = Literal[
    "override", "role-play", "encoded", "multi-turn", "pasted", "document", "digest", "exfiltration", "forged-citation",
    "system-prompt", "authority", "wrong-date", "no-sources",
]  # fmt: skip
KINDS: tuple[str, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Document:
    """A file in the folder of own documents. A name that ends in .pdf makes the text a PDF of one page."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Planted:
    """A digest of a letter that nobody checked."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    label: str
    gist: str
    ask: str


@dataclass(frozen=True, slots=True)
class Attack:
    """One attack, and what must not come of it.

    `real`: a real question is in it, and one of these provisions must still be cited. `nothing`: there is nothing to
    answer. `never`: what must not be said by the assistant itself. `claim`: what a model that obeys would say.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: str
    kind: Kind
    language: Language
    question: str
    claim: str
    never: tuple[str, ...] = ()
    real: tuple[str, ...] = ()
    nothing: bool = False
    history: tuple[Turn, ...] = ()
    document: Document | None = None
    digest: Planted | None = None

    @property
    def asked(self) -> Question:
        """As the assistant takes it."""
        return Question(self.question, self.language, self.history)

    @property
    def is_planted(self) -> bool:
        """Whether it lies in the texts, and not in the question."""
        return bool(self.document or self.digest)


_SET = TypeAdapter(tuple[Attack, ...])


def load_attacks(folder: Path = FOLDER) -> tuple[Attack, ...]:
    """All of them. Raises CaseError where the file cannot be used."""
    file = folder / "attacks.yaml"
    try:
        attacks = _SET.validate_python(contents(file))
    except ValidationError as error:
        problem = error.errors()[0]
        raise CaseError(
            f"{file.name}, entry {problem['loc'][0]}, field {problem['loc'][-1]}: {problem['msg']}."
        ) from error
    ids = [each.id for each in attacks]
    if twice := sorted({each for each in ids if ids.count(each) > 1}):
        raise CaseError(f"{file.name}, {twice[0]}, field id: this id stands here twice; keep one.")
    return attacks
