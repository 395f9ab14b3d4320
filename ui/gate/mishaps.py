"""The net: an error that no layer expected becomes one sentence, in the form of the address, with all headers on it."""

import logging

from starlette.types import ASGIApp, Message, Receive, Send
from starlette.types import Scope as Connection

from ui.gate.places import place_of
from ui.gate.refusing import refusal
from ui.gate.visitor import Refused
from ui.negotiation import within
from ui.problems import SENTENCES

log = logging.getLogger(__name__)


class Mishaps:
    """Inside what sets headers, around all the rest."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, connection: Connection, receive: Receive, send: Send) -> None:
        begun = False

        async def passing(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(connection, receive, passing)
        except Exception:
            if connection["type"] != "http":
                raise
            log.exception("A request failed")
            if not begun:  # otherwise it just stops, which a client sees as incomplete
                place = place_of(within(connection))
                await refusal(connection, place, Refused(500, SENTENCES[500]))(connection, receive, send)
