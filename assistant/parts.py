"""The questions in one question: "what was the deadline, and since when is the act in force?" asks two things."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.references import references, without_names
from corpus.types import Source

LEAST = 3  # words; "en hoeveel dan" says nothing without the question before it
MOST = 3
_OPENS = (
    r"(?:(?:sinds|vanaf|tot|since|by) (?:wanneer|when)|(?:bij|van|aan|voor|to|from|by|for) (?:wie|welke?|whom?|which)"
    r"|wat|wie|wanneer|waar\w*|welke?|hoe\w*|moet\w*|mag|mogen|kan|kunnen|geldt|gelden|is|zijn|heeft|hebben|krijg\w*"
    r"|what|who|when|where|which|why|how|must|may|can|should|do|does|are|has|have(?! to)|will)\b"
)
_CUT = re.compile(rf"\?\s+|[.;]\s+(?={_OPENS})|,?\s+(?:en|and)\s+(?={_OPENS})", re.IGNORECASE)
_ASKS = re.compile(rf"(?:^|[,:]\s+)(?:(?:en|and|maar|but|dus|so)\s+)?{_OPENS}", re.IGNORECASE)


_DIFFER = re.compile(
    r"\bversch(?:il|illen)\b|\bdifferen(?:ce|ces|t)\b|\bvergelijk|\bcompare\b|\bversus\b|\bvs\b", re.IGNORECASE
)
_BETWEEN = re.compile(
    r"\b(?:tussen|between|compare|vergelijk)\s+(?P<one>[^?.,;:]{3,60}?)\s+(?:en|and|met|with)\s+(?P<other>[^?.,;:]{3,60})"
    r"|(?:^|[.?!]\s+|\bis\s+)(?P<first>(?:[\w-]+ ){0,2}[\w-]+)\s+(?:of|or|versus|vs\.?)\s+(?P<second>(?:[\w-]+ ){0,2}[\w-]+)(?=[,.?]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things that are asked: as it was typed, standing alone, and the whole question that it is read beside.

    Without a whole where each part is the question put to one act: the others would only distract.
    """

    typed: str
    text: str
    whole: str = ""


def parts(text: str, language: str) -> tuple[str, ...]:
    """What is asked, one by one, where more than one thing is; otherwise nothing. Of a comparison, both sides."""
    if _DIFFER.search(text) and (sides := _BETWEEN.search(text)):
        opening = {"nl": "Wat is", "en": "What is"}[language]
        return tuple(f"{opening} {side.strip()}?" for side in sides.groups() if side)
    cut = [part.strip(" ?") for part in _CUT.split(text)]
    asked = [part for part in cut if len(part.split()) >= LEAST and _ASKS.search(part)]
    return tuple(asked[:MOST]) if len(asked) > 1 else ()


def by_act(text: str, sources: Iterable[Source]) -> tuple[str, ...]:
    """What is asked of each of the acts that it names beside each other, one by one; nothing where it names one or none."""
    sources = tuple(sources)
    named = tuple(dict.fromkeys(each.source for each in references(text, sources) if each.source))
    if not 1 < len(named) <= MOST:
        return ()
    others = ([each for each in sources if each.id in named and each.id != own] for own in named)
    return tuple(" ".join(without_names(text, each).split()) for each in others)
