"""What is written down of a request, and how log lines look: one JSON object a line on standard output.

Nothing in it was written by a visitor: no question, no query, no key, no person. An error is told by its kind and its
place in the code, because its message can hold what was asked.
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from types import TracebackType

from ui.watch.visit import CURRENT, Visit

log = logging.getLogger("beleidswijzer.requests")
ErrorInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
DEEPEST = 8  # places of an error


def note(visit: Visit, method: str, seconds: float) -> None:
    """One line for a request that ended."""
    said = {
        "method": method,
        "route": visit.template,
        "status": visit.status,
        "ms": round(seconds * 1000, 1),
        "visitor": visit.visitor.kind.value,
        "key": visit.visitor.name if visit.visitor.shares else None,
        "refused": visit.refused or None,
    }
    log.info("request", extra={"said": {name: value for name, value in said.items() if value is not None}})


class JsonLines(logging.Formatter):
    """Time, level, who speaks, what, and the request that it belongs to."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, whatever the message holds."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        visit = CURRENT.get()
        if visit and (not visit.has_ended or record.name == log.name):
            line |= {"request": visit.request, "trace": visit.trace.journey}
        line |= getattr(record, "said", {})
        if record.exc_info and record.exc_info[1]:
            line |= {"error": type(record.exc_info[1]).__name__, "at": places(record.exc_info[2])}
        return json.dumps(line, ensure_ascii=False, default=str)


class PlainLines(logging.Formatter):
    """For people: how bad, and what. An error by its kind and its places here too."""

    def __init__(self) -> None:
        super().__init__("%(levelname)s: %(message)s")

    def formatException(self, ei: ErrorInfo) -> str:  # noqa: N802  logging calls it so
        """One line."""
        return f"  {ei[0].__name__ if ei[0] else 'An error'} at {', '.join(places(ei[2])) or 'an unknown place'}"


def places(trace: TracebackType | None) -> list[str]:
    """Where an error came from, the deepest last."""
    return [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(trace)[-DEEPEST:]]


def open_journal(form: str = "json") -> None:
    """From now on everything that is logged in this process looks like that: "json" on standard output, and a line for
    each request; "" for people, on standard error and warnings alone.
    """
    handler = logging.StreamHandler(sys.stdout if form else sys.stderr)
    handler.setFormatter(JsonLines() if form else PlainLines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.captureWarnings(capture=True)
    if form:
        log.setLevel(logging.INFO)
