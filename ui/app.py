"""The application: the API first, then the plain pages, then the chat on everything that is left."""

from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from assistant import Assistant
from corpus.settings import Settings
from ui.api import api, health
from ui.chat import mount_chat
from ui.edge import Edge
from ui.export.door import note_door
from ui.feedback.door import feedback_door
from ui.feedback.register import Register
from ui.pages.routes import add_pages

STATIC = Path(__file__).parent / "static"


def create_app(assistant: Assistant, settings: Settings) -> FastAPI:
    """Serve this assistant; root_path and embed_origins come from the settings.

    Raises SettingsError where the database of feedback is named wrongly.
    """
    register = Register(settings.serving.database_url.get_secret_value(), settings.corpus.data)
    app = FastAPI(openapi_url=None)
    app.add_middleware(Edge, root_path=settings.serving.root_path, embed_origins=settings.serving.embed_origins)
    app.mount("/v1", api(assistant, register))
    app.mount("/health", health(assistant))
    app.include_router(note_door(assistant))
    app.include_router(feedback_door(assistant, register))
    app.mount("/static", StaticFiles(directory=STATIC))
    add_pages(app, assistant)
    mount_chat(app, assistant, settings.serving.root_path)
    return app
