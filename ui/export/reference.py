"""The footnote of a citation: the official reference, the edition and its days, the words, and where to read it."""

import re
from dataclasses import dataclass
from datetime import date

from assistant.types import Answer, Citation, Language
from corpus.figures import in_words
from corpus.types import Standing, Verified
from ui.plain import address, line
from ui.words import word

_BWB = re.compile(r"wetten\.overheid\.nl/(BWB[RV]\d{7})")
_STEPS = {"art": "artikel", "para": "lid", "annex": "bijlage"}  # of an id, as JCI calls them


@dataclass(frozen=True, slots=True)
class Footnote:
    """What stands under the line, in three parts: before the address, the address, and the code of a Dutch text."""

    number: int
    text: str
    url: str
    code: str


def footnote(number: int, citation: Citation, answer: Answer) -> Footnote:
    """In the language of its answer."""
    language = answer.language
    reference = f"{line(citation.label)}. {line(citation.source_title)}, {edition(citation, language)}."
    said = (reference, *_days(citation, answer), _words(citation, language), _unverified(citation, language))
    return Footnote(number, " ".join(filter(None, said)), address(citation.url), jci(citation, answer.as_of))


def edition(citation: Citation, language: Language) -> str:
    """ "versie van 27 juli 2026", or its name where it has no day."""
    try:
        return word("source.edition", language, day=in_words(date.fromisoformat(citation.edition), language))
    except ValueError:
        return word("source.edition_name", language, name=line(citation.edition))


def jci(citation: Citation, day: date) -> str:
    """The Juriconnect reference (JCI 1.3) of a text on wetten.overheid.nl, as it holds on that day; otherwise empty."""
    found = _BWB.search(citation.url)
    if not found:
        return ""
    places = (step.partition("_") for step in citation.provision.partition("/")[2].split("__"))
    steps = [
        f"&{_STEPS[kind]}={number}" for kind, _, number in places if kind in _STEPS and re.fullmatch(r"\w+", number)
    ]
    holds = max(day, citation.valid_from or day)
    return f"jci1.3:c:{found[1]}{''.join(steps)}&g={holds.isoformat()}"


def _days(citation: Citation, answer: Answer) -> list[str]:
    """When it is in force and from when it must be followed, seen from the peildatum."""
    language, today = answer.language, answer.as_of
    said: list[tuple[str, date]] = []
    if citation.valid_from and (citation.kind.is_law or citation.valid_from > today):
        said.append(("coming" if citation.valid_from > today else "in_force", citation.valid_from))
    if citation.applies_from and citation.applies_from != citation.valid_from:
        said.append(("applies_from" if citation.applies_from > today else "applies_since", citation.applies_from))
    if citation.valid_until:
        said.append(("until", citation.valid_until))
    return [f"{word(f'source.{name}', language, day=in_words(day, language))}." for name, day in said]


def _words(citation: Citation, language: Language) -> str:
    """The official words as a quotation; a summary is never one."""
    if not citation.quote or citation.basis != "official":
        return word("note.own_words", language)
    quoted = line(citation.quote)
    if not re.search(r"[.;:!?][\"”’)]*$", quoted):  # it stops inside a sentence
        quoted += " […]"
    is_derived = citation.standing in (Standing.DERIVED, Standing.EXCERPT)
    return word("note.derived" if is_derived else "note.quoted", language, quote=quoted)


def _unverified(citation: Citation, language: Language) -> str:
    return "" if citation.verified is Verified.OFFICIAL else word("source.unverified", language)
