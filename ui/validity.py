"""The edition and the days of a cited provision, in words: from when it is in force, must be followed, and until when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.types import Citation, Language
from corpus.figures import in_words
from ui.words import word


@dataclass(frozen=True, slots=True)
class Moment:
    """A day as it is told; `is_later`: a beginning that is still to come, seen from the peildatum."""

    text: str
    is_later: bool = False


def edition(citation: Citation, language: Language) -> str:
    """ "versie van 27 juli 2026", or its name where it has no day, such as "versie v1.3"."""
    try:
        return word("source.edition", language, day=in_words(date.fromisoformat(citation.edition), language))
    except ValueError:
        return word("source.edition_name", language, name=citation.edition)


def moments(citation: Citation, as_of: date, language: Language) -> Iterator[Moment]:
    """The days that a reader must know on the peildatum; a paper is never in force, and one day is told once."""

    def told(name: str, day: date, *, is_later: bool = False) -> Moment:
        return Moment(word(f"source.{name}", language, day=in_words(day, language)), is_later)

    begins, applies = citation.valid_from, citation.applies_from
    if begins and (citation.kind.is_law or begins > as_of):
        yield told("coming" if begins > as_of else "in_force", begins, is_later=begins > as_of)
    if applies and applies != begins:
        yield told("applies_from" if applies > as_of else "applies_since", applies, is_later=applies > as_of)
    if citation.valid_until:
        yield told("until", citation.valid_until)
