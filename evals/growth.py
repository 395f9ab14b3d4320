"""How building and searching grow with the number of passages: docs/growth.json and its chart.

Each size is built and then searched in processes of their own, so that memory is told apart. What would take more
than its budget is stopped and named; nothing is extrapolated.
"""

import json
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.catalogue import corpus_date, load_catalogue
from corpus.digests import read_digests
from corpus.provisions import gather
from evals.apart import Stopped, apart
from evals.cases import load_cases
from evals.plots import growth_chart
from evals.size import Size
from evals.synthetic import SEED, synthetic
from evals.times import Times, timed
from indexing.building import build
from indexing.compared import Compared
from indexing.encoders import open_encoder
from indexing.meanings import EXACT, Approximate, Meanings, match
from indexing.opening import LiveIndex

DOCS = Path(__file__).parents[1] / "docs"
FIRST = 1000  # passages; every next size is ten times as big
MINUTES, GIGABYTES = 8.0, 16.0  # that building, and then searching, one size may take
QUESTIONS = 50  # of dev, asked at each size
Built = tuple[float, int, int]
Searched = tuple[float, Times, Times, Times]


def sizes(largest: int) -> list[int]:
    """From FIRST up to the largest, each ten times the one before."""
    each, found = FIRST, []
    while each <= largest:
        found.append(each)
        each *= 10
    return found


def grow(
    wanted: Sequence[int], minutes: float = MINUTES, gigabytes: float = GIGABYTES, folder: Path = DOCS
) -> Iterator[str]:
    """Measure each size, telling how it went, and write growth.json and growth.png into the folder after each."""
    measured: list[Size] = []
    stopped: dict[str, str] = {}
    yield HEADING
    for passages in wanted:
        try:
            measured.append(_measure(passages, 60 * minutes, gigabytes))
            yield row(measured[-1])
        except Stopped as error:
            stopped[str(passages)] = str(error)
            yield f"Not measured: {passages:,} passages: {error}."
        about = {
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "cores": os.cpu_count(),
            "seed": SEED,
            "exact_up_to": EXACT,
            "budget": {"minutes": minutes, "gigabytes": gigabytes},
            "sizes": [asdict(each) for each in measured],
            "stopped": stopped,
        }
        (folder / "growth.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
        (folder / "growth.png").write_bytes(growth_chart(measured))


HEADING = (
    "| passages | built in s | passages/s | GB building | MB on disk | opened in s | GB searching | regime "
    "| search p50 ms | p95 ms | meanings exact p50 | Chroma p50 |\n" + "|---" * 12 + "|"
)


def row(size: Size) -> str:
    """Of the Markdown table under HEADING."""
    cells = [
        f"{size.passages:,}",
        f"{size.build_seconds:.1f}",
        f"{size.passages_per_second:,.0f}",
        f"{size.build_megabytes / 1024:.1f}",
        f"{size.disk_megabytes:,.0f}",
        f"{size.open_seconds:.1f}",
        f"{size.search_megabytes / 1024:.1f}",
        size.regime,
        *(f"{each:.1f}" for each in (size.search_p50, size.search_p95, size.exact_p50, size.approximate_p50)),
    ]
    return f"| {' | '.join(cells)} |"


def _measure(passages: int, seconds: float, gigabytes: float) -> Size:
    with TemporaryDirectory() as folder:
        place = Path(folder)
        built, build_megabytes = apart(build_size, passages, place, seconds=seconds, gigabytes=gigabytes)
        disk = sum(each.stat().st_size for each in place.rglob("*") if each.is_file())
        found, search_megabytes = apart(search_size, place, seconds=seconds, gigabytes=gigabytes)
    build_seconds, stored, provisions = built
    opened, search, exact, approximate = found
    return Size(
        passages=stored,
        provisions=provisions,
        build_seconds=build_seconds,
        build_megabytes=build_megabytes,
        disk_megabytes=disk / 1024**2,
        open_seconds=opened,
        search_megabytes=search_megabytes,
        regime="exact" if stored <= EXACT else "approximate",
        search_p50=search.p50,
        search_p95=search.p95,
        exact_p50=exact.p50,
        exact_p95=exact.p95,
        approximate_p50=approximate.p50,
        approximate_p95=approximate.p95,
    )


def build_size(passages: int, folder: Path) -> Built:
    """Seconds of building, passages and provisions; making up the texts is not counted."""
    sources = load_catalogue()
    provisions = tuple(synthetic(gather(sources, read_digests(), folder), passages))
    encoder = open_encoder()
    started = time.perf_counter()
    report = build(sources, provisions, folder, encoder, corpus_date=corpus_date())
    return time.perf_counter() - started, report.manifest.passages, report.manifest.provisions


def search_size(folder: Path) -> Searched:
    """Seconds of opening, and the times of searching, of comparing exactly, and of asking Chroma."""
    questions = [(case.question, case.language) for case in load_cases("dev")][:QUESTIONS]
    encoder = open_encoder()
    started = time.perf_counter()
    index = LiveIndex(folder, encoder).now()
    index.search(*questions[0])
    opened = time.perf_counter() - started
    vectors = {question: encoder.encode([question])[0] for question, _ in questions}
    ways: list[Meanings] = [Compared.gather(index.vectors.pages(), index.ids), Approximate(index.vectors, index.ids)]
    search, *meanings = timed(
        [index.search, *(lambda question, language, way=way: match(way, vectors[question], language) for way in ways)],
        questions,
        rounds=1,
    )
    return opened, search, meanings[0], meanings[1]
