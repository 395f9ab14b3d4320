"""What stands around the conversation: head and foot of the page, the examples, what is going on. Pure HTML."""

import json
from datetime import date
from html import escape
from urllib.parse import urlencode

from assistant.types import Language, Progress
from corpus.figures import in_words
from ui.markup import one_block
from ui.pages.frame import STALE
from ui.words import examples, group, word

LANGUAGES: tuple[Language, Language] = ("nl", "en")
PLAIN = (  # pages beside the chat
    "bronnen", "wat-verandert", "begrippen", "correcties", "toegankelijkheid", "wat-gebeurt-er-met-mijn-vraag", "over",
)  # fmt: skip
STEPS = ("understanding", "searching", "reading", "checking")


def top(checked: date | None, today: date, *, quotes: bool = True) -> str:
    """Name, what it covers, up to which day, that it is an AI system. Both languages are there; one of them is seen.

    `quotes`: no language model writes.
    """
    return (
        "".join(
            f'<a class="bw-skip bw-{each}" lang="{each}" href="#bw-form">{word("page.skip", each)}</a>'
            for each in LANGUAGES
        )
        + '<header class="bw-top"><div class="bw-bar">'
        + f'<p class="bw-name">{word("page.name", "nl")}</p>{"".join(_dated(checked, each) for each in LANGUAGES)}'
        + "".join(_other(each) for each in LANGUAGES)
        + f"</div>{''.join(_introduction(checked, today, each, quotes=quotes) for each in LANGUAGES)}</header>"
    )


def _dated(checked: date | None, language: Language) -> str:
    if checked is None:
        return ""
    said = word("page.checked", language, day=in_words(checked, language))
    return f'<p class="bw-checked bw-{language}" lang="{language}">{said}</p>'


def _other(language: Language) -> str:
    """The way to the other language: a link that works, which the script follows without leaving the page."""
    other: Language = "nl" if language == "en" else "en"
    name = word("page.other_language", language)
    return f'<a class="bw-language bw-{language}" href="?taal={other}" data-language="{other}" lang="{other}" hreflang="{other}">{name}</a>'


def _introduction(checked: date | None, today: date, language: Language, *, quotes: bool) -> str:
    stale = ""
    if checked and (today - checked).days > STALE:
        old = word("page.stale", language, day=in_words(checked, language), days=STALE)
        stale = f'<p class="bw-stale">{old}</p>'
    return (
        f'<div class="bw-head bw-{language}" lang="{language}"><h1>{word("page.title", language)}</h1>'
        f'<p class="bw-lead">{word("page.lead", language)}</p>'
        f"<p>{word('page.covers', language)}</p>"
        f'<p class="bw-ai">{word("page.ai" if quotes else "page.ai_model", language)}</p>{stale}</div>'
    )


def foot(checked: date | None) -> str:
    """Ways to the plain pages, the day of the corpus; the region that is heard; the words of the script."""
    words = {each: dict(group("script", each)) for each in LANGUAGES}
    said = json.dumps(words, ensure_ascii=False).replace("<", "\\u003c")
    return (
        f'<footer class="bw-foot">{"".join(_ways(checked, each) for each in LANGUAGES)}</footer>'
        '<div id="bw-live" class="bw-hidden" role="status" aria-live="polite"></div>'
        f'<script type="application/json" id="bw-words">{said}</script>'
        + "".join(f'<noscript><p class="bw-{each}">{word("page.no_script", each)}</p></noscript>' for each in LANGUAGES)
    )


def _ways(checked: date | None, language: Language) -> str:
    links = "".join(
        f'<li><a href="{name}?{urlencode({"taal": language})}">{word(f"foot.{name}", language)}</a></li>'
        for name in PLAIN
    )
    return (
        f'<nav class="bw-{language}" lang="{language}" aria-label="{word("foot.title", language)}"><ul>{links}</ul></nav>'
        + _dated(checked, language)
    )


def starters(language: Language) -> str:
    """The example questions, each under the name of what it is about."""
    every = "".join(
        f'<button type="button" class="bw-ask" data-question="{escape(asked)}">'
        f'<span class="bw-about">{escape(about)}</span> {escape(asked)}</button>'
        for about, asked in examples(language)
    )
    return one_block(
        f'<section class="bw-examples" lang="{language}" aria-labelledby="bw-examples-title">'
        f'<h2 id="bw-examples-title">{word("form.examples", language)}</h2>'
        f'<div class="bw-asks">{every}</div></section>'
    )


def progress(step: Progress, language: Language) -> str:
    """What is being done, and which of the four steps that is."""
    now = STEPS.index(step.stage) if step.stage in STEPS else STEPS.index("reading")
    steps = "".join(_step(name, place - now, language) for place, name in enumerate(STEPS))
    detail = escape(step.detail or word("log.working", language))
    return one_block(
        f'<div class="bw-status bw-working" lang="{language}"><p class="bw-now">{detail} …</p><ol class="bw-steps">{steps}</ol></div>'
    )


def _step(name: str, ahead: int, language: Language) -> str:
    state = "done" if ahead < 0 else "next" if ahead else "now"
    current = "" if ahead else ' aria-current="step"'
    return f'<li class="bw-step-{state}"{current}>{word(f"step.{name}", language)}</li>'


def said(text: str, mark: str, *, back: bool = False) -> str:
    """A sentence that is heard and not seen: the script puts it into the live region, and the reader `back` in the box.

    `mark` differs from message to message, so that the same words twice are two messages.
    """
    where = " data-back" if back else ""
    return one_block(f'<p class="bw-quiet" data-mark="{escape(mark)}" data-say="{escape(text)}"{where}></p>')


def wrong(text: str, mark: str) -> str:
    """What went wrong, seen and heard."""
    marked = f'data-mark="{escape(mark)}" data-say="{escape(text)}"'
    return one_block(f'<p class="bw-status bw-error" id="bw-error" {marked}>{escape(text)}</p>')
