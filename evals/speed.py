"""How fast, beside LangChain's tutorial pipeline over the same texts: searching, answering, building, starting up.

All are asked in turns in one process, so that what disturbs one disturbs the others; what counts are the ratios.
"""

import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory

from assistant import Settings, open_assistant
from corpus.errors import Refusal
from evals.alternatives import Tutorial
from evals.apart import apart, command, megabytes
from evals.cases import load_cases
from evals.retrieval import Bill, Ours, Query, Reading, Retriever, trials
from evals.table import table
from evals.times import timed
from indexing.building import build
from indexing.passages import cut_all
from indexing.search import Index
from indexing.types import Encoder, Vectors

SAMPLE = 256  # passages that a slow encoder encodes, to tell its speed
STARTS = 5
STARTED: dict[str, list[str]] = {
    "a whole answer": ["assistant", "Mag ik ChatGPT gebruiken?"],
    "--help": ["assistant", "--help"],
    "an error": ["assistant"],
}


class Search:
    """Our search without the answer around it."""

    name = "Beleidswijzer, search"

    def __init__(self, index: Index, bill: Bill) -> None:
        self._index, self._bill = index, bill

    def read(self, query: Query) -> Iterator[Reading]:
        hits = self._index.search(query.text, query.language)
        return self._bill.readings([hit.id for hit in hits], query.language)


class Heavier:
    """The tutorial with another encoder's work added to each question: as fast as with it, finding as without."""

    def __init__(self, tutorial: Tutorial, encoder: Encoder, name: str) -> None:
        self._tutorial, self._encoder, self.name = tutorial, encoder, name

    def read(self, query: Query) -> Iterator[Reading]:
        self._encoder.encode([query.text])
        return self._tutorial.read(query)


class Counted:
    """An encoder that tells how many texts it has encoded: those of the tutorial are its chunks."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder, self.name, self.texts = encoder, encoder.name, 0

    def encode(self, texts: list[str]) -> Vectors:
        self.texts += len(texts)
        return self._encoder.encode(texts)


def bench(settings: Settings, shape: Encoder | None = None) -> Iterator[str]:
    """The report, in Markdown, a part at a time; `shape` is an encoder of which only the speed means something."""
    assistant = open_assistant(settings).as_checked()
    index = assistant.live.now()
    bill = Bill(index)
    started = time.perf_counter()
    counted = Counted(index.encoder)
    tutorial = Tutorial(index, counted)
    built = _built(tutorial.name, counted.texts, time.perf_counter() - started)
    ways: list[Retriever] = [Search(index, bill), Ours(assistant, index, bill), tutorial]
    shaped = [Heavier(tutorial, shape, f"LangChain tutorial, {shape.name}")] if shape else []
    yield _asking(ways, shaped)
    yield _building(index, built, shape)
    yield _starting()
    yield f"This process had {megabytes():,} MB at its peak, with every index above in memory."


def _asking(ways: Sequence[Retriever], shaped: Sequence[Retriever]) -> str:
    """Times of each, and how many times as long as our search and our answer each took, pair by pair."""
    queries = [Query(case.id, case.asked, case.expected) for case in load_cases("dev") if case.expected]
    everyone = [*ways, *shaped]
    times = timed([way.read for way in everyone], [(query,) for query in queries])
    search, answer = times[:2]
    rows = [
        [
            way.name,
            f"{taken.p50:.1f}",
            f"{taken.p95:.1f}",
            f"{taken.per_second:.0f}",
            f"{taken.over(search):.1f}",
            f"{taken.over(answer):.1f}",
            "as above" if way in shaped else f"{_hits(way, queries):.0%}",
        ]
        for way, taken in zip(everyone, times, strict=True)
    ]
    asked = f"{len(queries)} dev questions, {len(search.milliseconds) // len(queries)} times each, in turns"
    heads = ["", "p50 ms", "p95 ms", "questions/s", "÷ our search", "÷ our answer", "hit@5"]
    return f"## Asking ({asked})\n\n{table(heads, rows)}"


def _hits(way: Retriever, queries: Sequence[Query]) -> float:
    (trial,) = trials("dev", queries, way, ["article"])
    return mean(trial.values["hit@5"])


def _building(index: Index, tutorial: list[str], shape: Encoder | None) -> str:
    """Ours: cut, encoded, in Chroma and BM25, read back. The tutorial: split, encoded, in Chroma."""
    with TemporaryDirectory() as folder:
        started = time.perf_counter()
        day = date.fromisoformat(index.manifest.corpus_date)
        report = build(index.sources, index.provisions, Path(folder), index.encoder, corpus_date=day)
        seconds = time.perf_counter() - started
    rows = [
        _built("Beleidswijzer", report.manifest.passages, seconds),
        tutorial,
    ]
    some = [each.text for each in cut_all(index.provisions)]
    for encoder in filter(None, (index.encoder, shape)):
        sample = some if encoder is index.encoder else some[:: max(len(some) // SAMPLE, 1)]
        started = time.perf_counter()
        encoder.encode(sample)
        rows.append(_built(f"encoding our passages alone, {encoder.name}", len(sample), time.perf_counter() - started))
    return f"## Building\n\n{table(['', 'passages', 'seconds', 'passages/s'], rows)}"


def _built(name: str, passages: int, seconds: float) -> list[str]:
    return [name, f"{passages:,}", f"{seconds:.1f}", f"{passages / seconds:,.0f}"]


def _starting() -> str:
    rows = []
    for name, arguments in STARTED.items():
        runs = [_start(arguments) for _ in range(STARTS)]
        rows.append([name, f"{median(run[0] for run in runs):.2f}", f"{max(run[1] for run in runs):,}"])
    return f"## Starting (python -m assistant, {STARTS} times)\n\n{table(['', 'seconds', 'MB at its peak'], rows)}"


def _start(arguments: Sequence[str]) -> tuple[float, int]:
    """Seconds and peak megabytes."""
    (seconds, most, status), _ = apart(command, arguments, seconds=120, gigabytes=16)
    if status == 1:
        raise Refusal(f"python -m {' '.join(arguments)} fails: run it to see why.")
    return seconds, most
