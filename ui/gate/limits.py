"""The brake: who asks too often waits. Of a key that many people share, each of them has a limit too."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Send
from starlette.types import Scope as Connection

from ui.gate.rate import Buckets, Counted, Rates
from ui.gate.refusing import refusal
from ui.gate.visitor import Kind, Refused, Visitor
from ui.problems import SENTENCES
from ui.watch.figures import Figures
from ui.watch.visit import visit_of

END_USER = "end-user-id"  # in which a program says for whom it asks; any name will do, it is only counted
LONGEST = 128  # characters of it


class Limits:
    """Inside the gate: only who is known is counted. Without a setting neighbours are not."""

    def __init__(self, app: ASGIApp, rates: Rates, figures: Figures) -> None:
        self.app, self.figures, self._counts_neighbours = app, figures, rates.for_neighbours
        self._people = Buckets(rates.user) if rates.user else None
        self._keys = Buckets(rates.key) if rates.key else None

    async def __call__(self, connection: Connection, receive: Receive, send: Send) -> None:
        if connection["type"] != "http":
            await self.app(connection, receive, send)
            return
        visit = visit_of(connection)
        counted = self._count(visit.visitor, Headers(scope=connection).get(END_USER, ""), visit.place.cost)

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start" and counted:
                tell(MutableHeaders(scope=message), counted)
            await send(message)

        if counted and counted.wait:
            visit.refused = "rate_limited"
            answer = refusal(connection, visit.place, Refused(429, SENTENCES[429]), {"Retry-After": str(counted.wait)})
            await answer(connection, receive, told)
            return
        await self.app(connection, receive, told)

    def _count(self, visitor: Visitor, end_user: str, cost: float) -> Counted | None:
        """Where the visitor stands; None where nobody counts. Of two limits the nearer one is told."""
        if not cost or visitor.kind is Kind.ANYONE or (visitor.kind is Kind.NEIGHBOUR and not self._counts_neighbours):
            return None
        counted = []
        if visitor.shares and self._keys:
            counted.append(("key", self._keys.take(f"{visitor.kind}/{visitor.name}", cost)))
        user = visitor.user or end_user[:LONGEST]
        if (user or not visitor.shares) and self._people and not any(each.wait for _, each in counted):
            counted.append(("user", self._people.take(f"{visitor.kind}/{visitor.name}/{user}", cost)))
        for name, each in counted:
            if each.wait:
                self.figures.limited(name)
        return min((each for _, each in counted), key=lambda each: (-each.wait, each.left), default=None)


def tell(headers: MutableHeaders, counted: Counted) -> None:
    """In the names of the IETF's draft as it is now, and in the three that clients know from its earlier versions."""
    amount, seconds = counted.rate.amount, counted.rate.seconds
    headers["RateLimit-Policy"] = f'"default";q={amount};w={seconds}'
    headers["RateLimit"] = f'"default";r={counted.left};t={counted.wait or counted.full}'
    headers["RateLimit-Limit"] = str(amount)
    headers["RateLimit-Remaining"] = str(counted.left)
    headers["RateLimit-Reset"] = str(counted.wait or counted.full)
