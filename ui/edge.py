"""What every request passes first and every response last: closed paths and headers."""

import secrets
from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.completions import errors
from ui.document import NONCE
from ui.pages.frame import PATHS
from ui.problems import problem, response

VERSION = "1.0.0"  # of the API
# The chat takes no files, and the API has nothing at its own foot.
CLOSED = ("/v1", "/health", "/openai", "/openai/v1", "/gradio_api/upload", "/gradio_api/upload_progress")
FOR_PROGRAMS = (
    "/v1",
    "/health",
    "/metrics",
    "/openai",
    "/mcp",
    "/.well-known",
)  # never shown as a page, never in a frame
ONE_YEAR = "max-age=31536000"
CHAT_POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)  # Gradio writes style attributes; its scripts carry the nonce of their page; nothing comes from another host

# The plain pages hold no script and nothing of another host.
PLAIN = (*PATHS, "/nota", "/terugkoppeling")
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

        nonce = secrets.token_urlsafe(16)
        scope = {**scope, NONCE: nonce}

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                self._set_headers(path, nonce, headers)
                if scope["scheme"] == "https":  # behind a proxy that says so (ui/gate/forwarded.py)
                    headers["Strict-Transport-Security"] = ONE_YEAR
            await send(message)

        refuse = errors.response if _is_inside("/openai", path) else response
        # Routes stop at a line break, and what is behind it would fall to the chat.
        if path.rstrip("/") in CLOSED or not path.isprintable():
            await refuse(problem(404))(scope, receive, send_with_headers)
        else:
            await self.app(scope, receive, send_with_headers)

    def _set_headers(self, path: str, nonce: str, headers: MutableHeaders) -> None:
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "no-referrer"
        if any(_is_inside(each, path) for each in FOR_PROGRAMS):
            headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
            headers["X-Frame-Options"] = "DENY"
            headers.setdefault("Cache-Control", "no-store")
        else:
            policy = PAGE_POLICY if any(_is_inside(each, path) for each in PLAIN) else CHAT_POLICY.format(nonce=nonce)
            headers["Content-Security-Policy"] = " ".join((policy, *self.embed_origins))
            if not self.embed_origins:  # this older header cannot name other origins
                headers["X-Frame-Options"] = "SAMEORIGIN"
        if _is_inside("/v1", path):
            headers["API-Version"] = VERSION


def _is_inside(prefix: str, path: str) -> bool:
    return path == prefix or path.startswith(f"{prefix}/")
