"""The conversation as HTML. Pure: it knows nothing of Gradio, and every word that comes from outside is escaped."""

import re
from collections.abc import Sequence
from html import escape
from itertools import groupby

from assistant.types import Answer, Language, Notice, NoticeKind, Outcome
from corpus.figures import in_words
from ui.cards import anchor, cards, outside, paragraphs
from ui.words import known, word

SHOWN = 12  # provisions in "why this answer?"
_NUMBER = re.compile(r"\s?\[(\d+)\]")
_STRONG = re.compile(r"\*\*(.+?)\*\*")


def conversation(answers: Sequence[Answer], pending: str, language: Language) -> str:
    """All questions and answers, and the question that is being answered. New ones come at the end: that is what a
    screen reader announces of a log.
    """
    exchanges = "".join(asked(each.question, each.language) + answered(each) for each in answers)
    waiting = asked(pending, language) if pending else ""
    return (
        f'<section class="bw-log" id="bw-log" role="log" tabindex="-1" aria-labelledby="bw-log-title">'
        f'<h2 class="bw-hidden" id="bw-log-title">{word("log.title", language)}</h2>{exchanges}{waiting}</section>'
    )


def asked(question: str, language: Language) -> str:
    """A question in the conversation."""
    who = f'<span class="bw-hidden">{word("log.you", language)}: </span>'
    return f'<h3 class="bw-asked" lang="{language}">{who}{escape(question)}</h3>'


def answered(answer: Answer) -> str:
    """An answer with everything that belongs to it."""
    parts = (
        _badge(answer),
        _text(answer),
        _removed(answer),
        _notices(answer),
        cards(answer),
        _more(answer),
        _why(answer),
        _made(answer),
    )
    identity = escape(f"answer-{answer.id}")
    return (
        f'<article class="bw-answer" id="{identity}" lang="{answer.language}" tabindex="-1" aria-labelledby="{identity}-title">'
        f'<h4 class="bw-hidden" id="{identity}-title">{word("log.answer", answer.language)}</h4>{"".join(parts)}</article>'
    )


def _badge(answer: Answer) -> str:
    if answer.outcome is Outcome.ANSWERED:
        return ""
    return f'<p class="bw-badge">{escape(known(f"outcome.{answer.outcome}", answer.language))}</p>'


def _text(answer: Answer) -> str:
    """The answer, with [n] as links to the cards. Numbers without a card stay plain text."""
    labels = {citation.number: citation.label for citation in answer.citations}

    def link(found: re.Match[str]) -> str:
        number = int(found[1])
        if number not in labels:
            return found[0]
        name = escape(word("source.reference", answer.language, number=number, label=labels[number]))
        # A space that does not break keeps the number with the word it belongs to.
        return f'&nbsp;<a class="bw-ref" href="#{anchor(answer, number)}" aria-label="{name}">[{number}]</a>'

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


def buttons(questions: Sequence[str]) -> str:
    """Buttons that ask; chat.js hands the question on."""
    return "".join(
        f'<button type="button" class="bw-ask" data-question="{escape(each)}">{escape(each)}</button>'
        for each in questions
    )


def _why(answer: Answer) -> str:
    """What was considered, by which road it was found, and whether the answer uses it."""
    if not answer.considered:
        return ""
    language = answer.language
    rows = "".join(
        f'<tr><th scope="row">{escape(each.label)}</th>'
        f"<td>{escape(', '.join(known(f'found_by.{road}', language) for road in each.found_by))}</td>"
        f"<td>{word('why.yes' if each.used else 'why.no', language)}</td></tr>"
        for each in answer.considered[:SHOWN]
    )
    heads = "".join(
        f'<th scope="col">{word(f"why.{name}", language)}</th>' for name in ("provision", "found_by", "used")
    )
    rest = len(answer.considered) - SHOWN
    more = f"<p>{word('why.more', language, count=rest)}</p>" if rest > 0 else ""
    return (
        f'<details class="bw-why"><summary>{word("why.title", language)}</summary><p>{word("why.lead", language)}</p>'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{more}</details>"
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
    return f'<p class="bw-made">{escape(how)} {escape(days)}</p>'
