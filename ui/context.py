"""Where a cited provision stands: its own words whole, the parts before and after it, both languages. Pure data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from assistant import Refusal
from assistant.reading import Part
from assistant.types import Citation, Language
from corpus.types import Text
from ui.exchange import Exchange


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The part before or after the cited one."""

    eid: str
    label: str
    words: str
    language: str


@dataclass(frozen=True, slots=True)
class Side:
    """The cited provision in one language: official words where we have them, otherwise our own."""

    language: Language
    words: str
    is_official: bool


@dataclass(frozen=True, slots=True)
class Context:
    """`whole` holds all official words in the language of the citation; empty where they are not here."""

    whole: str = ""
    before: Neighbour | None = None
    after: Neighbour | None = None
    sides: tuple[Side, ...] = ()


NOWHERE = Context()
Contexts = Mapping[tuple[str, str], Context]  # by the id of the answer and of the provision


class Library(Protocol):
    """What an assistant can be asked for."""

    def article(self, source: str, eid: str, as_of: date | None = None) -> tuple[Part, ...]:
        """All parts of the article that a provision lies in."""


def contexts(exchanges: Iterable[Exchange], library: Library) -> Contexts:
    """Of every citation in the conversation."""
    return {
        (each.answer.id, citation.provision): context(citation, each.answer.as_of, library)
        for each in exchanges
        for citation in each.answer.citations
    }


def context(citation: Citation, as_of: date, library: Library) -> Context:
    """Nothing where the provision, or that edition of it, is not here any more: the card stands without it."""
    source, _, eid = citation.provision.partition("/")
    try:
        parts = library.article(source, eid, as_of)
    except Refusal:
        return NOWHERE
    part = next((each for each in parts if each.asked and each.edition.id == citation.edition), None)
    if part is None:
        return NOWHERE
    siblings = [each for each in parts if _parent(each) == _parent(part) and each.edition.id == part.edition.id]
    here = siblings.index(part)
    return Context(
        whole=_words(part.official, citation.language),
        before=_neighbour(siblings[here - 1], citation.language) if here else None,
        after=_neighbour(siblings[here + 1], citation.language) if here + 1 < len(siblings) else None,
        sides=_sides(part),
    )


def _parent(part: Part) -> str:
    return part.id.rpartition("__")[0]


def _neighbour(part: Part, language: Language) -> Neighbour | None:
    """Official words in that language, or our own."""
    words = _words(part.official, language) or part.gist.inside(language)
    return Neighbour(part.eid, part.label.inside(language), words, language) if words else None


def _words(texts: Iterable[Text], language: str) -> str:
    return next((each.words for each in texts if each.language == language), "")


def _sides(part: Part) -> tuple[Side, ...]:
    """Dutch and English, each with official words if both have them, so that like stands beside like."""
    languages: tuple[Language, Language] = ("nl", "en")
    official = {each: _words(part.official, each) for each in languages}
    own = {"nl": part.gist.nl, "en": part.gist.en}
    both = all(official.values())
    words = official if both else own
    return tuple(Side(each, words[each], both) for each in languages) if all(words.values()) else ()
