"""An answer as one text for somebody else's window: the answer, and under a line its sources with links (Markdown).

Programs drop fields that they do not know, so what a reader must see stands in the text: sources, warnings, how it was
made. Pure: an answer in, text out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.types import Answer, Citation
from corpus.figures import in_words
from ui.plain import is_web
from ui.words import word

LINE = "\n\n---\n\n"  # between the answer and its footnotes
QUOTED = 400  # characters of official words below a source
_NUMBER = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a [n] stands in the text (in characters, the end not included), and the source that it means."""

    start: int
    end: int
    citation: Citation


def with_footnotes(answer: Answer) -> str:
    """The answer first, unchanged; everything that belongs to it below the line."""
    parts = (_choices(answer), _notices(answer), _sources(answer), _made(answer))
    return answer.text + LINE + "\n\n".join(part for part in parts if part)


def without_footnotes(text: str) -> str:
    """The answer alone again, when a program sends it back as the history of a conversation."""
    return text.partition(LINE)[0]


def marks(answer: Answer) -> tuple[Mark, ...]:
    """Every [n] of the answer whose source has an address on the web, in order."""
    cited = {each.number: each for each in answer.citations if is_web(each.url)}
    return tuple(
        Mark(found.start(), found.end(), cited[int(found[1])])
        for found in _NUMBER.finditer(answer.text)
        if int(found[1]) in cited
    )


def _choices(answer: Answer) -> str:
    return _list("footnote.choices", answer, iter(answer.choices))


def _notices(answer: Answer) -> str:
    said = (
        f"{each.text} <{each.url}>" if each.url and is_web(each.url) else each.text  # an address that stands for itself
        for each in answer.notices
    )
    return _list("footnote.mind", answer, said)


def _sources(answer: Answer) -> str:
    return _list("footnote.sources", answer, (_source(each, answer) for each in answer.citations))


def _source(citation: Citation, answer: Answer) -> str:
    label = re.sub(r"([\[\]*_`<])", r"\\\1", citation.label)
    line = f"[{citation.number}] [{label}]({_inside(citation.url)})" if is_web(citation.url) else label
    if citation.applies_from and citation.applies_from > answer.as_of:
        line += (
            f", {word('footnote.applies_from', answer.language, day=in_words(citation.applies_from, answer.language))}"
        )
    if citation.quote:
        words = " ".join(citation.quote.split())
        line += f"\n  > “{words if len(words) <= QUOTED else words[:QUOTED].rpartition(' ')[0] + ' …'}”"
    return line


def _inside(url: str) -> str:
    """An address between the brackets of a link: what would end it early is written as a number."""
    return re.sub(r"[\s()<>]", lambda found: f"%{ord(found[0]):02X}", url)


def _made(answer: Answer) -> str:
    """That it comes from an AI system; and where it says something, how it was made and up to which day."""
    language = answer.language
    checked = word("page.checked", language, day=in_words(answer.corpus_date, language))
    said = [word("footnote.ai", language)]
    if answer.citations:
        quotes = answer.model == "quoting"
        said += [
            word("footnote.read", language),
            word("answer.quoting", language) if quotes else word("answer.model", language, model=answer.model),
            word("answer.as_of", language, day=in_words(answer.as_of, language)),
        ]
    return f"*{' '.join((*said, checked))}*"


def _list(title: str, answer: Answer, lines: Iterator[str]) -> str:
    items = "\n".join(f"- {line}" for line in lines)
    return f"**{word(title, answer.language)}**\n\n{items}" if items else ""
