"""A note of one or more answers, without a form yet: its words in order, and its footnotes numbered through.

What comes from outside is made fit for a document here: no control characters, and nothing that turns the direction
of writing round. How to escape is the business of each form.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.types import Answer, Citation, Language, Outcome
from corpus.figures import in_words
from ui.export.reference import Footnote, edition, footnote
from ui.plain import clean, cut, line
from ui.words import known, word

SUBJECT = 90  # characters of a question in a title
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_MARK = re.compile(r"\s?\[(\d{1,4})\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a line, or, where `note` is a number, the mark of that footnote after them."""

    text: str = ""
    strong: bool = False
    note: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a point of a list."""

    pieces: tuple[Piece, ...]
    is_point: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One question with its answer. `remarks` are a name and what it says; `facts` the days, where answers differ."""

    heading: str
    language: Language
    question: str
    status: str
    answer: tuple[Block, ...]
    remarks: tuple[tuple[str, str], ...]
    footnotes: tuple[Footnote, ...]
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """The whole, in the order in which it is read."""

    language: Language
    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    sources: tuple[str, ...]
    made: tuple[str, ...]


def note(answers: Sequence[Answer], language: Language, made_on: date | None = None) -> Note:
    """The note of at least one answer; its own words are in `language`, each answer stays in its own."""
    frames = {_days((answer,), language) for answer in answers}
    day = ((word("note.made_on", language), in_words(made_on, language)),) if made_on else ()
    sections, last = [], 0
    for place, answer in enumerate(answers, 1):
        heading = "note.question" if len(answers) == 1 else "note.question_number"
        own = _days((answer,), language) if len(frames) > 1 else ()
        section = _section(answer, word(heading, language, number=place), last, own)
        last += len(section.footnotes)
        sections.append(section)
    return Note(
        language,
        _title(answers, language),
        day + _days(answers, language),
        tuple(sections),
        tuple(dict.fromkeys(_source(each, language) for answer in answers for each in answer.citations)),
        _made(answers, language),
    )


def _title(answers: Sequence[Answer], language: Language) -> str:
    if len(answers) > 1:
        return word("note.title_many", language, count=len(answers))
    return word("note.title", language, subject=cut(line(answers[0].question), SUBJECT))


def _days(answers: Sequence[Answer], language: Language) -> tuple[tuple[str, str], ...]:
    """The peildatum and the day of the corpus; several days where the answers differ."""
    named = (("note.as_of", {each.as_of for each in answers}), ("note.checked", {each.corpus_date for each in answers}))
    return tuple(
        (word(name, language), ", ".join(in_words(day, language) for day in sorted(days))) for name, days in named
    )


def _section(answer: Answer, heading: str, last: int, facts: tuple[tuple[str, str], ...]) -> Section:
    language, cited = answer.language, {each.number: each for each in answer.citations}
    used = [int(found) for found in _MARK.findall(answer.text) if int(found) in cited]
    order = {number: place for place, number in enumerate(dict.fromkeys((*used, *cited)), last + 1)}
    unmarked = [number for number in cited if number not in used]
    also = [Piece(f"{word('note.also', language)} {line(cited[each].label)}") for each in unmarked]
    blocks = (
        *_blocks(clean(answer.text), order),
        *(Block((piece, Piece(note=order[number]))) for piece, number in zip(also, unmarked, strict=True)),
    )
    status = "" if answer.outcome is Outcome.ANSWERED else known(f"outcome.{answer.outcome}", language)
    return Section(
        heading,
        language,
        line(answer.question),
        status,
        blocks,
        tuple(_remarks(answer)),
        tuple(footnote(place, cited[number], answer) for number, place in order.items()),
        facts,
    )


def _blocks(text: str, order: dict[int, int]) -> Iterator[Block]:
    """Lines as paragraphs, and lines that begin with "- " as points."""
    for each in filter(None, map(line, text.splitlines())):
        is_point = each.startswith("- ")
        yield Block(tuple(_pieces(each[2:] if is_point else each, order)), is_point)


def _pieces(text: str, order: dict[int, int]) -> Iterator[Piece]:
    """Words, strong words and marks. A number without a source stays what it was: text."""
    for place, words in enumerate(_STRONG.split(text)):  # the odd ones stood between stars
        start = 0
        for found in _MARK.finditer(words):
            if int(found[1]) in order:
                yield Piece(words[start : found.start()], strong=place % 2 == 1)
                yield Piece(note=order[int(found[1])])
                start = found.end()
        yield Piece(words[start:], strong=place % 2 == 1)


def _remarks(answer: Answer) -> Iterator[tuple[str, str]]:
    for each in answer.notices:
        address = f" {each.url}" if each.url else ""
        yield known(f"notice.{each.kind}", answer.language), line(each.text + address)
    if answer.removed:
        name = "answer.removed_one" if answer.removed == 1 else "answer.removed_many"
        yield "", word(name, answer.language, count=answer.removed)


def _source(citation: Citation, language: Language) -> str:
    kind = known(f"kind.{citation.kind}", language)
    title = line(citation.source_title)
    return word("note.source", language, title=title, kind=kind, edition=edition(citation, language))


def _made(answers: Iterable[Answer], language: Language) -> tuple[str, ...]:
    """Who wrote it, that it can be wrong, and from which index; a newer sentence for each model and index."""
    models = dict.fromkeys(line(each.model) for each in answers)
    indexes = dict.fromkeys(line(each.index.version) for each in answers)
    return (
        *(word("note.quoting" if each == "quoting" else "note.model", language, model=each) for each in models),
        word("note.can_be_wrong", language),
        *(word("note.index", language, version=each) for each in indexes),
    )
