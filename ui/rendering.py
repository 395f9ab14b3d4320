"""The conversation as HTML. Pure: it knows nothing of Gradio, and every word that comes from outside is escaped."""

import re
from collections.abc import Sequence
from html import escape
from itertools import groupby

from assistant.types import Answer, Language, Notice, NoticeKind, Outcome
from corpus.figures import in_words
from ui.afterwards import export_form, feedback_form
from ui.cards import anchor, cards, reference_anchor
from ui.context import Contexts
from ui.exchange import Exchange
from ui.markup import buttons, one_block, outside, paragraphs
from ui.taking import tools
from ui.why import why
from ui.words import known, word

_NUMBER = re.compile(r"\s?\[(\d+)\]")
END = '<div class="bw-end"></div>'
_STRONG = re.compile(r"\*\*(.+?)\*\*")


def conversation(exchanges: Sequence[Exchange], contexts: Contexts, language: Language, pending: str = "") -> str:
    """All questions and answers, and the question that is being answered, each a block of its own: what has not
    changed then stays as it is on the page, with all that was unfolded in it.
    """
    blocks = [_exchange(place, each, contexts) for place, each in enumerate(exchanges)]
    if pending:
        blocks.append(f'<section class="bw-exchange bw-pending">{asked(pending, language, "bw-pending")}</section>')
    elif exchanges:
        blocks.append(export_form([each.answer for each in exchanges], language))
    # The last one too is followed by something: to Gradio a block is another one when the line after it is.
    return "\n\n".join(map(one_block, [*blocks, END])) if blocks else ""


def _exchange(place: int, exchange: Exchange, contexts: Contexts) -> str:
    answer = exchange.answer
    title = escape(f"question-{answer.id}")
    return (
        f'<section class="bw-exchange" aria-labelledby="{title}">{asked(answer.question, answer.language, title)}'
        f"{answered(answer, exchange, contexts, tools(exchange, place) + feedback_form(answer))}</section>"
    )


def asked(question: str, language: Language, identity: str) -> str:
    """A question in the conversation."""
    who = f'<span class="bw-hidden">{word("log.you", language)}: </span>'
    return f'<h2 class="bw-asked" id="{identity}" lang="{language}">{who}{escape(question)}</h2>'


def answered(
    answer: Answer, exchange: Exchange | None = None, contexts: Contexts | None = None, below: str = ""
) -> str:
    """An answer with everything that belongs to it; `below` is HTML that stands at its foot."""
    parts = (
        _badge(answer),
        _text(answer),
        _removed(answer),
        _notices(answer),
        cards(answer, contexts),
        _more(answer),
        why(exchange or Exchange(answer)),
        _made(answer),
        below,
    )
    identity = escape(f"answer-{answer.id}")
    return (
        f'<article class="bw-answer" id="{identity}" lang="{answer.language}" tabindex="-1" aria-labelledby="{identity}-title">'
        f'<h3 class="bw-hidden" id="{identity}-title">{word("log.answer", answer.language)}</h3>{"".join(parts)}</article>'
    )


def _badge(answer: Answer) -> str:
    if answer.outcome is Outcome.ANSWERED:
        return ""
    return f'<p class="bw-badge">{escape(known(f"outcome.{answer.outcome}", answer.language))}</p>'


def _text(answer: Answer) -> str:
    """The answer, with [n] as links to the cards. Numbers without a card stay plain text."""
    labels = {citation.number: citation.label for citation in answer.citations}
    first: set[int] = set()

    def link(found: re.Match[str]) -> str:
        number = int(found[1])
        if number not in labels:
            return found[0]
        identity = "" if number in first else f' id="{reference_anchor(answer, number)}"'
        first.add(number)
        name = escape(word("source.reference", answer.language, number=number, label=labels[number]))
        # A space that does not break keeps the number with the word it belongs to.
        return f'&nbsp;<a class="bw-ref"{identity} href="#{anchor(answer, number)}" aria-label="{name}">[{number}]</a>'

    html = _STRONG.sub(r"<strong>\1</strong>", paragraphs(answer.text))
    return f'<div class="bw-text">{_NUMBER.sub(link, html)}</div>'


def _removed(answer: Answer) -> str:
    if not answer.removed:
        return ""
    name = "answer.removed_one" if answer.removed == 1 else "answer.removed_many"
    return f'<p class="bw-removed">{word(name, answer.language, count=answer.removed)}</p>'


def _notices(answer: Answer) -> str:
    """A named box for each kind of notice, in the order in which the kinds first come."""
    order = list(dict.fromkeys(notice.kind for notice in answer.notices))
    by_kind = groupby(sorted(answer.notices, key=lambda each: order.index(each.kind)), key=lambda each: each.kind)
    return "".join(_box(kind, tuple(notices), answer.language) for kind, notices in by_kind)


def _box(kind: NoticeKind, notices: Sequence[Notice], language: Language) -> str:
    name = known(f"notice.{kind}", language)
    lines = "".join(f"<p>{_linked(notice, language)}</p>" for notice in notices)
    return (
        f'<div class="bw-notice bw-{escape(kind)}" role="note" aria-label="{escape(name)}">'
        f'<p class="bw-notice-name">{escape(name)}</p>{lines}</div>'
    )


def _linked(notice: Notice, language: Language) -> str:
    link = outside(notice.url, word("answer.more", language), language) if notice.url else ""
    return f"{escape(notice.text)} {link}".strip()


def _more(answer: Answer) -> str:
    """Questions that can be asked with one press: what was meant, or what comes next."""
    return "".join(
        f'<h4 class="bw-sub">{word(f"answer.{name}", answer.language)}</h4><div class="bw-asks">{buttons(questions)}</div>'
        for name, questions in (("choices", answer.choices), ("follow_ups", answer.follow_ups))
        if questions
    )


def _made(answer: Answer) -> str:
    """How the answer came about, in one line."""
    language = answer.language
    how = (
        word("answer.quoting", language)
        if answer.model == "quoting"
        else word("answer.model", language, model=answer.model)
    )
    days = f"{word('answer.as_of', language, day=in_words(answer.as_of, language))} " + word(
        "page.checked", language, day=in_words(answer.corpus_date, language)
    )
    return f'<p class="bw-made">{escape(how)} {escape(days)} {word("answer.wrong", language)}</p>'
