"""One run: everything that was measured, as it is kept in JSON and compared with another run.

Of the test questions, which are sealed, only values are kept, under names that say nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from corpus.errors import Refusal
from evals.causes import causes
from evals.grid import Cell
from evals.retrieval import Trial
from evals.scoring import MEASURES, Score

OUT = Path(__file__).parent / "out"
BASELINE = Path(__file__).parent / "baseline.json"
KEPT = 10  # of what was considered


class RunError(Refusal):
    """A run that cannot be read."""


@dataclass(frozen=True, slots=True)
class Find:
    """A provision that was considered, as a line of the page."""

    provision: str
    score: float
    found_by: tuple[str, ...]
    used: bool


@dataclass(frozen=True, slots=True)
class Story:
    """What went wrong with one dev question."""

    question: str
    expected: tuple[str, ...]
    outcome: str
    text: str
    causes: tuple[str, ...]
    considered: tuple[Find, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One question: to which groups it belongs, and the value of each measure that applies to it."""

    id: str
    split: str
    language: str
    type: str
    sources: tuple[str, ...]
    seconds: float
    values: Mapping[str, float]
    likelihood: float | None = None  # of the first provision; None where nothing was searched
    story: Story | None = None  # of a dev question that was not strictly right


@dataclass(frozen=True, slots=True)
class Left:
    """How much of a published set is scored, and what was left out."""

    name: str
    licence: str
    written_by: str
    scored: int
    reachable: int  # have at least one expected article in the index
    duplicates: int
    outside: int
    leaked: int


@dataclass(frozen=True, slots=True)
class Trace:
    """How one attack ended with one model; `reasons` are empty where it held."""

    id: str
    kind: str
    language: str
    model: str
    reasons: tuple[str, ...] = ()

    @property
    def came_through(self) -> bool:
        """Whether it did what it must not."""
        return bool(self.reasons)


@dataclass(frozen=True, slots=True)
class Run:
    """All of it."""

    made_at: str  # ISO 8601, UTC
    index: str
    content: str  # of the index: two runs with the same one differ by code alone
    encoder: str
    model: str
    provisions: int
    official: int  # provisions with official words
    rows: tuple[Row, ...]
    trials: tuple[Trial, ...] = ()
    grid: tuple[Cell, ...] = ()
    external: tuple[Left, ...] = ()
    attacks: tuple[Trace, ...] = ()
    judge: str = ""
    seconds: float = 0.0

    def values(self, measure: str, rows: Iterable[Row] | None = None) -> tuple[float, ...]:
        """Of the questions that the measure applies to."""
        return tuple(row.values[measure] for row in (self.rows if rows is None else rows) if measure in row.values)

    def split(self, name: str) -> tuple[Row, ...]:
        """The rows of "dev" or "test"."""
        return tuple(row for row in self.rows if row.split == name)

    def worst(self, most: int) -> list[Row]:
        """Dev questions that went wrong, the worst first: by how many causes, then by what was right all the same."""
        wrong = [(len(row.story.causes), row) for row in self.rows if row.story]
        wrong.sort(key=lambda pair: (-pair[0], sum(pair[1].values.values()), pair[1].id))
        return [row for _, row in wrong[:most]]

    def bare(self) -> "Run":
        """What a baseline needs: no stories, no rankings."""
        rows = tuple(replace(row, story=None) for row in self.rows)
        return replace(self, rows=rows, trials=(), grid=(), external=(), attacks=())


_RUN = TypeAdapter(Run)


def row_of(score: Score, split: str) -> Row:
    """A score as it is kept."""
    found = {name: value for name, measure in MEASURES.items() if (value := measure(score)) is not None}
    sealed = split == "test"
    return Row(
        id=sha256(score.case.id.encode()).hexdigest()[:12] if sealed else score.case.id,
        split=split,
        language=score.case.language,
        type=score.case.type,
        sources=score.case.sources,
        seconds=score.answer.seconds,
        values={name: round(value, 4) for name, value in found.items()},
        likelihood=score.answer.considered[0].score if score.answer.considered else None,
        story=None if sealed or score.right else _story(score),
    )


def save(run: Run, file: Path) -> Path:
    """As JSON, one question a line when it is a baseline, so that git can show what changed."""
    file.parent.mkdir(parents=True, exist_ok=True)
    text = _RUN.dump_json(run, exclude_defaults=True).decode()
    file.write_text(text.replace('{"id":', '\n{"id":') + "\n", encoding="utf-8")
    return file


def load(file: Path) -> Run:
    """Raises RunError where it is not a run."""
    try:
        return _RUN.validate_json(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        raise RunError(f"{file} cannot be read as a run: give a file that python -m evals wrote.") from error


def baseline() -> Run | None:
    """The committed one, if there is one."""
    return load(BASELINE) if BASELINE.exists() else None


def _story(score: Score) -> Story:
    answer = score.answer
    return Story(
        question=score.case.question,
        expected=score.case.expected,
        outcome=answer.outcome,
        text=answer.text,
        causes=causes(score),
        considered=tuple(
            Find(each.provision, each.score, each.found_by, each.used) for each in answer.considered[:KEPT]
        ),
    )
