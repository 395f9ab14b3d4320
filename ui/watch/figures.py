"""The numbers of the service, for Prometheus. No label holds what anybody wrote, so their number stays small."""

import math
import time
from datetime import UTC, datetime
from typing import Any

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from assistant import Assistant, Refusal
from ui.watch.visit import Visit

FORM = CONTENT_TYPE_LATEST
NAME = "beleidswijzer"
disable_created_metrics()  # type: ignore[no-untyped-call]  # when a number began says nothing, and doubles the page
QUICK = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)  # seconds


class Figures:
    """Those of one application; a register of its own, so that two in one process do not add up."""

    def __init__(self) -> None:
        self.register = CollectorRegistry()
        ours: dict[str, Any] = {"namespace": NAME, "registry": self.register}
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=self.register)
        self._questions = Counter("questions", "Questions by door and by how they ended.", ("door", "outcome"), **ours)
        self._stages = Histogram("stage_seconds", "Time of each stage of an answer.", ("stage",), buckets=QUICK, **ours)
        self._answers = Histogram("answer_seconds", "Time of a whole answer.", ("door",), buckets=QUICK, **ours)
        self._failures = Counter("model_failures", "Answers that the language model did not write after all.", **ours)
        self._requests = Counter("requests", "Requests by address and status.", ("method", "route", "status"), **ours)
        self._seconds = Histogram("request_seconds", "Time of a request.", ("route",), buckets=QUICK, **ours)
        self._refused = Counter("refused", "Requests that were not let in, by reason.", ("reason",), **ours)
        self._limited = Counter("rate_limited", "Requests above a limit.", ("limit",), **ours)
        self._feedback = Counter("feedback", "Reactions that were kept, by door.", ("door",), **ours)
        self._age = Gauge("index_age_seconds", "Since the index was built.", **ours)
        self._checked = Gauge("corpus_age_seconds", "Since the day up to which the texts were checked.", **ours)
        self._ready = Gauge("ready", "1 where questions can be answered.", **ours)
        self._index = Gauge("index_info", "Which index answers: 1.", ("version", "encoder", "corpus_date"), **ours)

    def question(self, door: str, outcome: str, seconds: float) -> None:
        """One question that ended."""
        self._questions.labels(door, outcome).inc()
        self._answers.labels(door).observe(seconds)

    def stage(self, name: str, seconds: float) -> None:
        """One stage of an answer."""
        self._stages.labels(name).observe(seconds)

    def model_failed(self) -> None:
        """The quoting model had to answer for the language model."""
        self._failures.inc()

    def limited(self, limit: str) -> None:
        """A limit was reached: that of a user, a key, or of all answers at once."""
        self._limited.labels(limit).inc()

    def visit(self, visit: Visit, method: str, seconds: float) -> None:
        """One request that ended."""
        self._requests.labels(method, visit.template, str(visit.status)).inc()
        if not visit.place.endless:
            self._seconds.labels(visit.template).observe(seconds)
        if visit.refused:
            self._refused.labels(visit.refused).inc()
        if (method, visit.template, visit.status) in KEPT:
            self._feedback.labels(visit.place.door).inc()

    def text(self, assistant: Assistant) -> bytes:
        """All of it, with the index as it is now."""
        self._index.clear()
        self._ready.set(not assistant.ready())
        try:
            checked, stamp = assistant.corpus_date(), assistant.stamp()
        except Refusal:
            self._age.set(math.nan)
            self._checked.set(math.nan)
        else:
            day = datetime.combine(checked, datetime.min.time(), UTC)
            self._index.labels(stamp.version, stamp.encoder, checked.isoformat()).set(1)
            self._age.set(time.time() - datetime.fromisoformat(stamp.built_at).timestamp())
            self._checked.set(time.time() - day.timestamp())
        return generate_latest(self.register)


KEPT = {("POST", "/v1/feedback", 201), ("POST", "/terugkoppeling", 200)}
