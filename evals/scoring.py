"""Scores one answer against its golden question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.types import Answer
from evals.cases import Case


@dataclass(frozen=True, slots=True)
class Score:
    """What was right about one answer. `rank` is the place of the first expected provision, from 1; 0: not found."""

    case: Case
    answer: Answer
    outcome: bool
    facts: bool
    nothing_false: bool
    cited: bool
    rank: int

    @property
    def right(self) -> bool:
        """Strictly right: the outcome, every fact, the expected provision behind it, and nothing that is not so."""
        return self.outcome and self.facts and self.nothing_false and self.cited

    @property
    def faults(self) -> str:
        """What was wrong, in words."""
        names = {"outcome": self.outcome, "facts": self.facts, "false": self.nothing_false, "citation": self.cited}
        return ", ".join(name for name, good in names.items() if not good)


def score(case: Case, answer: Answer) -> Score:
    """A fact counts where one of its wordings stands in the answer's text, notices aside."""
    said = answer.text.lower()
    ranks = [place for place, each in enumerate(answer.considered, 1) if _expected(each.provision, case.expected)]
    return Score(
        case=case,
        answer=answer,
        outcome=answer.outcome in case.outcomes,
        facts=all(any(wording.lower() in said for wording in fact.any) for fact in case.facts),
        nothing_false=not any(wording.lower() in said for wording in case.never),
        cited=not case.expected or any(_expected(each.provision, case.expected) for each in answer.citations),
        rank=min(ranks, default=0),
    )


def _expected(provision: str, expected: Iterable[str]) -> bool:
    """The provision itself or a part of it; "werkagenda/" takes the whole source."""
    return any(
        provision.startswith(each) if each.endswith("/") else f"{provision}__".startswith(f"{each}__")
        for each in expected
    )


def share(values: Sequence[bool]) -> float:
    """The share that is true; 0 of nothing."""
    return sum(values) / len(values) if values else 0.0
