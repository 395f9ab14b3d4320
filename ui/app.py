"""The application: the doors for programs, the files and the plain pages first, then the chat on what is left.

A request's way, from outside in:

    Watch       its name, its trace; how it ended, in the numbers and the log      ui/watch/watch.py
    Forwarded   whether the line before the proxy was encrypted                    ui/gate/forwarded.py
    Edge        closed paths, and headers on whatever comes back                   ui/edge.py
    Origins     which pages of other sites may call the API                        ui/origins.py
    Mishaps     an error that nobody expected becomes one sentence                 ui/gate/mishaps.py
    Gate        who it is, and whether they may do that here                       ui/gate/gate.py
    Bodies      how large, and how long it takes to arrive                         ui/gate/bodies.py
    Limits      how often                                                          ui/gate/limits.py
    Patience    how many answers at once, and how long                             ui/gate/patience.py
    Document    puts our own page around the chat                                  ui/document.py
    a door      the API, OpenAI's, MCP, a page, the chat                           one assistant behind all of them
"""

from functools import partial
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles
from starlette.routing import Route

from assistant import Assistant
from assistant.quoting import NAME as QUOTING
from assistant.types import Language
from corpus.settings import Settings
from ui.accountability.facts import facts_of
from ui.api import api, health
from ui.chat import mount_chat
from ui.completions.api import completions
from ui.document import Document, document
from ui.edge import Edge
from ui.export.door import note_door
from ui.feedback.door import feedback_door
from ui.feedback.register import register_of
from ui.gate.bodies import Bodies
from ui.gate.entrance import entrance
from ui.gate.forwarded import Forwarded
from ui.gate.gate import Gate
from ui.gate.limits import Limits
from ui.gate.mishaps import Mishaps
from ui.gate.patience import Patience
from ui.gate.rate import rates
from ui.mcp.door import Door
from ui.mcp.server import server
from ui.origins import Origins
from ui.page import foot, top
from ui.pages.routes import add_pages
from ui.watch.door import metrics
from ui.watch.figures import Figures
from ui.watch.security_txt import security_txt
from ui.watch.watch import Watch
from ui.watch.watched import watched

STATIC = Path(__file__).parent / "static"


def create_app(assistant: Assistant, settings: Settings) -> FastAPI:
    """Serve this assistant; the settings say below which path, in which frames, in whose colours, and to whom.

    Raises SettingsError or KeysError where they contradict themselves, or name the database of feedback wrongly.
    """
    serving, figures = settings.serving, Figures()
    assistant = watched(assistant, figures)
    register = register_of(settings)
    door = Door(server(assistant), serving.embed_origins)
    app = FastAPI(openapi_url=None, lifespan=door.opened)
    app.add_middleware(Document, make=partial(_page, assistant, serving.theme is not None))
    _surround(app, settings, figures)
    app.mount("/v1", api(assistant, register))
    app.mount("/openai/v1", completions(assistant))
    app.mount("/health", health(assistant))
    app.include_router(metrics(assistant, figures))
    app.include_router(security_txt(serving.contact))
    app.router.routes.append(Route("/mcp", door))
    app.include_router(note_door(assistant))
    app.include_router(feedback_door(assistant, register))
    if serving.theme:
        theme = serving.theme
        app.get("/static/theme.css")(lambda: FileResponse(theme, media_type="text/css"))
    app.mount("/static", StaticFiles(directory=STATIC))
    add_pages(app, assistant, facts_of(settings), themed=serving.theme is not None)
    mount_chat(app, assistant, serving.root_path)
    return app


def _surround(app: FastAPI, settings: Settings, figures: Figures) -> None:
    """The layers, innermost first: the last one that is added is the outermost."""
    serving, access, gate = settings.serving, settings.access, entrance(settings)
    app.add_middleware(Patience, at_once=access.answers_at_once, seconds=access.request_seconds, figures=figures)
    app.add_middleware(Limits, rates=rates(access), figures=figures)
    app.add_middleware(Bodies)
    app.add_middleware(Gate, entrance=gate)
    app.add_middleware(Mishaps)
    app.add_middleware(Origins, allowed=serving.embed_origins)
    app.add_middleware(Edge, root_path=serving.root_path, embed_origins=serving.embed_origins)
    app.add_middleware(Forwarded, proxy=gate.proxy)
    app.add_middleware(Watch, figures=figures, root_path=serving.root_path)


def _page(assistant: Assistant, themed: bool, html: str, nonce: str, language: Language) -> str:
    """The chat's own page, with the day of the corpus as it is now."""
    checked = assistant.checked()  # the page opens without an index too, and says so on the first question
    styles = ("tokens", *(("theme",) if themed else ()), "chat", "answer", "afterwards")
    return document(
        html,
        nonce,
        language,
        styles,
        top(checked, assistant.today(), quotes=assistant.model.name == QUOTING),
        foot(checked),
    )
