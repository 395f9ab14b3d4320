"""The application: the API first, then the chat on everything that is left."""

from fastapi import FastAPI

from assistant import Assistant
from corpus.settings import Settings
from ui.api import api, health
from ui.chat import mount_chat
from ui.edge import Edge
from ui.export.door import note_door
from ui.feedback.door import feedback_door
from ui.feedback.register import Register


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
    mount_chat(app, assistant, settings.serving.root_path)
    return app
