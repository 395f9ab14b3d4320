"""Which pages of other sites may call the API from a browser: those that may embed the chat, and no others.

A key or token travels in a header of the request and never in a cookie, so credentials are not allowed along: a page
that a reader happens to open can do nothing in the reader's name.
"""

from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.negotiation import within

PATHS = ("/v1/", "/openai/v1/")
METHODS = "GET, HEAD, POST, OPTIONS"
SENT = "Accept, Authorization, Content-Type, Idempotency-Key, If-None-Match, Traceparent, X-Request-Id"
READ = "API-Version, Deprecation, ETag, RateLimit, RateLimit-Policy, Retry-After, Sunset, X-Request-Id"
REMEMBERED = "600"  # seconds that a browser may keep the answer to its question


class Origins:
    """Around everything that may refuse a request: a browser asks first, without the key that it will send."""

    def __init__(self, app: ASGIApp, allowed: Sequence[str]) -> None:
        self.app, self.allowed = app, frozenset(each.rstrip("/") for each in allowed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers, ours = Headers(scope=scope), within(scope).startswith(PATHS)
        origin = headers.get("origin", "")
        may = ours and origin in self.allowed

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                _say(MutableHeaders(scope=message), origin if may else "", ours=ours)
            await send(message)

        if may and scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            await _permit(sent)
        else:
            await self.app(scope, receive, sent)


def _say(answered: MutableHeaders, origin: str, *, ours: bool) -> None:
    """Outside the API nothing is permitted: Gradio would let every page read the chat with the reader's own sign-in."""
    if not ours:
        for name in [each for each in answered if each.startswith("access-control-")]:
            del answered[name]
        return
    answered.add_vary_header("Origin")  # or a cache would hand one site the permission of another
    if origin and "access-control-allow-origin" not in answered:
        answered.update({"Access-Control-Allow-Origin": origin, "Access-Control-Expose-Headers": READ})


async def _permit(send: Send) -> None:
    said = {
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Allow-Headers": SENT,
        "Access-Control-Max-Age": REMEMBERED,
    }
    headers = [(name.lower().encode(), value.encode()) for name, value in said.items()]
    await send({"type": "http.response.start", "status": 204, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
