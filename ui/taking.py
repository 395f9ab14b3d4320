"""Taking an answer away from the page: as plain text with footnotes, and as an address that asks it again."""

import re
from html import escape
from urllib.parse import urlencode

from assistant.types import Answer
from corpus.figures import in_words
from ui.exchange import Exchange
from ui.markup import edition
from ui.words import word

_STRONG = re.compile(r"\*\*(.+?)\*\*")


def tools(exchange: Exchange, place: int) -> str:
    """Buttons under an answer; `place` is where it stands in the conversation. chat.js does what they say."""
    language = exchange.answer.language
    what = (
        ("copy", with_footnotes(exchange.answer)),
        ("link", fragment(exchange)),
        ("edit", str(place)),
    )
    buttons = "".join(
        f'<button type="button" class="bw-tool" data-{name}="{escape(value)}">{word(f"take.{name}", language)}</button>'
        for name, value in what
    )
    return f'<div class="bw-tools">{buttons}</div>'


def with_footnotes(answer: Answer) -> str:
    """Question, answer, notices; then each source with its label, edition and address, and the reference date."""
    language = answer.language
    blocks = [answer.question, _STRONG.sub(r"\1", answer.text), *(notice.text for notice in answer.notices)]
    notes = "\n".join(
        f"[{each.number}] {each.label} ({edition(each, language)}), {each.url}" for each in answer.citations
    )
    day = word("answer.as_of", language, day=in_words(answer.as_of, language))
    checked = word("page.checked", language, day=in_words(answer.corpus_date, language))
    ending = f"{day} {checked} {word('take.made', language)}"
    return "\n\n".join(each for each in (*blocks, notes, ending) if each)


def fragment(exchange: Exchange) -> str:
    """What stands behind the # of an address that asks this again; a browser never sends it to a server."""
    answer = exchange.answer
    said = {
        "vraag": answer.question,
        "peildatum": answer.as_of.isoformat(),
        "rol": exchange.role,
        "laag": exchange.layer,
        "taal": answer.language,
    }
    return urlencode({name: value for name, value in said.items() if value})
