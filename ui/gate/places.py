"""Every address of the service: what one must be allowed to do there, what a visit costs, and how it says no.

The first line that fits counts. What is not named here is still closed: the last line fits everything.
"""

from dataclasses import dataclass
from enum import Enum, StrEnum

from ui.gate.scopes import Scope


class Form(Enum):
    """How an address says no."""

    PROBLEM = "problem"  # problem+json
    OPENAI = "openai"  # as OpenAI's clients know it
    PAGE = "page"  # a page where a browser asks for one, problem+json otherwise


class Cost(float, Enum):
    """Of a visit, in questions."""

    QUESTION = 1.0
    READING = 0.1
    NOTHING = 0.0  # files of the page, signs of life


class Door(StrEnum):
    """By which door somebody asks; for the numbers."""

    API = "api"
    OPENAI = "openai"
    MCP = "mcp"
    CHAT = "chat"
    PAGES = "pages"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Place:
    """An address and all that lies below it. `scope` None: any visitor who is known. `waits`: it takes a turn among the
    answers that are made at once; `endless`: it stays open as long as the reader stays.
    """

    path: str
    scope: Scope | None = None
    form: Form = Form.PROBLEM
    cost: Cost = Cost.READING
    door: Door = Door.NONE
    is_open: bool = False
    waits: bool = False
    endless: bool = False
    at_home: bool = False  # who sits at this machine may come without a key

    def holds(self, path: str) -> bool:
        """Whether the path is this one or lies below it."""
        return path == self.path or path.startswith(f"{self.path.rstrip('/')}/")


def _asks(path: str, scope: Scope, door: Door, form: Form = Form.PROBLEM) -> Place:
    return Place(path, scope, form, Cost.QUESTION, door, waits=True)


def _reads(path: str, scope: Scope | None, door: Door, form: Form = Form.PROBLEM) -> Place:
    return Place(path, scope, form, Cost.READING, door)


def _page(path: str, cost: Cost, *, endless: bool = False) -> Place:
    return Place(path, Scope.CHAT, Form.PAGE, cost, Door.CHAT, endless=endless)


def _open(path: str, form: Form = Form.PROBLEM) -> Place:
    return Place(path, None, form, Cost.NOTHING, is_open=True)


LOOKS = ("/static/tokens.css", "/static/pages.css", "/static/favicon.svg")  # of the page that says no, and nothing else
PLACES = (
    _open("/health"),
    _open("/.well-known/security.txt"),
    _open("/v1/openapi.json"),
    _open("/openai/v1/openapi.json", Form.OPENAI),
    *(_open(each, Form.PAGE) for each in LOOKS),
    Place("/metrics", Scope.METRICS, cost=Cost.NOTHING, at_home=True),
    _asks("/v1/answers", Scope.ANSWERS, Door.API),
    _asks("/v1/searches", Scope.ANSWERS, Door.API),
    Place("/v1/feedback", Scope.GIVE_FEEDBACK, cost=Cost.QUESTION, door=Door.API),
    _reads("/v1/sources", Scope.SOURCES, Door.API),
    _reads("/v1/provisions", Scope.SOURCES, Door.API),
    _reads("/v1", None, Door.API),
    _asks("/openai/v1/chat/completions", Scope.OPENAI, Door.OPENAI, Form.OPENAI),
    _reads("/openai", Scope.OPENAI, Door.OPENAI, Form.OPENAI),
    _asks("/mcp", Scope.MCP, Door.MCP),
    Place("/terugkoppeling/overzicht", Scope.READ_FEEDBACK, Form.PAGE, door=Door.PAGES, at_home=True),
    *(_page(f"/gradio_api/{each}", Cost.QUESTION) for each in ("queue/join", "run", "api", "call")),
    *(_page(f"/gradio_api/{each}", Cost.NOTHING, endless=True) for each in ("queue/data", "heartbeat")),
    *(_page(each, Cost.NOTHING) for each in ("/gradio_api", "/static", "/assets", "/svelte", "/favicon.ico", "/theme.css")),
    *(Place(each, Scope.CHAT, Form.PAGE, Cost.QUESTION, Door.PAGES) for each in ("/nota", "/terugkoppeling")),
    _page("/", Cost.READING),
)  # fmt: skip


def place_of(path: str) -> Place:
    """Where a path lies."""
    return next(each for each in PLACES if each.holds(path)) if path.startswith("/") else PLACES[-1]
