"""Says no in the form that the one at the door understands: a program, a client made for OpenAI, or a person."""

from collections.abc import Mapping
from html import escape
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, Response
from starlette.types import Scope as Connection

from assistant.types import Language
from ui.completions import errors
from ui.gate.places import Form, Place
from ui.gate.visitor import Refused
from ui.negotiation import best, within
from ui.problems import problem
from ui.problems import response as problem_response
from ui.words import word

REALM = 'Bearer realm="beleidswijzer"'
HTML = "text/html"
WORDED = (401, 403, 408, 413, 429, 503, 504)  # what a person can do something about, in ui/wording/closed.toml


def refusal(connection: Connection, place: Place, refused: Refused, more: Mapping[str, str] | None = None) -> Response:
    """The answer to somebody who may not come in now. It is never kept by a browser."""
    headers = {"Cache-Control": "no-store"} | dict(more or {})
    if refused.status == HTTPStatus.UNAUTHORIZED or refused.error:
        headers["WWW-Authenticate"] = challenge(refused)
    if place.form is Form.OPENAI:
        return errors.response(problem(refused.status, refused.sentence), headers)
    if place.form is Form.PAGE and _wants_a_page(connection):
        return HTMLResponse(page(within(connection), refused.status), refused.status, headers | {"Vary": "Accept"})
    return problem_response(problem(refused.status, refused.sentence), headers)


def challenge(refused: Refused) -> str:
    """What WWW-Authenticate says (RFC 6750, section 3): no code where nothing was shown at all."""
    parts = [REALM]
    if refused.error:
        parts += [f'error="{refused.error}"', f'error_description="{refused.sentence}"']
    if refused.scope:
        parts.append(f'scope="{refused.scope}"')
    return ", ".join(parts)


def page(path: str, status: int) -> str:
    """For a person, in both languages: whoever is not let in has not chosen one yet."""
    up = "../" * (path.count("/") - 1)
    known = str(status) if status in WORDED else "500"
    parts = _said(known, "nl", "h1") + _said(known, "en", "h2")
    name = escape(word("page.name", "nl"))
    return (
        '<!doctype html><html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(word(f'closed.title_{known}', 'nl'))} – {name}</title>"
        f'<link rel="icon" href="{up}static/favicon.svg" type="image/svg+xml">'
        f'<link rel="stylesheet" href="{up}static/tokens.css"><link rel="stylesheet" href="{up}static/pages.css"></head><body>'
        f'<header class="pg-head"><div class="pg-bar"><a class="pg-brand" href="{up or "./"}">{name}</a></div></header>'
        f'<main id="inhoud" class="pg-main">{parts}</main></body></html>'
    )


def _said(known: str, language: Language, heading: str) -> str:
    title, text = (escape(word(f"closed.{each}_{known}", language)) for each in ("title", "text"))
    return f'<section lang="{language}"><{heading}>{title}</{heading}><p class="pg-lead">{text}</p></section>'


def _wants_a_page(connection: Connection) -> bool:
    if connection["type"] != "http":
        return False
    return best(Headers(scope=connection).get("accept", ""), ("application/json", HTML)) == HTML
