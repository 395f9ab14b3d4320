"""Question sets that others published, with articles as gold: scored as retrieval, apart from our own questions.

What is known to be noisy in them stays out: marked duplicates, questions without gold, gold in acts that are not in
our catalogue. So do questions that share six words in a row with the encoder's training data (mostly formulas of EU
law): leaked.txt names them, a test holds it against the data. The same question asked twice is asked once, with the
gold of both. Some ask about a text as it was before later amendments; that is left as it is.
"""

import json
import tomllib
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from assistant.types import Language, Question
from corpus.errors import Refusal
from evals.retrieval import Query

MISLABELLED = Path(__file__).parent / "mislabelled.toml"  # read against the official text, with the reasons
LEAKED = Path(__file__).parent / "leaked.txt"
BESIDE = Path("shared") / "evals"  # beside the checkout
ACTS = {"AIA": "ai-act", "AVG": "avg", "WOO": "woo"}
# Questions that are titles of pages we may hold: such a page is neither a right nor a wrong find for its own title.
OWN_PAGES = {"algoritmekader_vereisten": ("algoritmekader/",)}


class ExternalError(Refusal):
    """A set that cannot be read."""


@dataclass(frozen=True, slots=True)
class Set:
    """One published set: what can be asked of our corpus, and how much was left out."""

    name: str
    licence: str
    written_by: str  # "people", "a machine", or what its makers know of it
    queries: tuple[Query, ...]
    duplicates: int
    outside: int  # without gold in an act that we have
    leaked: int  # named in leaked.txt


def beside(checkout: Path) -> Path:
    """Where the sets lie unless a folder is given."""
    return checkout.parent / BESIDE


def load_sets(folder: Path) -> tuple[Set, ...]:
    """Every set of the folder; none where there is no folder. Raises ExternalError with file and line.

    A set with wrong labels comes a second time, without them: so the figures are told with and without.
    """
    wrong = mislabelled()
    sets = [_set(file) for file in sorted(folder.glob("*.jsonl"))]
    return tuple(each for one in sets for each in (one, *_without_wrong_labels(one, wrong)))


def mislabelled() -> dict[str, str]:
    """The reason why the expected article of a question is wrong, by its id."""
    questions = tomllib.loads(MISLABELLED.read_text(encoding="utf-8"))["question"]
    return {each["id"]: each["reason"] for each in questions}


def _without_wrong_labels(one: Set, wrong: Container[str]) -> Iterator[Set]:
    right = tuple(query for query in one.queries if query.id not in wrong)
    if len(right) < len(one.queries):
        yield replace(one, name=f"{one.name}, wrong labels out", queries=right)


def _set(file: Path) -> Set:
    rows, leaked = _rows(file), set(LEAKED.read_text(encoding="utf-8").split())
    usable = [_query(row, file) for row in rows if row.get("duplicate_of") is None]
    inside = [query for query in usable if query.expected]
    clean = [query for query in inside if query.id not in leaked]
    once: dict[str, Query] = {}
    for query in clean:
        both = (*once[query.text].expected, *query.expected) if query.text in once else query.expected
        once.setdefault(query.text, query)
        once[query.text] = replace(once[query.text], expected=tuple(dict.fromkeys(both)))
    return Set(
        name=file.stem,
        licence=rows[0].get("licence", ""),
        written_by=_written_by(rows[0].get("machine_generated")),
        queries=tuple(once.values()),
        duplicates=len(rows) - len(usable) + len(clean) - len(once),
        outside=len(usable) - len(inside),
        leaked=len(inside) - len(clean),
    )


def _query(row: dict[str, Any], file: Path) -> Query:
    """Options belong to a question ("which of these?"); what a set calls relevant too counts neither way."""
    if row["lang"] not in get_args(Language):
        raise ExternalError(f"{file.name}, {row['id']}, field lang: {row['lang']} is not one of nl, en.")
    expected = tuple(_ours(row["expected_ids"]))
    ignored = [each for each in _ours(row.get("also_relevant", ())) if each not in expected]
    return Query(
        id=row["id"],
        question=Question(row.get("query_with_options") or row["question"], row["lang"]),
        expected=expected,
        ignored=(*ignored, *OWN_PAGES.get(file.stem, ())),
    )


def _ours(gold: Iterable[str]) -> Iterator[str]:
    """ "AIA:art:26" → "ai-act/art_26"; acts that we do not have fall out."""
    for each in gold:
        act, kind, number = each.split(":", 2)
        if act in ACTS:
            yield f"{ACTS[act]}/{kind}_{number if kind == 'annex' else number.lower()}"


def _written_by(machine: object) -> str:
    return {"true": "a machine", "false": "people"}.get(str(machine).lower(), str(machine))


def _rows(file: Path) -> list[dict[str, Any]]:
    rows = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            rows.append({key: row[key] for key in ("id", "lang", "question", "expected_ids")} | row)
        except (ValueError, KeyError, TypeError) as error:
            raise ExternalError(f"{file.name}, line {number}: this is not a question with gold ({error}).") from error
    return rows
