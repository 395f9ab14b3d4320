"""What is known of one request while it lasts. The layers write it, the log and the numbers read it."""

from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import uuid4

from starlette.types import Scope as Connection

from ui.gate.places import PLACES, Place
from ui.gate.visitor import ANYONE, Visitor
from ui.watch.trace import Trace, new_trace

KEY = "beleidswijzer.visit"
CURRENT: ContextVar["Visit | None"] = ContextVar("visit", default=None)


@dataclass(slots=True)
class Visit:
    """It holds no text of the request: no question, no query, no key, no name of a person."""

    request: str = field(default_factory=lambda: uuid4().hex)
    trace: Trace = field(default_factory=new_trace)
    place: Place = PLACES[-1]
    visitor: Visitor = ANYONE
    is_closed: bool = True  # whether visitors must be known; the OpenAPI documents say so
    route: str = ""  # the address with its variables unfilled; "" where nothing took it
    refused: str = ""  # why, in one word
    status: int = 0  # 0: it left before it was answered
    has_ended: bool = False  # what it started, such as the queue of the chat, can go on after it

    @property
    def template(self) -> str:
        """The address as numbers and logs name it: one of a limited number of names, whatever was asked for."""
        return self.route or f"{self.place.path.rstrip('/')}/…"


def visit_of(connection: Connection) -> Visit:
    """That of this request, also where no layer made one before."""
    visit: Visit = connection.setdefault(KEY, Visit())
    return visit
