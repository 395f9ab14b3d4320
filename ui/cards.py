"""The source cards under an answer. Pure: a citation in, HTML out, and every word from outside is escaped."""

import re
from html import escape
from urllib.parse import quote, urlencode

from assistant.types import Answer, Citation, Language
from corpus.figures import in_words
from corpus.types import Standing, Verified
from ui.context import NOWHERE, Context, Contexts, Neighbour, Side
from ui.markup import edition, outside, paragraphs
from ui.words import known, word

AROUND = 500  # characters of a long passage that are shown before and after the quoted words


def anchor(answer: Answer, number: int) -> str:
    """The id of a card; each answer in the conversation has its own [1]."""
    return escape(f"source-{answer.id}-{number}")


def reference_anchor(answer: Answer, number: int) -> str:
    """The id of the first [n] in the text, where the way back leads."""
    return escape(f"reference-{answer.id}-{number}")


def cards(answer: Answer, contexts: Contexts | None = None) -> str:
    """All sources of the answer, or nothing."""
    if not answer.citations:
        return ""
    found = contexts or {}
    every = "".join(_card(answer, each, found.get((answer.id, each.provision), NOWHERE)) for each in answer.citations)
    return f'<h4 class="bw-sub">{word("source.title", answer.language)}</h4><div class="bw-cards">{every}</div>'


def _card(answer: Answer, citation: Citation, context: Context) -> str:
    language, own = answer.language, anchor(answer, citation.number)
    kind = known(f"kind.{citation.kind}", language)
    return (
        f'<article class="bw-card" id="{own}" tabindex="-1" aria-labelledby="{own}-label">'
        f'<p class="bw-number" aria-hidden="true">{citation.number}</p>'
        f'<h5 class="bw-label" id="{own}-label">{escape(citation.label)}</h5>'
        f'<p class="bw-kind"><strong>{escape(kind)}</strong> · {escape(edition(citation, language))}</p>'
        f"{_dates(answer, citation)}{_words(citation, context, language)}{_around(context, language)}"
        f"{_side_by_side(context, language)}{_ways(answer, citation, context)}"
        "</article>"
    )


def _ways(answer: Answer, citation: Citation, context: Context) -> str:
    """To the official text, to the whole article in the reading view, and back to the text of the answer."""
    language = answer.language
    ways = [outside(citation.url, word("source.open", language), language)]
    if context is not NOWHERE:
        ways.append(f'<a href="{reading_address(answer, citation)}">{word("source.read", language)}</a>')
    back = reference_anchor(answer, citation.number)
    ways.append(f'<a class="bw-back" href="#{back}">{word("source.back", language)}</a>')
    return f'<p class="bw-links">{"".join(ways)}</p>'


def reading_address(answer: Answer, citation: Citation) -> str:
    """Of the reading view, relative to the chat, as it stands on the reference date of the answer."""
    source, _, eid = citation.provision.partition("/")
    query = urlencode({"peildatum": answer.as_of.isoformat(), "taal": answer.language})
    return escape(f"bronnen/{quote(source, safe='')}/{quote(eid, safe='')}?{query}#{quote(eid, safe='')}")


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


def _words(citation: Citation, context: Context, language: Language) -> str:
    """The official words as a quotation where they are here, and our own words marked as such."""
    html = ""
    if citation.quote and citation.basis == "official":
        name = "quote" if citation.language == language else "quote_other"
        if citation.standing in (Standing.DERIVED, Standing.EXCERPT):  # then we do not call the words official
            name = "quoted"
        html += (
            f'<p class="bw-basis">{word(f"source.{name}", language)}</p>'
            f'<blockquote lang="{citation.language}">{passage(context.whole, citation.quote)}</blockquote>'
        )
    if citation.summary:
        html += (
            f'<p class="bw-basis">{word("source.own_words", language)}</p>'
            f'<div class="bw-summary">{paragraphs(citation.summary)}</div>'
        )
    if citation.verified is not Verified.OFFICIAL:
        html += f'<p class="bw-basis">{word("source.unverified", language)}</p>'
    return html


def passage(whole: str, words: str) -> str:
    """The quoted words marked in the passage they stand in; alone where that passage is not here."""
    found = re.search(r"\s+".join(re.escape(each) for each in words.split()), whole) if words.split() else None
    if found is None:
        return f"<mark>{escape(words)}</mark>{_cut_off(words)}"
    before, after = whole[: found.start()], whole[found.end() :]
    if len(before) > AROUND:
        before = "[…] " + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + " […]"
    return f"{escape(before)}<mark>{escape(found[0])}</mark>{escape(after)}".strip()


def _cut_off(quoted: str) -> str:
    """The editor's mark after a quotation that stops inside a sentence."""
    return "" if re.search(r"[.;:!?][\"”’)]*\s*$", quoted) else " […]"


def _around(context: Context, language: Language) -> str:
    """The parts before and after it, folded away until somebody wants to read on."""
    parts = [(name, each) for name, each in (("before", context.before), ("after", context.after)) if each]
    if not parts:
        return ""
    told = "".join(_neighbour(name, each, language) for name, each in parts)
    return f'<details class="bw-more"><summary>{word("source.context", language)}</summary>{told}</details>'


def _neighbour(name: str, neighbour: Neighbour, language: Language) -> str:
    title = word(f"source.{name}", language, label=neighbour.label)
    return (
        f'<p class="bw-basis">{escape(title)}</p>'
        f'<div class="bw-summary" lang="{escape(neighbour.language)}">{paragraphs(neighbour.words)}</div>'
    )


def _side_by_side(context: Context, language: Language) -> str:
    if not context.sides:
        return ""
    columns = "".join(_side(each, language) for each in context.sides)
    title = word("source.sides", language)
    return f'<details class="bw-more"><summary>{title}</summary><div class="bw-columns">{columns}</div></details>'


def _side(side: Side, language: Language) -> str:
    name = word(f"source.in_{side.language}_{'official' if side.is_official else 'own'}", language)
    return (
        f'<div class="bw-column"><p class="bw-basis">{name}</p>'
        f'<div class="bw-summary" lang="{side.language}">{paragraphs(side.words)}</div></div>'
    )
