"""A plain page around what these doors say."""

from html import escape

from fastapi.responses import HTMLResponse

from assistant.types import Language
from ui.words import word


def page(title: str, body: str, language: Language, status: int = 200, depth: int = 0) -> HTMLResponse:
    """`depth` is how many folders deep the address lies below the root of the application."""
    up = "../" * depth
    styles = "".join(f'<link rel="stylesheet" href="{up}static/{each}.css">' for each in ("tokens", "afterwards"))
    html = (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)} · {word('page.name', language)}</title>{styles}</head>"
        f'<body><main class="bw-plain"><h1>{escape(title)}</h1>{body}</main></body></html>'
    )
    return HTMLResponse(html, status, {"Cache-Control": "no-store"})
