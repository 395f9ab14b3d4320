"""The first layer and the last: names each request, and writes down how it ended."""

import time
from collections.abc import MutableMapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Send
from starlette.types import Scope as Connection

from ui.gate.places import place_of
from ui.watch.figures import Figures
from ui.watch.journal import note
from ui.watch.trace import continued, request_id
from ui.watch.visit import CURRENT, KEY, Visit

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Watch:
    """Around everything. It answers nothing itself."""

    def __init__(self, app: ASGIApp, figures: Figures, root_path: str = "") -> None:
        self.app, self.figures, self.root_path = app, figures, root_path.rstrip("/")

    async def __call__(self, connection: Connection, receive: Receive, send: Send) -> None:
        if connection["type"] != "http":
            await self.app(connection, receive, send)
            return
        started, visit = time.perf_counter(), self._visit(connection)
        headers = Headers(scope=connection)

        async def named(message: Message) -> None:
            if message["type"] == "http.response.start":
                visit.status = message["status"]
                answered = MutableHeaders(scope=message)
                answered["X-Request-Id"], answered["traceparent"] = visit.request, visit.trace.parent
            await send(message)

        token = CURRENT.set(visit)
        try:
            await self.app(_continuing(connection, headers, visit), receive, named)
        finally:
            method = connection["method"] if connection["method"] in METHODS else "other"
            seconds, visit.has_ended = time.perf_counter() - started, True
            self.figures.visit(visit, method, seconds)
            note(visit, method, seconds)
            CURRENT.reset(token)

    def _visit(self, connection: Connection) -> Visit:
        headers = Headers(scope=connection)
        parents, named = headers.getlist("traceparent"), headers.getlist("x-request-id")
        path = str(connection["path"]).removeprefix(self.root_path) or "/"
        place = place_of(path)
        return Visit(
            request_id(named[0] if len(named) == 1 else ""),
            continued(parents[0] if len(parents) == 1 else ""),
            place,
            route=path if path == place.path else "",
        )


def _continuing(connection: Connection, headers: Headers, visit: Visit) -> MutableMapping[str, object]:
    """What goes inside carries the names that count, not those that were sent along."""
    kept = [each for each in headers.raw if each[0].lower() not in (b"traceparent", b"x-request-id")]
    kept += [(b"traceparent", visit.trace.parent.encode()), (b"x-request-id", visit.request.encode())]
    return {**connection, "headers": kept, KEY: visit}
