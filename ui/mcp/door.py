"""/mcp: the protocol over HTTP, one POST a message. No session is kept, so replicas can stand beside each other."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

from mcp.server import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.gate.bodies import BODY_LIMIT
from ui.problems import problem, response

HERE = frozenset({"127.0.0.1", "localhost", "::1"})


class Door:
    """The application at /mcp; it works between the start and the end of `opened`."""

    def __init__(self, server: Server[Any], allowed: Sequence[str]) -> None:
        self.server, self.allowed = server, frozenset(each.rstrip("/") for each in allowed)
        self._answer: ASGIApp | None = None

    @asynccontextmanager
    async def opened(self, _: object) -> AsyncIterator[None]:
        """The lifespan of the application around it."""
        # The library would compare Host with a list of names, and behind a proxy we do not know ours; Origin, which a
        # browser always sends with a POST and which a page cannot choose, is compared below.
        unchecked = TransportSecuritySettings(enable_dns_rebinding_protection=False)
        manager = StreamableHTTPSessionManager(
            self.server, stateless=True, security_settings=unchecked, max_request_body_size=BODY_LIMIT
        )
        async with manager.run():
            self._answer = manager.handle_request
            yield
        self._answer = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "POST":
            await response(problem(405), {"Allow": "POST"})(scope, receive, send)
        elif not self._may_come_from(Headers(scope=scope).get("origin")):
            await response(problem(403, FOREIGN))(scope, receive, send)
        elif self._answer is None:
            await response(problem(503, "The server is starting or stopping; try again."))(scope, receive, send)
        else:
            await self._answer(scope, receive, send)

    def _may_come_from(self, origin: str | None) -> bool:
        """No browser, a page of this machine, or a page that may embed the chat: nothing else, or any page that a reader
        opens could speak to a server on the reader's own machine (DNS rebinding).
        """
        return origin is None or origin in self.allowed or urlsplit(origin).hostname in HERE


FOREIGN = "Pages of this origin may not speak to this address; BELEIDSWIJZER_EMBED_ORIGINS names those that may."
