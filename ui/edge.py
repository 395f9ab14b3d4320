"""What every request passes first and every response last: closed paths, a limit on bodies, headers."""

from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.completions import errors
from ui.pages.frame import PATHS
from ui.problems import problem, response

VERSION = "1.0.0"  # of the API
BODY_LIMIT = 200_000  # bytes
# The chat takes no files, and the API has nothing at its own foot.
CLOSED = ("/v1", "/health", "/openai", "/openai/v1", "/gradio_api/upload", "/gradio_api/upload_progress")
FOR_PROGRAMS = ("/v1", "/health", "/metrics", "/openai", "/mcp")  # never shown as a page, never in a frame
ONE_YEAR = "max-age=31536000"
CHAT_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)  # Gradio builds its page with inline scripts and Function(); nothing comes from another host

# The plain pages hold no script and nothing of another host.
PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)


class Edge:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp, root_path: str = "", embed_origins: Sequence[str] = ()) -> None:
        self.app, self.root_path, self.embed_origins = app, root_path.rstrip("/"), tuple(embed_origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = str(scope["path"])
        if self.root_path:
            # A proxy may cut its prefix off or leave it; ASGI wants the path whole and the prefix named.
            path = path.removeprefix(self.root_path) if _is_inside(self.root_path, path) else path
            scope = {**scope, "root_path": self.root_path, "path": self.root_path + path}

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                self._set_headers(path, headers)
                if scope["scheme"] == "https":  # behind a proxy that says so: uvicorn takes its word
                    headers["Strict-Transport-Security"] = ONE_YEAR
            await send(message)

        refuse = errors.response if _is_inside("/openai", path) else response
        if path.rstrip("/") in CLOSED:
            await refuse(problem(404))(scope, receive, send_with_headers)
        elif (body := await _body(scope, receive)) is None:
            await refuse(problem(413), {"Connection": "close"})(scope, receive, send_with_headers)
        else:
            await self.app(scope, _replay(body, receive), send_with_headers)

    def _set_headers(self, path: str, headers: MutableHeaders) -> None:
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "no-referrer"
        if any(_is_inside(each, path) for each in FOR_PROGRAMS):
            headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
            headers["X-Frame-Options"] = "DENY"
            headers.setdefault("Cache-Control", "no-store")
        else:
            policy = PAGE_POLICY if any(_is_inside(each, path) for each in PATHS) else CHAT_POLICY
            headers["Content-Security-Policy"] = " ".join((policy, *self.embed_origins))
            if not self.embed_origins:  # this older header cannot name other origins
                headers["X-Frame-Options"] = "SAMEORIGIN"
        if _is_inside("/v1", path):
            headers["API-Version"] = VERSION


def _is_inside(prefix: str, path: str) -> bool:
    return path == prefix or path.startswith(f"{prefix}/")


async def _body(scope: Scope, receive: Receive) -> bytes | None:
    """The whole body of a request, or None where it is larger than the limit."""
    if scope["method"] in ("GET", "HEAD", "OPTIONS"):
        return b""
    announced = dict(scope["headers"]).get(b"content-length", b"0")
    if announced.isdigit() and int(announced) > BODY_LIMIT:
        return None
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > BODY_LIMIT:
            return None
    return body


def _replay(body: bytes, receive: Receive) -> Receive:
    """Hand the body on in one piece; after it come the messages that follow, such as a client that leaves."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
