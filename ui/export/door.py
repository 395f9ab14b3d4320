"""`POST /nota`: the answers of a conversation come in, and go out as a file. Nothing is kept."""

from html import escape
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import TypeAdapter, ValidationError
from starlette.datastructures import FormData

from assistant import Assistant
from assistant.types import Answer, Language
from ui.export.markdown import markdown_note
from ui.export.naming import file_name
from ui.export.word import word_note
from ui.pages.replies import reply
from ui.visitors import field, is_of_another_site, sent
from ui.words import word

MOST = 50  # answers in a note
SIGNS, CITED = 3000, 500  # of all its answers together: lines, marks and stars; sources. That is a few seconds of work
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ANSWERS = TypeAdapter(tuple[Answer, ...])


def note_door(assistant: Assistant) -> APIRouter:
    """The one address."""
    router = APIRouter()

    @router.post("/nota")
    def nota(request: Request, form: Annotated[FormData, Depends(sent)]) -> Response:
        language: Language = "en" if field(form, "language") == "en" else "nl"
        if is_of_another_site(request):
            return _refused(assistant, word("feedback.elsewhere", language), language, 403)
        try:
            answers = _ANSWERS.validate_json(field(form, "answers"))
        except ValidationError:
            return _refused(assistant, word("note.unreadable", language), language)
        if sentence := _objection(answers, language):
            return _refused(assistant, sentence, language)
        ending = "md" if field(form, "format") == "md" else "docx"
        name = file_name(answers[0], assistant.today(), ending, language)
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        if ending == "md":
            return Response(
                markdown_note(answers, language, assistant.today()), 200, headers, "text/markdown; charset=utf-8"
            )
        return Response(word_note(answers, language, assistant.today()), 200, headers, WORD_TYPE)

    return router


def _objection(answers: tuple[Answer, ...], language: Language) -> str:
    """Why no note can be made of these; "" where it can."""
    if not answers:
        return word("note.nothing", language)
    if len(answers) > MOST:
        return word("note.too_many", language, limit=MOST, count=len(answers))
    signs = sum(each.text.count(sign) for each in answers for sign in ("\n", "[", "**"))
    notices = sum(len(each.notices) for each in answers)
    if signs + notices > SIGNS or sum(len(each.citations) for each in answers) > CITED:
        return word("note.unreadable", language)
    return ""


def _refused(assistant: Assistant, sentence: str, language: Language, status: int = 400) -> Response:
    return reply(assistant, "", word("note.refused", language), f"<p>{escape(sentence)}</p>", language, status)
