"""Feedback in a browser: `POST /terugkoppeling` without a script, and the pages of who owns the knowledge."""

from collections.abc import Callable
from datetime import timedelta
from html import escape
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import TypeAdapter, ValidationError
from starlette.datastructures import FormData

from assistant import Assistant, Refusal
from assistant.types import Answer, Language
from ui.afterwards import feedback_form
from ui.feedback.database import FeedbackError
from ui.feedback.detail import detail
from ui.feedback.frame import page
from ui.feedback.judgement import LONGEST, Judgement, Reason, Verdict
from ui.feedback.overview import overview
from ui.feedback.register import MOST, Register
from ui.visitors import field, is_at_this_machine, is_of_another_site, sent
from ui.words import word

WEEKS = 26  # that the overview looks back
_ANSWER = TypeAdapter(Answer)


def feedback_door(assistant: Assistant, register: Register) -> APIRouter:
    """The three addresses. Nothing is kept but what a reader sends."""
    router = APIRouter()

    @router.post("/terugkoppeling")
    def keep(request: Request, form: Annotated[FormData, Depends(sent)]) -> Response:
        if is_of_another_site(request):
            return page(word("feedback.not_kept", "nl"), _said("feedback.elsewhere", "nl"), "nl", 403)
        try:
            answer = _ANSWER.validate_json(field(form, "answer"))
        except ValidationError:
            return page(word("feedback.not_kept", "nl"), _said("feedback.unreadable", "nl"), "nl", 400)
        return _keep(register, answer, form)

    @router.get("/terugkoppeling/overzicht")
    def all_of_it(request: Request, taal: str = "nl") -> Response:
        language = _language(taal)

        def shown() -> Response:
            entries = register.entries(register.now() - timedelta(weeks=WEEKS))
            body = overview(entries, _names(assistant, language), MOST, WEEKS, language)
            return page(word("overview.title", language), body, language)

        return _for_the_owner(request, language, shown)

    @router.get("/terugkoppeling/overzicht/{identity}")
    def one_of_it(request: Request, identity: str, taal: str = "nl") -> Response:
        language = _language(taal)

        def shown() -> Response:
            found = register.one(identity)
            if found is None:
                return page(word("overview.one", language), _said("overview.unknown", language), language, 404, depth=2)
            body = detail(*found, _names(assistant, language), language)
            return page(word("overview.one", language), body, language, depth=2)

        return _for_the_owner(request, language, shown)

    return router


def _keep(register: Register, answer: Answer, form: FormData) -> Response:
    """Thanks; or the form again with everything that was filled in, and what to change."""
    language = answer.language
    verdict, text = field(form, "verdict"), field(form, "text").replace("\r\n", "\n").lstrip("\n")
    given = [each for each in Reason if each in form.getlist("reasons")]
    status, error = 400, ""
    if verdict not in list(Verdict):
        error = word("feedback.no_verdict", language)
    elif len(text) > LONGEST:
        error = word("feedback.too_long", language, length=len(text), limit=LONGEST)
    else:
        try:
            register.add(Judgement(answer, Verdict(verdict), tuple(given), text))
        except FeedbackError:
            status, error = 503, word("feedback.unusable", language)
    if error:
        body = feedback_form(answer, verdict, given, text, error)
        return page(word("feedback.not_kept", language), body, language, status)
    back = f'<p><a href=".">{word("feedback.back", language)}</a></p>'
    return page(word("feedback.thanks", language), _said("feedback.thanks_lead", language) + back, language)


def _for_the_owner(request: Request, language: Language, shown: Callable[[], Response]) -> Response:
    """Until there is a sign-in, whoever sits at the machine itself."""
    if not is_at_this_machine(request):
        return page(word("overview.closed_title", language), _said("overview.closed", language), language, 403)
    try:
        return shown()
    except FeedbackError as error:
        return page(word("overview.title", language), f"<p>{escape(str(error))}</p>", language, 503)


def _names(assistant: Assistant, language: Language) -> dict[str, str]:
    """The short titles of the sources; none where there is no index now."""
    try:
        return {each.id: each.short for each in assistant.sources(language)}
    except Refusal:
        return {}


def _said(name: str, language: Language) -> str:
    return f"<p>{escape(word(name, language))}</p>"


def _language(named: str) -> Language:
    return "en" if named == "en" else "nl"
