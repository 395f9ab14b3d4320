"""The source cards under an answer. Pure: a citation in, HTML out, and every word from outside is escaped."""

import re
from collections.abc import Sequence
from datetime import date
from html import escape
from itertools import groupby
from urllib.parse import urlsplit

from assistant.types import Answer, Citation, Language
from corpus.figures import in_words
from corpus.types import Standing, Verified
from ui.words import known, word

_LETTER = re.compile(r"\w{1,3}[.)] ")


def anchor(answer: Answer, number: int) -> str:
    """The id of a card; each answer in the conversation has its own [1]."""
    return escape(f"source-{answer.id}-{number}")


def cards(answer: Answer) -> str:
    """All sources of the answer, or nothing."""
    if not answer.citations:
        return ""
    every = "".join(_card(answer, citation) for citation in answer.citations)
    return f'<h4 class="bw-sub">{word("source.title", answer.language)}</h4><div class="bw-cards">{every}</div>'


def outside(url: str, text: str, language: Language) -> str:
    """A link that opens in a new tab and says so; nothing for an address that is not of the web."""
    if urlsplit(url).scheme not in ("http", "https"):
        return ""
    hint = f'<span class="bw-hidden"> {word("answer.new_tab", language)}</span>'
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{escape(text)}{hint}</a>'


def _card(answer: Answer, citation: Citation) -> str:
    language, own = answer.language, anchor(answer, citation.number)
    kind = known(f"kind.{citation.kind}", language)
    back = f'<a class="bw-back" href="#{_answer_anchor(answer)}">{word("source.back", language)}</a>'
    return (
        f'<article class="bw-card" id="{own}" tabindex="-1" aria-labelledby="{own}-label">'
        f'<p class="bw-number" aria-hidden="true">{citation.number}</p>'
        f'<h5 class="bw-label" id="{own}-label">{escape(citation.label)}</h5>'
        f'<p class="bw-kind"><strong>{escape(kind)}</strong> · {escape(_edition(citation, language))}</p>'
        f"{_dates(answer, citation)}{_words(citation, answer.language)}"
        f'<p class="bw-links">{outside(citation.url, word("source.open", language), language)}{back}</p>'
        "</article>"
    )


def _answer_anchor(answer: Answer) -> str:
    return escape(f"answer-{answer.id}")


def _edition(citation: Citation, language: Language) -> str:
    try:
        return word("source.edition", language, day=in_words(date.fromisoformat(citation.edition), language))
    except ValueError:  # an edition may also be named: "v1.3"
        return word("source.edition_name", language, name=citation.edition)


def _dates(answer: Answer, citation: Citation) -> str:
    """When it is in force and from when it must be followed; what lies in the future stands out."""
    language, today = answer.language, answer.as_of
    said: list[tuple[str, bool]] = []
    if citation.valid_from and (citation.kind.is_law or citation.valid_from > today):
        later = citation.valid_from > today
        name = "coming" if later else "in_force"
        said.append((word(f"source.{name}", language, day=in_words(citation.valid_from, language)), later))
    if citation.applies_from and citation.applies_from != citation.valid_from:
        later = citation.applies_from > today
        name = "applies_from" if later else "applies_since"
        said.append((word(f"source.{name}", language, day=in_words(citation.applies_from, language)), later))
    if citation.valid_until:
        said.append((word("source.until", language, day=in_words(citation.valid_until, language)), False))
    marked = "".join(f"<li class={'bw-later' if later else 'bw-past'}>{text}</li>" for text, later in said)
    return f'<ul class="bw-dates">{marked}</ul>' if marked else ""


def _words(citation: Citation, language: Language) -> str:
    """The official words as a quotation where they are here, and our own words marked as such."""
    html = ""
    if citation.quote and citation.basis == "official":
        name = "quote" if citation.language == language else "quote_other"
        if citation.standing in (Standing.DERIVED, Standing.EXCERPT):  # then we do not call the words official
            name = "quoted"
        html += (
            f'<p class="bw-basis">{word(f"source.{name}", language)}</p>'
            f'<blockquote lang="{citation.language}">{escape(citation.quote)}{_cut_off(citation.quote)}</blockquote>'
        )
    if citation.summary:
        html += (
            f'<p class="bw-basis">{word("source.own_words", language)}</p>'
            f'<div class="bw-summary">{paragraphs(citation.summary)}</div>'
        )
    if citation.verified is not Verified.OFFICIAL:
        html += f'<p class="bw-basis">{word("source.unverified", language)}</p>'
    return html


def _cut_off(quote: str) -> str:
    """The editor's mark after a quotation that stops inside a sentence."""
    return "" if re.search(r"[.;:!?][\"”’)]*\s*$", quote) else " […]"


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
