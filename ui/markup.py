"""Small pieces of HTML that more than one part of the page is made of; every word from outside is escaped."""

import re
from collections.abc import Sequence
from datetime import date
from html import escape
from itertools import groupby
from urllib.parse import urlsplit

from assistant.types import Citation, Language
from corpus.figures import in_words
from ui.words import word

_LETTER = re.compile(r"\w{1,3}[.)] ")
_BLANK = re.compile(r"[\r\n]+\s*(?=<)")  # between two elements


def one_block(html: str) -> str:
    """One line that begins with an element: Gradio's Markdown then hands it on as it is, whatever stands in it.

    A blank line would end the block and have the rest read as Markdown; %%% is a mark of its own for mathematics.
    """
    return _BLANK.sub("", html).replace("\r", "").replace("\n", "&#10;").replace("%%%", "&#37;&#37;&#37;")


def outside(url: str, text: str, language: Language) -> str:
    """A link that opens in a new tab and says so; nothing for an address that is not of the web."""
    if urlsplit(url).scheme not in ("http", "https"):
        return ""
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{escape(text)}{new_tab(language)}</a>'


def new_tab(language: Language) -> str:
    """What a screen reader adds to a link that opens elsewhere."""
    return f'<span class="bw-hidden"> {word("answer.new_tab", language)}</span>'


def edition(citation: Citation, language: Language) -> str:
    """The edition of the cited provision in words: a day, or a name such as "v1.3"."""
    try:
        return word("source.edition", language, day=in_words(date.fromisoformat(citation.edition), language))
    except ValueError:
        return word("source.edition_name", language, name=citation.edition)


def buttons(questions: Sequence[str]) -> str:
    """Buttons that ask; chat.js hands the question on."""
    return "".join(
        f'<button type="button" class="bw-ask" data-question="{escape(each)}">{escape(each)}</button>'
        for each in questions
    )


def paragraphs(text: str) -> str:
    """Plain text with blank lines and "- " points as paragraphs and lists; the words are escaped."""
    html = ""
    for is_list, group in groupby(map(str.strip, text.splitlines()), key=lambda line: line.startswith("- ")):
        lines = [line for line in group if line]
        html += _list([line[2:] for line in lines]) if is_list else "".join(f"<p>{escape(line)}</p>" for line in lines)
    return html


def _list(points: Sequence[str]) -> str:
    """Points that carry their own letter or number need no bullet."""
    lettered = ' class="bw-lettered"' if all(_LETTER.match(point) for point in points) else ""
    return f"<ul{lettered}>{''.join(f'<li>{escape(point)}</li>' for point in points)}</ul>"
