"""One reaction as HTML: what was said, and the answer as it was. Pure."""

from collections.abc import Mapping
from html import escape

from assistant.types import Answer, Language
from corpus.figures import in_words
from ui.feedback.judgement import Entry
from ui.markup import outside, paragraphs
from ui.plain import address, line
from ui.words import known, word


def detail(entry: Entry, answer: Answer, names: Mapping[str, str], language: Language) -> str:
    """What stands under the title; `names` are the short titles of the sources, by id."""
    used = "".join(
        f"<li>[{each.number}] {outside(address(each.url), each.label, language) or escape(each.label)}</li>"
        for each in answer.citations
    )
    unused = "".join(f"<li>{escape(each.label)}</li>" for each in answer.considered if not each.used)
    notices = "".join(f"<p>{escape(each.text)}</p>" for each in answer.notices)
    return (
        f"{_facts(entry, answer, names, language)}<h2>{word('overview.answer', language)}</h2>"
        f'<div class="bw-then" lang="{answer.language}">{paragraphs(answer.text)}{notices}</div>'
        f"{_cited(used, language)}{_considered(unused, language)}"
        f'<p><a href="../overzicht?taal={language}">{word("overview.back", language)}</a></p>'
    )


def _facts(entry: Entry, answer: Answer, names: Mapping[str, str], language: Language) -> str:
    nearest = names.get(entry.topic, entry.topic) or word("overview.no_source", language)
    day = in_words(answer.as_of, language)
    made = word("overview.made_with", language, model=line(answer.model), version=entry.index_version, day=day)
    facts = (
        ("question", entry.question),
        ("day", in_words(entry.given_at.date(), language)),
        ("verdict", known(f"verdict.{entry.verdict}", language)),
        ("reasons", ", ".join(known(f"reason.{each}", language) for each in entry.reasons)),
        ("remark", entry.text),
        ("outcome", known(f"outcome.{entry.outcome}", language)),
        ("topic", nearest),
        ("made", made),
    )
    rows = "".join(
        f"<dt>{word(f'overview.{name}', language)}</dt><dd>{escape(said)}</dd>" for name, said in facts if said
    )
    return f'<dl class="bw-facts">{rows}</dl>'


def _cited(items: str, language: Language) -> str:
    return f"<h2>{word('overview.cited', language)}</h2><ul>{items}</ul>" if items else ""


def _considered(items: str, language: Language) -> str:
    """Folded: it is long, and only sometimes what one looks for."""
    if not items:
        return ""
    return f"<details><summary>{word('overview.considered', language)}</summary><ul>{items}</ul></details>"
