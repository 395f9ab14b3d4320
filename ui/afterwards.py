"""What a reader can do with an answer afterwards: say what it is worth, and take it away. Pure HTML.

Both forms work without a script: their addresses are relative to the root of the application, and what they send lies
in a hidden field.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from html import escape

from pydantic import TypeAdapter

from assistant.types import Answer, Language
from ui.feedback.judgement import LONGEST, Reason, Verdict
from ui.words import word

FEEDBACK, NOTE = "terugkoppeling", "nota"  # their addresses
_THUMB = (  # drawn, because not every desk has a font with this sign
    '<svg class="bw-thumb bw-thumb-{verdict}" viewBox="0 0 20 20" aria-hidden="true" focusable="false">'
    '<path d="M1.5 9H5v9H1.5zM6.5 17.2V9.4L10.2 2c1.6 0 2.7 1.2 2.3 2.8L11.8 8h4.7c1.3 0 2.2 1.2 1.9 2.4l-1.5 6'
    'c-.2.9-1 1.6-2 1.6H8.6z"/></svg>'
)
_ONE, _MANY = TypeAdapter(Answer), TypeAdapter(tuple[Answer, ...])


def feedback_form(
    answer: Answer, verdict: str = "", reasons: Collection[str] = (), text: str = "", error: str = ""
) -> str:
    """The form under an answer; with what was filled in before, and why that could not be kept."""
    language, own = answer.language, escape(f"feedback-{answer.id}")
    held = escape(_ONE.dump_json(answer, by_alias=True, exclude_none=True).decode())
    wrong = f'<p class="bw-status bw-error" id="{own}-error">{escape(error)}</p>' if error else ""
    described = f"{own}-hint {own}-error" if error else f"{own}-hint"
    return (
        f'<form class="bw-feedback" method="post" action="{FEEDBACK}" data-feedback="{word("feedback.thanks", language)}." lang="{language}">'
        f'<input type="hidden" name="answer" value="{held}">{wrong}'
        f'<fieldset class="bw-verdict"><legend>{word("feedback.title", language)}</legend>'
        f"{''.join(_verdict(each, own, language, each == verdict) for each in Verdict)}</fieldset>"
        f'<div class="bw-remark"><fieldset class="bw-reasons"><legend>{word("feedback.reasons", language)}</legend>'
        f"{''.join(_reason(each, own, language, each in reasons) for each in Reason)}</fieldset>"
        f'<label for="{own}-text">{word("feedback.text", language)}</label>'
        f'<p class="bw-hint" id="{own}-hint">{word("feedback.text_hint", language, limit=LONGEST)}</p>'
        f'<textarea id="{own}-text" name="text" rows="3" maxlength="{LONGEST}" aria-describedby="{described}">'
        f"\n{escape(text)}</textarea>"  # a browser drops the first line break of a text box
        f'<p class="bw-hint">{word("feedback.kept", language)}</p>'
        f'<button class="bw-button" type="submit">{word("feedback.send", language)}</button></div></form>'
    )


def export_form(answers: Sequence[Answer], language: Language) -> str:
    """Two buttons: a Word document and Markdown of all answers; nothing where there is none."""
    if not answers:
        return ""
    # A note says nothing of what was considered; without it the page stays light.
    light = tuple(replace(each, considered=(), follow_ups=(), choices=()) for each in answers)
    held = escape(_MANY.dump_json(light, by_alias=True, exclude_none=True).decode())
    return (
        f'<form class="bw-take" method="post" action="{NOTE}" enctype="multipart/form-data" lang="{language}">'
        f'<input type="hidden" name="answers" value="{held}"><input type="hidden" name="language" value="{language}">'
        f'<p class="bw-hint">{word("note.take_hint", language)}</p>'
        f'<div class="bw-buttons">{_button("docx", "word", language)}{_button("md", "markdown", language)}</div></form>'
    )


def _button(value: str, name: str, language: Language) -> str:
    return (
        f'<button class="bw-button bw-quiet-button" type="submit" name="format" value="{value}">'
        f"{word(f'note.{name}', language)}</button>"
    )


def _verdict(verdict: Verdict, own: str, language: Language, is_chosen: bool) -> str:
    chosen = " checked" if is_chosen else ""
    return (
        f'<div class="bw-choice"><input type="radio" id="{own}-{verdict}" name="verdict" value="{verdict}" required{chosen}>'
        f'<label for="{own}-{verdict}">{_THUMB.format(verdict=verdict)} {word(f"verdict.{verdict}", language)}</label></div>'
    )


def _reason(reason: Reason, own: str, language: Language, is_chosen: bool) -> str:
    chosen = " checked" if is_chosen else ""
    return (
        f'<div class="bw-choice"><input type="checkbox" id="{own}-{reason}" name="reasons" value="{reason}"{chosen}>'
        f'<label for="{own}-{reason}">{word(f"reason.{reason}", language)}</label></div>'
    )
