"""The body of a request: read whole, at most so large, in at most so much time, and only of who may come in."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Send
from starlette.types import Scope as Connection

from ui.gate.refusing import refusal
from ui.gate.visitor import Refused
from ui.negotiation import within
from ui.problems import SENTENCES
from ui.watch.visit import visit_of

BODY_LIMIT = 200_000  # bytes
# A question of the chat brings its conversation, which lives in the browser alone, and so does a note.
LIMITS = {"/gradio_api/queue/join": 4_000_000, "/nota": 1_000_000}  # bytes; other paths take BODY_LIMIT
SECONDS = 30.0  # for all of it: who sends it drop by drop keeps a place that others need
OF_THE_CHAT = "/gradio_api/"  # takes JSON alone; what FastAPI says there of bytes that are no text is a 500
WITHOUT = ("GET", "HEAD", "OPTIONS")


class Bodies:
    """Inside the gate: of a stranger nothing is read."""

    def __init__(self, app: ASGIApp, seconds: float = SECONDS) -> None:
        self.app, self.seconds = app, seconds

    async def __call__(self, connection: Connection, receive: Receive, send: Send) -> None:
        if connection["type"] != "http" or connection["method"] in WITHOUT:
            await self.app(connection, receive, send)
            return
        limit = LIMITS.get(within(connection), BODY_LIMIT)
        refused = Refused(413, f"The request is too large: at most {_size(limit)}.")
        try:
            async with asyncio.timeout(self.seconds):
                body = await _whole(connection, receive, limit)
            if body is not None and _is_unreadable(connection, body):
                body, refused = None, Refused(400, SENTENCES[400])
        except TimeoutError:
            body, refused = None, Refused(408, SENTENCES[408])
        if body is None:
            answer = refusal(connection, visit_of(connection).place, refused, {"Connection": "close"})
            await answer(connection, receive, send)
        else:
            await self.app(connection, _replay(body, receive), send)


def _size(limit: int) -> str:
    """As people write it."""
    return f"{limit // 1_000_000} MB" if limit >= 1_000_000 else f"{limit // 1000} kB"


async def _whole(connection: Connection, receive: Receive, limit: int) -> bytes | None:
    """The whole body, or None where it is larger than the limit, in bytes."""
    announced = dict(connection["headers"]).get(b"content-length", b"0")
    if announced.isdigit() and int(announced) > limit:
        return None
    body, more = bytearray(), True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > limit:
            return None
    return bytes(body)


def _is_unreadable(connection: Connection, body: bytes) -> bool:
    if not within(connection).startswith(OF_THE_CHAT):
        return False
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


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
