"""Questions that ask what a word means, and the provisions that say so."""

import re

from corpus.types import Provision

_ASKS = re.compile(
    r"\bwat (?:is|zijn|betekent|betekenen|houdt|bedoelt|wordt verstaan onder)\b|\bwat verstaa(?:t|n)\b|\bdefinitie|\bbegrip\b"
    r"|\bwanneer (?:ben je|is iets|is iemand|ben ik|zijn we) een?\b"
    r"|\bwhat (?:is|are|does|counts as|is meant by)\b|\bdefin(?:e|ition)|\bmeaning of\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"definiti|begrip|woorden betekenen|verstaan onder", re.IGNORECASE)


def asks_meaning(question: str) -> bool:
    """Whether it may ask for a definition: "Wat is een deployer?", "What does provider mean?"."""
    return bool(_ASKS.search(question))


def is_definition(provision: Provision) -> bool:
    """Whether it lies in an article of definitions, or is one of a list of defined terms."""
    lies_in = f"{provision.headings.nl} {provision.headings.en}"
    return "__def_" in provision.eid or ("__point_" in provision.eid and bool(_ARTICLE.search(lies_in)))
