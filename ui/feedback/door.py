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
from ui.feedback.judgement import LONGEST, Judgement, Reason, Verdict
from ui.feedback.overview import overview
from ui.feedback.register import MOST, Register
from ui.pages.replies import reply
from ui.visitors import field, is_of_another_site, may_read_feedback, sent
from ui.words import language_named, word

WEEKS = 26  # that the overview looks back
_ANSWER = TypeAdapter(Answer)


def feedback_door(assistant: Assistant, register: Register) -> APIRouter:
    """The three addresses. Nothing is kept but what a reader sends."""
    router, doors = APIRouter(), _Doors(assistant, register)
    router.add_api_route("/terugkoppeling", doors.keep, methods=["POST"])
    router.add_api_route("/terugkoppeling/overzicht", doors.all_of_it, methods=["GET"])
    router.add_api_route("/terugkoppeling/overzicht/{identity}", doors.one_of_it, methods=["GET"])
    return router


class _Doors:
    """What each address answers."""

    def __init__(self, assistant: Assistant, register: Register) -> None:
        self.assistant, self.register = assistant, register

    def keep(self, request: Request, form: Annotated[FormData, Depends(sent)]) -> Response:
        """Thanks; or the form again with everything that was filled in, and what to change."""
        if is_of_another_site(request):
            return self._not_kept(word("feedback.elsewhere", "nl"), 403)
        try:
            answer = _ANSWER.validate_json(field(form, "answer"))
        except ValidationError:
            return self._not_kept(word("feedback.unreadable", "nl"), 400)
        language = answer.language
        verdict, text = field(form, "verdict"), field(form, "text").replace("\r\n", "\n").lstrip("\n")
        reasons = tuple(each for each in Reason if each in form.getlist("reasons"))
        status, error = 400, _objection(verdict, text, language)
        if not error:
            try:
                self.register.add(Judgement(answer, Verdict(verdict), reasons, text))
            except FeedbackError:
                status, error = 503, word("feedback.unusable", language)
        if error:
            again = feedback_form(answer, verdict, reasons, text, error)
            return reply(self.assistant, "", word("feedback.not_kept", language), again, language, status)
        body = f'<p class="pg-lead">{word("feedback.thanks_lead", language)}</p><p><a href="./">{word("feedback.back", language)}</a></p>'
        return reply(self.assistant, "", word("feedback.thanks", language), body, language)

    def all_of_it(self, request: Request, taal: str = "nl") -> Response:
        """What is missing, what is wrong, and the numbers of the last WEEKS weeks."""

        def body(language: Language) -> str:
            entries = self.register.entries(self.register.now() - timedelta(weeks=WEEKS))
            return overview(entries, self._names(language), MOST, WEEKS, language)

        return self._for_the_owner(request, language_named(taal), "overview.title", body)

    def one_of_it(self, request: Request, identity: str, taal: str = "nl") -> Response:
        """One reaction with the answer that it speaks of."""

        def body(language: Language) -> str:
            found = self.register.one(identity)
            return detail(*found, self._names(language), language) if found else ""

        return self._for_the_owner(request, language_named(taal), "overview.one", body)

    def _for_the_owner(
        self, request: Request, language: Language, title: str, body: Callable[[Language], str]
    ) -> Response:
        """The gate stands before it; without one, that is whoever sits at the machine itself."""
        path = request.url.path.removeprefix(request.scope.get("root_path", "")).lstrip("/")
        if not may_read_feedback(request):
            closed = f"<p>{word('overview.closed', language)}</p>"
            return reply(self.assistant, path, word("overview.closed_title", language), closed, language, 403)
        status = 200
        try:
            html = body(language)
        except FeedbackError as error:
            status, html = 503, f"<p>{escape(str(error))}</p>"
        if not html:
            status, html = 404, f"<p>{word('overview.unknown', language)}</p>"
        return reply(self.assistant, path, word(title, language), html, language, status)

    def _not_kept(self, sentence: str, status: int) -> Response:
        return reply(self.assistant, "", word("feedback.not_kept", "nl"), f"<p>{escape(sentence)}</p>", "nl", status)

    def _names(self, language: Language) -> dict[str, str]:
        """The short titles of the sources; none where there is no index now."""
        try:
            return {each.id: each.short for each in self.assistant.sources(language)}
        except Refusal:
            return {}


def _objection(verdict: str, text: str, language: Language) -> str:
    """What the reader must change first; "" where nothing."""
    if verdict not in list(Verdict):
        return word("feedback.no_verdict", language)
    if len(text) > LONGEST:
        return word("feedback.too_long", language, length=len(text), limit=LONGEST)
    return ""
