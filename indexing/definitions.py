"""Questions that ask what a word means, and the provisions that say so."""

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

import numpy as np

from corpus.types import LANGUAGES, Provision
from indexing.types import Scores
from indexing.words import stems

_WHEN = r"wanneer (?:ben je|is iets|is iemand|ben ik|zijn we|spreek je van|heet iets)"
_ASKS = re.compile(
    r"\bwat (?:is|zijn|betekent|betekenen|houdt|bedoelt|bedoelen|wordt verstaan onder)\b|\bwat verstaa(?:t|n)\b|\bdefinitie|\bbegrip\b"
    rf"|\b{_WHEN} een?\b"
    r"|\bwhat(?:['’]?s| is| are| does| counts as)\b|\bdefin(?:e|ition)|\bmeaning of\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"definiti|begrip|woorden betekenen|verstaan onder", re.IGNORECASE)
_TERM = re.compile(
    r"\b(?:wat (?:is|zijn|betekent|betekenen|houdt)|(?:bedoel\w*|verstaa\w*) .{0,60}?\b(?:met|onder)"
    r"|(?:definitie|betekenis) van|begrip|wie (?:is|zijn)"
    rf"|{_WHEN}"
    r"|wh(?:at|o)(?:['’]?s| is| are)(?: meant by)?|what (?:does|do)|counts as|(?:definition|meaning) of|define)\s+"
    r"(?P<term>[^?.,;:()]+)",
    re.IGNORECASE,
)
# What comes behind a term: "… volgens de Cbw", "… in gewone taal", "… mean under the AI Act".
_BEHIND = re.compile(
    r"\b(?:volgens|in gewone|in het kort|in de zin|according|under|means?|in plain|in simple|stand for|bedoeld|precies)\b.*",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\(([^()]+(?:\([^()]*\))?[^()]*)\)$|^.*\b(?:begrip|definition of) (.+)$")
_QUOTED = re.compile(r"^\W*[‘“\"„']([^’”\"']+)[’”\"']\s*(?::|means|is\b)")


def asks_meaning(question: str) -> bool:
    """Whether it may ask for a definition: "Wat is een deployer?", "What does provider mean?"."""
    return bool(_ASKS.search(question))


def is_definition(provision: Provision) -> bool:
    """Whether it lies in an article of definitions, or is one of a list of defined terms."""
    lies_in = f"{provision.headings.nl} {provision.headings.en}"
    return "__def_" in provision.eid or ("__point_" in provision.eid and bool(_ARTICLE.search(lies_in)))


def term_asked(question: str) -> str:
    """The words whose meaning is asked: "deployer" in "Wat is een deployer volgens de wet?"; empty: none is."""
    match = _TERM.search(question)
    return _BEHIND.sub("", match["term"]).strip() if match else ""


def terms(provision: Provision, language: str) -> Iterable[str]:
    """What a provision says the meaning of: the term of its label or its text, and what its own questions ask."""
    if is_definition(provision):
        if label := _LABEL.search(provision.label.inside(language)):
            yield label[1] or label[2]
        text = provision.text(language)
        if text and (quoted := _QUOTED.match(text.words)):
            yield quoted[1]
    for ask in provision.digest.asks(language) if provision.digest else ():
        yield term_asked(ask)


class Definitions:
    """Which provision of an index defines or explains which term; read when a meaning is first asked for."""

    def __init__(self, provisions: Sequence[Provision]) -> None:
        self._defining = np.array([is_definition(each) for each in provisions], np.float32)
        self._places: dict[str, dict[frozenset[str], set[int]]] = {language: {} for language in LANGUAGES}
        for place, provision in enumerate(provisions):
            for language in LANGUAGES:
                for term in filter(None, terms(provision, language)):
                    if words := frozenset(stems(term, language)):
                        self._places[language].setdefault(words, set()).add(place)

    def match(self, question: str, official: AbstractSet[str], language: str) -> dict[str, Scores]:
        """Which provisions define words at all, which of them the one that is asked for, and what explains it besides."""
        explained = self.explained(question, official, language)
        return {
            "definition": self._defining,
            "defined": explained * self._defining,
            "explained": explained * (1 - self._defining),
        }

    def explained(self, question: str, official: AbstractSet[str], language: str) -> Scores:
        """For every provision how much of what is asked it explains: 1 where its term is the one asked for.

        `official` are stems that the glossary adds. Terms count in both languages: who asks in Dutch says "deployer".
        """
        found, term = np.zeros_like(self._defining), term_asked(question)
        for each in LANGUAGES:
            typed = frozenset(stems(term, each))
            known = typed | official if each == language else typed
            for words, places in self._places[each].items() if typed else ():
                if words <= known:
                    here = list(places)
                    found[here] = np.maximum(found[here], min(1.0, (len(words) / len(typed)) ** 0.5))
        return found
