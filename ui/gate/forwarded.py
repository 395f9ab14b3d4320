"""What the proxy says of the line before it: whether that was encrypted. From anybody else it is not believed."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Send
from starlette.types import Scope as Connection

from ui.gate.proxy import Proxy

SCHEME = "x-forwarded-proto"


class Forwarded:
    """Outside what sets headers: Strict-Transport-Security depends on it. The address of the peer stays as it is, because
    it tells whether the proxy itself is speaking.
    """

    def __init__(self, app: ASGIApp, proxy: Proxy) -> None:
        self.app, self.proxy = app, proxy

    async def __call__(self, connection: Connection, receive: Receive, send: Send) -> None:
        said = Headers(scope=connection).get(SCHEME, "").strip().lower() if connection["type"] == "http" else ""
        if said in ("http", "https") and self.proxy.is_peer(connection):
            connection = {**connection, "scheme": said}
        await self.app(connection, receive, send)
