"""The application: the doors for programs, the files and the plain pages first, then the chat on what is left."""

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
from ui.api import api, health
from ui.chat import mount_chat
from ui.completions.api import completions
from ui.document import Document, document
from ui.edge import Edge
from ui.export.door import note_door
from ui.feedback.door import feedback_door
from ui.feedback.register import Register
from ui.mcp.door import Door
from ui.mcp.server import server
from ui.origins import Origins
from ui.page import foot, top
from ui.pages.routes import add_pages

STATIC = Path(__file__).parent / "static"


def create_app(assistant: Assistant, settings: Settings) -> FastAPI:
    """Serve this assistant; the settings say below which path, in which frames and in whose colours.

    Raises SettingsError where the database of feedback is named wrongly.
    """
    serving = settings.serving
    register = Register(serving.database_url.get_secret_value(), settings.corpus.data)
    door = Door(server(assistant), serving.embed_origins)
    app = FastAPI(openapi_url=None, lifespan=door.opened)
    # The last one added is the outermost.
    app.add_middleware(Document, make=partial(_page, assistant, serving.theme is not None))
    app.add_middleware(Origins, allowed=serving.embed_origins)
    app.add_middleware(Edge, root_path=serving.root_path, embed_origins=serving.embed_origins)
    app.mount("/v1", api(assistant, register))
    app.mount("/openai/v1", completions(assistant))
    app.mount("/health", health(assistant))
    app.router.routes.append(Route("/mcp", door))
    app.include_router(note_door(assistant))
    app.include_router(feedback_door(assistant, register))
    if serving.theme:
        theme = serving.theme
        app.get("/static/theme.css")(lambda: FileResponse(theme, media_type="text/css"))
    app.mount("/static", StaticFiles(directory=STATIC))
    add_pages(app, assistant, themed=serving.theme is not None)
    mount_chat(app, assistant, serving.root_path)
    return app


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
