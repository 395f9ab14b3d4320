"""The addresses of the plain pages. Each makes one page from one call, or says what is wrong with the request."""

import logging
from collections.abc import Callable
from dataclasses import replace

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from assistant import Assistant
from assistant.errors import BadQuestion
from assistant.outline import root
from corpus.errors import Refusal
from ui.accountability.facts import Facts
from ui.asking import reference_date
from ui.pages.about import about_page, accessibility_page
from ui.pages.changes import Wanted, changes_page
from ui.pages.contents import contents_page
from ui.pages.corrections import corrections_page
from ui.pages.frame import GOES, PATHS, Frame
from ui.pages.glossary import glossary_page
from ui.pages.goes import goes_page
from ui.pages.missing import missing_page, trouble_page
from ui.pages.reading import reading_page
from ui.pages.sources import sources_page
from ui.words import language_named, word

log = logging.getLogger(__name__)
_CACHE = {"Cache-Control": "private, no-cache"}
Make = Callable[[Frame, Request], str | None]  # None: there is nothing at this address


def add_pages(app: FastAPI, assistant: Assistant, facts: Facts, *, themed: bool = False) -> None:
    """Put the pages on the application, before anything that takes every address."""
    pages = _Pages(assistant, facts, themed=themed)
    for path, make in (
        ("/bronnen", pages.sources),
        ("/bronnen/{source}", pages.contents),
        ("/bronnen/{source}/{eid}", pages.reading),
        ("/begrippen", pages.glossary),
        ("/wat-verandert", pages.changes),
        ("/correcties", pages.corrections),
        ("/toegankelijkheid", pages.accessibility),
        ("/over", pages.about),
        (f"/{GOES}", pages.goes),
    ):
        app.add_route(path, pages.answering(make), methods=["GET"])
    for path in PATHS:
        app.add_route(path + "/{rest:path}", pages.answering(lambda _frame, _request: None), methods=["GET"])


class _Pages:
    """What each address shows."""

    def __init__(self, assistant: Assistant, facts: Facts, *, themed: bool) -> None:
        self.assistant, self.facts, self.themed = assistant, facts, themed

    def answering(self, make: Make) -> Callable[[Request], Response]:
        """The page, or the page that says why it is not there."""

        def answer(request: Request) -> Response:
            path = request.url.path.removeprefix(request.scope.get("root_path", "")).lstrip("/")
            if path.endswith("/"):
                return RedirectResponse("../" + path.rstrip("/").rpartition("/")[2] + _query(request), 308, _CACHE)
            frame = self._frame(request, path)
            try:
                day = reference_date(request.query_params.get("peildatum", ""), frame.language)
                frame = replace(frame, as_of=None if day == frame.today else day)  # today needs no mention
                html, status = make(frame, request), 200
                if html is None:
                    html, status = self._missing(frame, request), 404
            except BadQuestion as error:
                html, status = trouble_page(frame, "wrong", str(error)), 400
            except Refusal as error:
                html, status = trouble_page(frame, "later", str(error)), 503
            except Exception:
                log.exception("A page failed")
                html, status = trouble_page(frame, "wrong", word("pages.unexpected", frame.language)), 500
            return HTMLResponse(html, status, _CACHE)

        return answer

    def sources(self, frame: Frame, _: Request) -> str:
        return sources_page(frame, self.assistant.sources(frame.language, frame.day))

    def contents(self, frame: Frame, request: Request) -> str | None:
        found = self.assistant.contents(request.path_params["source"], frame.day)
        return contents_page(frame, found) if found else None

    def reading(self, frame: Frame, request: Request) -> str | None:
        found = self.assistant.reading(request.path_params["source"], request.path_params["eid"], frame.day)
        return reading_page(frame, found) if found else None

    def glossary(self, frame: Frame, _: Request) -> str:
        return glossary_page(frame, self.assistant.glossary(frame.language, frame.day))

    def changes(self, frame: Frame, request: Request) -> str:
        wanted = Wanted(*(request.query_params.get(name, "") for name in ("rol", "laag", "bron")))
        kept = tuple(
            (name, value) for name, value in zip(("rol", "laag", "bron"), _values(wanted), strict=True) if value
        )
        changes = self.assistant.changes(frame.day, wanted.role, wanted.layer, frame.language)
        sources = self.assistant.sources(frame.language, frame.day)
        return changes_page(replace(frame, query=kept), wanted, changes, sources)

    def corrections(self, frame: Frame, _: Request) -> str:
        return corrections_page(frame)

    def accessibility(self, frame: Frame, _: Request) -> str:
        return accessibility_page(frame)

    def about(self, frame: Frame, _: Request) -> str:
        held = self.assistant.sources(frame.language) if frame.checked else ()
        return about_page(frame, held)

    def goes(self, frame: Frame, _: Request) -> str:
        return goes_page(frame, self.facts)

    def _missing(self, frame: Frame, request: Request) -> str:
        """With ways to the article and the source that were asked for, where we have those."""
        params, language = request.path_params, frame.language
        source, near = params.get("source", ""), []
        if article := self.assistant.reading(source, root(params.get("eid", "")), frame.day):
            name = f"{article.source.short.inside(language)}, {article.place.label.inside(language)}"
            near.append((f"bronnen/{article.place.id}", name))
        if contents := self.assistant.contents(source, frame.day):
            near.append((f"bronnen/{source}", contents.source.short.inside(language)))
        what = " ".join(str(params[name]) for name in ("source", "eid", "rest") if name in params)
        return missing_page(frame, what, near)

    def _frame(self, request: Request, path: str) -> Frame:
        language = language_named(request.query_params.get("taal"))
        return Frame(language, path, self.assistant.today(), self.assistant.checked(), themed=self.themed)


def _values(wanted: Wanted) -> tuple[str, str, str]:
    return wanted.role, wanted.layer, wanted.source


def _query(request: Request) -> str:
    return f"?{request.url.query}" if request.url.query else ""
