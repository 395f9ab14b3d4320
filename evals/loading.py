"""How much the service bears, beside the tutorial's pipeline behind the same kind of server, one after another."""

import os
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime

from evals.cases import load_cases
from evals.load import Load, bodies, borne
from evals.server import Server, served
from evals.table import table

TITLE = "Under load"
UNKNOWN = "–"
HEADS = [
    "", "requests", "errors", "answers/s", "p50 ms", "p95 ms", "p99 ms", "CPU ms a request", "MB at the start", "at the end",
    "answers/s, of the first", "p95, of the first", "CPU, of the first",
]  # fmt: skip
NOTE = """\
The clients run on the same cores as the server, keep their lines open and ask as soon as they have an answer, so a time is that of a
queue: clients ÷ answers a second. What else the machine does lengthens it; the milliseconds of a processor are those of the server alone. Each
client begins with another question, and all come round in the end. The memory is what the process of the server has resident; its first questions
are asked before, uncounted. A process of ours keeps little more than one core busy, because Python does one thing at a time: replicas use the others.

What our request does and theirs does not: it searches by words and references too, finds the edition in force on the day, writes an answer, holds
every sentence of it against its provision, and passes nine layers (who it is, how large, how often, how many at once, how long; its trace
and its numbers; headers). Theirs gives back its four nearest chunks, unchecked and in no order of law. Neither has a language model behind it."""


def loaded(urls: Sequence[str], clients: int, seconds: float, *, beside: bool) -> Iterator[Load]:
    """Each as soon as it is measured; without addresses ours is started here. Raises Refusal where one does not answer."""
    asked = bodies([case.asked for case in load_cases("dev")])
    for opening in _servers(urls, beside=beside):
        with opening as server:
            yield borne(server, asked, clients, seconds)


def _servers(urls: Sequence[str], *, beside: bool) -> Iterator[AbstractContextManager[Server]]:
    yield from (nullcontext(Server(url, url.rstrip("/"))) for url in urls)
    if not urls:
        yield served("Beleidswijzer", "ui")
    if beside:
        yield served("LangChain tutorial, our encoder", "evals.peer")
        yield served("the same with the work of a transformer", "evals.peer", "--shape")


def report(loads: Sequence[Load], clients: int, seconds: float, *, busy: float, beside: bool) -> str:
    """In Markdown, for a person and for docs/benchmarks.md; `busy` is the load of the machine before all of it."""
    cases = load_cases("dev")
    dutch = sum(case.language == "nl" for case in cases)
    about = (
        f"{clients} clients for {seconds:g} seconds each, {len(cases)} dev questions ({dutch} Dutch, {len(cases) - dutch} English), "
        f"{os.cpu_count()} cores, {datetime.now(UTC):%d %B %Y}. The machine's load over the last\nminute was {busy:.1f} when this began; "
        "`make load` makes the table again."
    )
    kinds = [f"{each.name}: {number} × {kind}" for each in loads for kind, number in each.errors.most_common()]
    wrong = ["Errors. " + "; ".join(kinds) + "."] if kinds else []
    return "\n\n".join(
        [about, table(HEADS, (_row(each, loads[0]) for each in loads)), *wrong, *([NOTE] if beside else [])]
    )


def _row(load: Load, first: Load) -> list[str]:
    return [
        load.name,
        f"{load.requests:,}",
        f"{load.errors.total():,}",
        f"{load.per_second:.1f}",
        *(f"{load.percentile(each):,.0f}" for each in (50, 95, 99)),
        f"{load.cost:.1f}" if load.cost else UNKNOWN,
        *(f"{each:,}" for each in load.memory or ()),
        *([UNKNOWN, UNKNOWN] if load.memory is None else []),
        _times(load.per_second, first.per_second),
        _times(load.percentile(95), first.percentile(95)),
        _times(load.cost, first.cost),
    ]


def _times(value: float, first: float) -> str:
    if not value or not first:
        return UNKNOWN
    return f"{value / first:.1f} ×" if value >= first else f"{value / first:.2f} ×"
