"""The application: the doors for programs first, then the plain pages, then the chat on everything that is left."""

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
from ui.mcp.door import Door
from ui.mcp.server import server
from ui.origins import Origins
from ui.pages.routes import add_pages

STATIC = Path(__file__).parent / "static"


def create_app(assistant: Assistant, settings: Settings) -> FastAPI:
    """Serve this assistant; root_path and embed_origins come from the settings."""
    door = Door(server(assistant), settings.serving.embed_origins)
    app = FastAPI(openapi_url=None, lifespan=door.opened)
    app.add_middleware(Origins, allowed=settings.serving.embed_origins)
    app.add_middleware(Edge, root_path=settings.serving.root_path, embed_origins=settings.serving.embed_origins)
    app.mount("/v1", api(assistant))
    app.mount("/openai/v1", completions(assistant))
    app.mount("/health", health(assistant))
    app.router.routes.append(Route("/mcp", door))
    app.mount("/static", StaticFiles(directory=STATIC))
    add_pages(app, assistant)
    mount_chat(app, assistant, settings.serving.root_path)
    return app
