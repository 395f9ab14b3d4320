"""The terms that the texts define, by letter, each with what it means and where that is said."""

from collections.abc import Iterable
from html import escape
from itertools import groupby

from assistant.glossary import Meaning, Term
from ui.markup import paragraphs
from ui.pages.frame import Frame, page


def glossary_page(frame: Frame, terms: tuple[Term, ...]) -> str:
    """All of them, in one language."""
    groups = [(letter, tuple(each)) for letter, each in groupby(terms, key=lambda term: term.letter)]
    ways = "".join(f'<li><a href="#{_anchor(letter)}">{escape(letter)}</a></li>' for letter, _ in groups)
    listed = "".join(_letter(frame, letter, found) for letter, found in groups)
    title = frame.word("glossary.title")
    body = (
        f'<h1>{title}</h1><p class="pg-lead">{frame.word("glossary.lead", count=len(terms))}</p>'
        f'<nav class="pg-letters" aria-label="{frame.word("glossary.letters")}"><ul>{ways}</ul></nav>{listed}'
    )
    return page(frame, title, body)


def _anchor(letter: str) -> str:
    return "letter-" + (letter if letter.isalnum() else "overig")


def _letter(frame: Frame, letter: str, terms: Iterable[Term]) -> str:
    name = frame.word("glossary.letter", letter=letter)
    items = "".join(_term(frame, term) for term in terms)
    return (
        f'<section class="pg-letter" aria-label="{name}"><h2 id="{_anchor(letter)}">{escape(letter)}</h2>'
        f'<dl class="pg-terms">{items}</dl></section>'
    )


def _term(frame: Frame, term: Term) -> str:
    return f"<div><dt>{escape(term.name)}</dt>{''.join(_meaning(frame, each) for each in term.meanings)}</div>"


def _meaning(frame: Frame, meaning: Meaning) -> str:
    """Our words; where we wrote none, the official ones, marked as such."""
    if meaning.gist:
        said = paragraphs(meaning.gist)
    elif meaning.official:
        name = frame.word(f"reading.{meaning.official.standing}")
        said = f'<p class="pg-basis">{name}</p><blockquote>{escape(meaning.official.words)}</blockquote>'
    else:
        said = ""
    link = f'<a href="{frame.provision(meaning.provision)}">{escape(meaning.label)}</a>'
    return f'<dd>{said}<p class="pg-where">{link}</p></dd>'
