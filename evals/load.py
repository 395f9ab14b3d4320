"""Many clients at once: each keeps its line open and asks one golden question after another, and every answer is looked at.

The clients are threads of one process that only wait and count, so that they take little of the machine that the server
runs on.
"""

import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from itertools import cycle, islice
from statistics import quantiles
from threading import Barrier
from urllib.parse import urlsplit

from pydantic import TypeAdapter

from assistant.types import Question
from corpus.errors import Refusal
from evals.server import Server

PATH = "/v1/answers"
WAITED = 150.0  # seconds: longer than a server takes before it gives a request up itself
PAUSE = 0.2  # seconds after a line broke: who is down is not to be hammered
WARMING = 6  # questions that are not counted: an index is opened at the first one
GOOD = ""
_QUESTION = TypeAdapter(Question)


@dataclass(frozen=True, slots=True)
class Load:
    """What one server bore. `memory`: megabytes that were resident at the start and at the end; None: not known here.

    `worked`: seconds that processors worked for it; 0: not known here.
    """

    name: str
    milliseconds: tuple[float, ...]  # of each request that was answered well
    errors: Counter[str]  # by kind
    seconds: float
    memory: tuple[int, int] | None
    worked: float = 0.0

    @property
    def requests(self) -> int:
        return len(self.milliseconds) + self.errors.total()

    @property
    def per_second(self) -> float:
        """Good answers a second."""
        return len(self.milliseconds) / self.seconds

    @property
    def cost(self) -> float:
        """Milliseconds of a processor for each request: other work on the machine makes a server wait, not work more."""
        return 1000 * self.worked / max(self.requests, 1)

    def percentile(self, hundredths: int) -> float:
        """In milliseconds; not a number where fewer than two were answered."""
        few = len(self.milliseconds) < 2
        return float("nan") if few else quantiles(self.milliseconds, n=100, method="inclusive")[hundredths - 1]


def bodies(questions: Sequence[Question]) -> tuple[bytes, ...]:
    """As they are sent."""
    return tuple(_QUESTION.dump_json(each, by_alias=True, exclude_none=True) for each in questions)


def borne(server: Server, asked: Sequence[bytes], clients: int, seconds: float) -> Load:
    """Ask for so many seconds; what was asked by then is waited for. Every client begins with another question.

    Raises Refusal where the server does not answer the first ones.
    """
    _warm(server, asked)
    before, spent, ready = server.resident(), server.worked(), Barrier(clients + 1)
    step = max(len(asked) // clients, 1)

    def client(number: int) -> list[tuple[str, float]]:
        ready.wait()
        return list(_asked(server.address, islice(cycle(asked), number * step, None), seconds))

    with ThreadPoolExecutor(clients) as threads:
        work = [threads.submit(client, number) for number in range(clients)]
        ready.wait()
        started = time.perf_counter()
        heard = [each for done in work for each in done.result()]
        taken = time.perf_counter() - started
    after, worked = server.resident(), server.worked() - spent
    memory = (before, after) if before and after else None
    good = tuple(1000 * each for kind, each in heard if kind == GOOD)
    return Load(server.name, good, Counter(kind for kind, _ in heard if kind != GOOD), taken, memory, worked)


def _warm(server: Server, asked: Sequence[bytes]) -> None:
    with closing(_line(server.address)) as line:
        for body in asked[:WARMING]:
            kind = _ask(line, body)
            if kind != GOOD:
                raise Refusal(f"{server.address} does not answer questions ({kind}): start it, or give another --url.")


def _asked(address: str, asked: Iterator[bytes], seconds: float) -> Iterator[tuple[str, float]]:
    """How each ended, and its seconds, over one line as long as it holds."""
    until = time.perf_counter() + seconds
    with closing(_line(address)) as line:
        while (started := time.perf_counter()) < until:
            yield _ask(line, next(asked)), time.perf_counter() - started


def _line(address: str) -> HTTPConnection:
    place = urlsplit(address)
    kind = HTTPSConnection if place.scheme == "https" else HTTPConnection
    return kind(place.netloc, timeout=WAITED)


def _ask(line: HTTPConnection, body: bytes) -> str:
    """GOOD, or the kind of error."""
    try:
        line.request("POST", PATH, body, {"Content-Type": "application/json"})
        reply = line.getresponse()
        said = reply.read()
    except (OSError, HTTPException) as error:
        line.close()  # it opens again by itself
        time.sleep(PAUSE)
        return type(error).__name__
    return GOOD if reply.status == 200 and _has_text(said) else f"{reply.status} {reply.reason}"


def _has_text(said: bytes) -> bool:
    try:
        return bool(json.loads(said)["text"])
    except (ValueError, TypeError, LookupError):
        return False
