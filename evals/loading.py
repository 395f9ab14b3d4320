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
HEADS = ["", "requests", "errors", "answers/s", "p50 ms", "p95 ms", "p99 ms", "MB at the start", "at the end", "answers/s, of the first", "p95, of the first"]  # fmt: skip
NOTE = """\
The clients run on the same cores as the server, keep their lines open and ask as soon as they have an answer, so a time is that of a
queue: clients ÷ answers a second. Each begins with another question; all questions come round in the end. The memory is what the process of the
server has resident; its first questions are asked before, uncounted.

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


def report(loads: Sequence[Load], clients: int, seconds: float, *, beside: bool) -> str:
    """In Markdown, for a person and for docs/benchmarks.md."""
    cases = load_cases("dev")
    dutch = sum(case.language == "nl" for case in cases)
    about = (
        f"{clients} clients for {seconds:g} seconds each, {len(cases)} dev questions ({dutch} Dutch, {len(cases) - dutch} English), "
        f"{os.cpu_count()} cores, {datetime.now(UTC):%d %B %Y}. `python -m evals load` makes it again."
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
        *(f"{each:,}" for each in load.memory or ()),
        *(["–", "–"] if load.memory is None else []),
        f"{load.per_second / first.per_second:.1f} ×" if first.per_second else "–",
        f"{load.percentile(95) / first.percentile(95):.1f} ×",
    ]
