"""A plain page that answers a form, or that shows what only a few may see: never kept by a browser."""

from collections.abc import Mapping
from html import escape

from fastapi.responses import HTMLResponse

from assistant import Assistant, Refusal
from assistant.types import Language
from ui.pages.frame import Frame, page

_HEADERS: Mapping[str, str] = {"Cache-Control": "no-store"}


def reply(
    assistant: Assistant, path: str, title: str, body: str, language: Language, status: int = 200
) -> HTMLResponse:
    """`path` is that of the page as a link finds it, without a leading slash (empty: the chat); `body` is HTML, which
    stands below the title.
    """
    try:
        checked = assistant.corpus_date()
    except Refusal:  # without an index the page still says what it has to say
        checked = None
    frame = Frame(language, path, assistant.today(), checked)
    html = page(frame, title, f"<h1>{escape(title)}</h1>{body}", styles=("afterwards",))
    return HTMLResponse(html, status, _HEADERS)
