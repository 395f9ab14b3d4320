"""How many answers are made at once, and how long a request may take."""

import asyncio
from contextlib import AsyncExitStack

from starlette.types import ASGIApp, Message, Receive, Send
from starlette.types import Scope as Connection

from ui.gate.refusing import refusal
from ui.gate.visitor import Refused
from ui.problems import SENTENCES
from ui.watch.figures import Figures
from ui.watch.visit import visit_of

WAITING = 25  # requests that wait for a turn, for each that has one
FULL = Refused(503, "Too many questions are being answered at this moment; try again in a few seconds.")
LATE = Refused(504, SENTENCES[504])


class Patience:
    """Inside the limits. A turn is given back when the work really ends, also where nobody waits for it any more."""

    def __init__(self, app: ASGIApp, at_once: int, seconds: float, figures: Figures) -> None:
        self.app, self.seconds, self.figures = app, seconds, figures
        self._turns, self._most, self._present = asyncio.Semaphore(at_once), at_once * (1 + WAITING), 0

    async def __call__(self, connection: Connection, receive: Receive, send: Send) -> None:
        if connection["type"] != "http" or visit_of(connection).place.endless:
            await self.app(connection, receive, send)
            return
        visit = visit_of(connection)
        if not visit.place.waits:
            await self._in_time(connection, receive, send)
        elif self._present >= self._most:
            visit.refused = "full"
            self.figures.limited("all")
            await refusal(connection, visit.place, FULL, {"Retry-After": "5"})(connection, receive, send)
        else:
            self._present += 1
            try:
                await self._in_time(connection, receive, send)
            finally:
                self._present -= 1

    async def _in_time(self, connection: Connection, receive: Receive, send: Send) -> None:
        """The work runs in a task of its own: a thread that is at work cannot be stopped, and nobody has to wait for it."""
        begun = ended = False

        async def passing(message: Message) -> None:
            nonlocal begun
            if not ended:
                begun = True
                await send(message)

        work = asyncio.create_task(self._work(connection, receive, passing))
        try:
            done, _ = await asyncio.wait({work}, timeout=self.seconds)
            ended = not done
            if ended:
                work.cancel()
                visit = visit_of(connection)
                visit.refused = "late"
                if not begun:  # otherwise the answer just stops, which a client sees as incomplete
                    await refusal(connection, visit.place, LATE)(connection, receive, send)
        except asyncio.CancelledError:
            work.cancel()
            raise
        try:
            await work
        except asyncio.CancelledError:
            if not ended:
                raise

    async def _work(self, connection: Connection, receive: Receive, send: Send) -> None:
        async with AsyncExitStack() as held:
            if visit_of(connection).place.waits:
                await held.enter_async_context(self._turns)
            await self.app(connection, receive, send)
