"""Makes a run: asks every question, scores it, and lets the alternatives search for the same."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import Assistant
from assistant.types import Question
from corpus.progress import progress
from evals.alternatives import alternatives
from evals.attack_set import load_attacks
from evals.attacks import attacked
from evals.cases import SETS, SPLITS, Asked, Case, load_cases, load_questions
from evals.citations import Text
from evals.external import Set, load_sets
from evals.grid import grid
from evals.metrics import LEVELS, article, is_expected
from evals.retrieval import Bill, Ours, Query, Trial, ask, trials
from evals.run import Left, Row, Run, row_of
from evals.scoring import score
from indexing.search import Index
from indexing.types import Encoder

if TYPE_CHECKING:  # langchain takes seconds to import
    from evals.judge import Judge


def run_answers(assistant: Assistant, splits: Sequence[str] = SPLITS, judge: "Judge | None" = None) -> Run:
    """The golden questions alone."""
    started = time.perf_counter()
    assistant = assistant.as_checked()
    index = assistant.live.now()
    rows = tuple(row for split in splits for row in _rows(assistant, index, split, judge))
    return Run(
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        index=index.manifest.version,
        content=index.manifest.content,
        encoder=index.manifest.encoder,
        model=assistant.model.name,
        provisions=len(index.provisions),
        official=sum(bool(each.texts) for each in index.provisions),
        rows=rows,
        judge=judge.name if judge else "",
        seconds=time.perf_counter() - started,
    )


def run_all(assistant: Assistant, external: Path, judge: "Judge | None" = None, encoder: Encoder | None = None) -> Run:
    """The golden questions, what others published, what a user would pick instead, and the languages across."""
    started, assistant = time.perf_counter(), assistant.as_checked()
    run = run_answers(assistant, judge=judge)
    index = assistant.live.now()
    bill = Bill(index)
    retrievers = (Ours(assistant, index, bill), *alternatives(index, bill, encoder))
    golden = {split: _queries(load_cases(split)) for split in SPLITS}
    own = {name: _asked(load_questions(name)) for name in SETS}
    sets = load_sets(external)
    found: list[Trial] = []
    for retriever in progress(retrievers, "searching"):
        for name, queries in (golden | own).items():
            found += trials(name, queries, retriever, LEVELS)
        for each in sets:
            found += trials(each.name, each.queries, retriever, LEVELS[:1])
    return replace(
        run,
        trials=tuple(sorted(found, key=lambda trial: [*golden, *own, *(each.name for each in sets)].index(trial.set))),
        grid=tuple(grid(index, [query for queries in golden.values() for query in queries])),
        external=tuple(_left(each, index) for each in sets),
        attacks=attacked(load_attacks(), assistant),
        seconds=time.perf_counter() - started,
    )


def _rows(assistant: Assistant, index: Index, split: str, judge: "Judge | None") -> Iterator[Row]:
    cases, text = load_cases(split), Text(index)
    for case in progress(cases, f"answering {split}"):
        scored = score(case, ask(assistant, case.asked, index), text)
        yield row_of(replace(scored, judged=judge.share(scored.answer, text)) if judge else scored, split)


def _queries(cases: Iterable[Case]) -> tuple[Query, ...]:
    """What can be searched for: a question without an expected provision has nothing to find."""
    return tuple(Query(case.id, case.asked, case.expected) for case in cases if case.expected)


def _asked(questions: Iterable[Asked]) -> tuple[Query, ...]:
    return tuple(Query(each.id, Question(each.question, each.language), each.expected) for each in questions)


def _left(each: Set, index: Index) -> Left:
    articles = {article(identity) for identity in index.editions}
    reachable = sum(
        any(is_expected(known, expected) for expected in query.expected for known in articles) for query in each.queries
    )
    return Left(
        each.name,
        each.licence,
        each.written_by,
        len(each.queries),
        reachable,
        each.duplicates,
        each.outside,
        each.leaked,
    )
