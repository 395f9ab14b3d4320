"""The application: the doors for programs first, then the plain pages, then the chat on everything that is left.

A request's way, from outside in:

    Watch       its name, its trace; how it ended, in the numbers and the log      ui/watch/watch.py
    Forwarded   whether the line before the proxy was encrypted                    ui/gate/forwarded.py
    Edge        closed paths, the limit on bodies, headers on whatever comes back  ui/edge.py
    Origins     which pages of other sites may call the API                        ui/origins.py
    Mishaps     an error that nobody expected becomes one sentence                 ui/gate/mishaps.py
    Gate        who it is, and whether they may do that here                       ui/gate/gate.py
    Limits      how often                                                          ui/gate/limits.py
    Patience    how many answers at once, and how long                             ui/gate/patience.py
    a door      the API, OpenAI's, MCP, a page, the chat                           one assistant behind all of them
"""

from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.routing import Route

from assistant import Assistant
from corpus.settings import Settings
from ui.api import api, health
from ui.chat import mount_chat
from ui.completions.api import completions
from ui.edge import Edge
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
from ui.pages.routes import add_pages
from ui.watch.door import metrics
from ui.watch.figures import Figures
from ui.watch.watch import Watch
from ui.watch.watched import watched

STATIC = Path(__file__).parent / "static"


def create_app(assistant: Assistant, settings: Settings) -> FastAPI:
    """Serve this assistant. Raises SettingsError or KeysError where the settings contradict themselves."""
    figures = Figures()
    seen = watched(assistant, figures)
    door = Door(server(seen), settings.serving.embed_origins)
    app = FastAPI(openapi_url=None, lifespan=door.opened)
    _surround(app, settings, figures)
    app.mount("/v1", api(seen))
    app.mount("/openai/v1", completions(seen))
    app.mount("/health", health(seen))
    app.include_router(metrics(seen, figures))
    app.router.routes.append(Route("/mcp", door))
    app.mount("/static", StaticFiles(directory=STATIC))
    add_pages(app, seen)
    mount_chat(app, seen, settings.serving.root_path)
    return app


def _surround(app: FastAPI, settings: Settings, figures: Figures) -> None:
    """The layers, innermost first: the last one that is added is the outermost."""
    serving, access, gate = settings.serving, settings.access, entrance(settings)
    app.add_middleware(Patience, at_once=access.answers_at_once, seconds=access.request_seconds, figures=figures)
    app.add_middleware(Limits, rates=rates(access), figures=figures)
    app.add_middleware(Gate, entrance=gate)
    app.add_middleware(Mishaps)
    app.add_middleware(Origins, allowed=serving.embed_origins)
    app.add_middleware(Edge, root_path=serving.root_path, embed_origins=serving.embed_origins)
    app.add_middleware(Forwarded, proxy=gate.proxy)
    app.add_middleware(Watch, figures=figures, root_path=serving.root_path)
