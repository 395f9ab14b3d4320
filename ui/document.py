"""The page that Gradio serves, made ours: its language, our styles and script, what stands above and below the chat.

Head and foot are not components: they are there with the first byte, before any script has run. Every script gets the
nonce of this one response, so that the policy needs neither 'unsafe-inline' nor 'unsafe-eval'.
"""

import re
from collections.abc import Callable, Sequence

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.types import Language

NONCE = "beleidswijzer.nonce"  # where Edge leaves it in the scope of a request
_OUTSIDE = re.compile(r'<meta (?:property|name)="(?:og|twitter):[^>]*>\s*')  # they name hosts and say nothing of us
# It would fetch a script to be sized by a page around it; we keep our own size.
_RESIZER = re.compile(r"<script>(?:(?!</script>).)*iframeResizer\.contentWindow.*?</script>", re.DOTALL)
_SCRIPT = re.compile(r"<script(?=[\s>])")
_LANGUAGE = re.compile(r'(<html\s[^>]*?lang=")[a-z]+(")')
_BODY = re.compile(r"<body[^>]*>")
_APP = re.compile(r"<gradio-app.*?</gradio-app>", re.DOTALL)


def document(html: str, nonce: str, language: Language, styles: Sequence[str], top: str, foot: str) -> str:
    """The whole page; `styles` are names in static/, `top` and `foot` HTML that stands around the chat."""
    html = _RESIZER.sub("", _OUTSIDE.sub("", html))
    html = _LANGUAGE.sub(rf"\g<1>{language}\g<2>", html, count=1)
    links = "".join(f'<link rel="stylesheet" href="static/{name}.css">' for name in styles)
    html = html.replace("</head>", f'{links}<script src="static/chat.js"></script></head>', 1)
    html = _APP.sub(lambda app: f"{top}{app[0]}{foot}", html, count=1)
    return _SCRIPT.sub(f'<script nonce="{nonce}"', html)


class Document:
    """Between Edge and the application: only the chat's own page is changed."""

    def __init__(self, app: ASGIApp, make: Callable[[str, str, Language], str]) -> None:
        self.app, self.make = app, make  # make(html, nonce, language) gives the page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold the page back until it is whole; everything else passes as it comes."""
        if scope["type"] != "http" or scope["path"].removeprefix(scope.get("root_path", "")) not in ("", "/"):
            await self.app(scope, receive, send)
            return
        language: Language = "en" if QueryParams(scope["query_string"]).get("taal") == "en" else "nl"
        start: Message = {}
        body = b""

        async def whole(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            if message["type"] != "http.response.body":  # what a test client is told beside the page
                return
            body += message.get("body", b"")
            if message.get("more_body"):
                return
            if body and Headers(raw=start["headers"]).get("content-type", "").startswith("text/html"):
                body = self.make(body.decode(), scope.get(NONCE, ""), language).encode()
                headers = MutableHeaders(raw=start["headers"])
                headers["Content-Length"] = str(len(body))
                headers["Cache-Control"] = "no-store"  # a nonce is for one response
            await send(start)
            await send({"type": "http.response.body", "body": body})

        # Read by us, so not packed: Gradio would answer with Brotli.
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self.app({**scope, "headers": plain}, receive, whole)
