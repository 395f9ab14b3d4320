"""What stands around the conversation: the head of the page, the examples, the line that says what is going on."""

from datetime import date
from html import escape

from assistant.types import Language
from corpus.figures import in_words
from ui.rendering import buttons
from ui.words import examples, word


def head(language: Language, checked: date | None) -> str:
    """Name, what it covers, up to which day, and that it is an AI system. Without a corpus there is no day."""
    day = f" {word('page.checked', language, day=in_words(checked, language))}" if checked else ""
    return (
        f'<header class="bw-head" lang="{language}"><h1>{word("page.name", language)}</h1>'
        f'<p class="bw-lead">{word("page.lead", language)}</p>'
        f"<p>{word('page.covers', language)}{day}</p>"
        f'<p class="bw-ai">{word("page.ai", language)}</p></header>'
    )


def starters(language: Language) -> str:
    """The example questions."""
    return (
        f'<section class="bw-examples" lang="{language}" aria-labelledby="bw-examples-title">'
        f'<h2 id="bw-examples-title">{word("form.examples", language)}</h2>'
        f'<div class="bw-asks">{buttons(examples(language))}</div></section>'
    )


def status(text: str = "", kind: str = "quiet") -> str:
    """One line below the conversation: `working`, `error`, or `quiet`, which is heard and not seen."""
    return f'<p class="bw-status bw-{kind}" role="status">{escape(text)}</p>'
