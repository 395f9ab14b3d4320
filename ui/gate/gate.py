"""The gate: nobody passes who is not known or may not do what they ask. It stands before every address, also those of
the chat, its files and its streams.
"""

import logging

from starlette.types import ASGIApp, Receive, Send
from starlette.types import Scope as Connection

from ui.gate.entrance import Entrance
from ui.gate.places import Place, place_of
from ui.gate.proxy import was_passed_on
from ui.gate.refusing import refusal
from ui.gate.visitor import ANYONE, Kind, Refused, Visitor
from ui.negotiation import within
from ui.watch.visit import visit_of

log = logging.getLogger(__name__)


class Gate:
    """Around everything that is worth anything."""

    def __init__(self, app: ASGIApp, entrance: Entrance) -> None:
        self.app, self.entrance, self._has_warned = app, entrance, False

    async def __call__(self, connection: Connection, receive: Receive, send: Send) -> None:
        if connection["type"] not in ("http", "websocket"):
            await self.app(connection, receive, send)
            return
        place, visit = place_of(within(connection)), visit_of(connection)
        met = await self._meet(connection, place)
        visit.place, visit.is_closed = place, self.entrance.is_closed
        if isinstance(met, Refused):
            visit.refused = met.error or str(met.status)
            await _refuse(connection, receive, send, place, met)
            return
        visit.visitor = met
        inside = {**connection, "headers": self.entrance.proxy.without(connection["headers"])}
        await self.app(inside, receive, send)
        visit.route = _route(inside) or visit.route

    async def _meet(self, connection: Connection, place: Place) -> Visitor | Refused:
        if place.is_open:
            return ANYONE
        if place.at_home and self.entrance.is_at_home(connection):
            return ANYONE
        met = await self.entrance.visitor(connection)
        self._warn(met, connection)
        if isinstance(met, Visitor) and place.scope and place.scope not in met.scopes:
            return Refused(403, f"This needs the scope {place.scope}; ask who runs the service.", "insufficient_scope", place.scope)  # fmt: skip
        return met

    def _warn(self, met: Visitor | Refused, connection: Connection) -> None:
        """Once: who puts a proxy before an open house opens it to everybody that the proxy lets in."""
        is_neighbour = isinstance(met, Visitor) and met.kind is Kind.NEIGHBOUR
        if is_neighbour and not self._has_warned and was_passed_on(connection):
            self._has_warned = True
            log.warning("A proxy passes requests on and nobody has to sign in; docs/sign-in.md says how they can.")


async def _refuse(connection: Connection, receive: Receive, send: Send, place: Place, refused: Refused) -> None:
    """A websocket is refused before it is opened, which the client sees as 403."""
    if connection["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    await refusal(connection, place, refused)(connection, receive, send)


def _route(inside: Connection) -> str:
    """The address as the application names it, with its variables unfilled; "" where nothing took it."""
    path = getattr(inside.get("route"), "path", "")
    start = str(inside.get("app_root_path", ""))
    below = str(inside.get("root_path", "")).removeprefix(start)
    return f"{below}{path}" if path else ""
