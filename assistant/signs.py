"""What turns the meaning of a clause: a negation, at least or at most, may or must, if or unless.

Telling words alone cannot see these turns, and each is one small word. So every clause of a sentence is laid beside the
clause of the cited text, in the same language, with which it shares the most telling words, and must turn the same way.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from assistant.draft import cited
from indexing.words import stems

TELLING = 2  # words that two clauses share and have no others: then they are the same clause, wherever they stand
ALIGNED = 0.5  # of a clause's telling words must be shared before two clauses say anything about each other

# Expressions with a negation in them that negate nothing, or that set a bound. They are read before all else.
_IDIOMS = (
    (r"\b(?:al dan niet|of niet|whether or not|or not|niet alleen|not only|niet zonder|not without)\b", " "),
    (r"\b(?:niet|geen) (?:minder|korter|lager) dan|\b(?:no|not) (?:less|fewer|shorter|lower) than", " minstens "),
    (r"\b(?:niet|geen) (?:meer|langer|later|hoger) dan|\b(?:no|not) (?:more|longer|later|higher) than", " hoogstens "),
)
_NEGATION = re.compile(
    r"\b(?:niet|geen|nooit|niets|niemand|nergens|noch|evenmin|zonder|"
    r"not|no|never|nothing|nobody|none|nowhere|neither|nor|without|cannot|\w+n['’]t)\b",
    re.IGNORECASE,
)
# Signs that exclude each other, whatever the language.
_SIGNS = {
    "least": r"minstens|ten ?minste|minimaal|at least|at a minimum",
    "most": r"hoogstens|ten hoogste|maximaal|uiterlijk|binnen|at most|at the latest|within",
    "more": r"meer dan|langer dan|hoger dan|more than|longer than|higher than",
    "fewer": r"minder dan|korter dan|lager dan|less than|fewer than|shorter than|lower than",
    "may": r"mag|mogen|may",
    "must": r"moet|moeten|verplicht|must|shall|obliged|required",
    "if": r"als|indien|wanneer|mits|if|when|provided that",
    "unless": r"tenzij|behalve als|behalve wanneer|unless|except if|except when|except where",
    "before": r"vóór|voordat|before|prior to",
    "after": r"nadat|after",
}
_PATTERNS = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _SIGNS.items()}
_OPPOSITES = (("least", "most"), ("more", "fewer"), ("may", "must"), ("if", "unless"), ("before", "after"))
_CUT = re.compile(
    r"[,;:()\n–—]|\s-\s|\b(?=(?:maar|tenzij|behalve|als|wanneer|indien|mits|omdat|terwijl|hoewel|"
    r"but|unless|except|if|when|because|while|although|provided)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence: its telling words, those of the whole sentence, whether it negates, and its signs."""

    words: frozenset[str]
    around: frozenset[str]
    negates: bool
    signs: frozenset[str]

    def turns_like(self, other: "Clause") -> bool:
        """Whether both negate or neither does, and no sign of the one excludes a sign of the other."""
        if self.negates is not other.negates:
            return False
        pairs = [(one, two) for pair in _OPPOSITES for one, two in (pair, pair[::-1])]
        return not any(
            one in self.signs - other.signs and two in other.signs - self.signs
            for one, two in pairs
            if not (self.negates and one in {"may", "must"})  # "may not" and "must not" both forbid
        )


def turns_alike(sentence: str, known: Iterable[str], language: str) -> bool:
    """Whether each clause turns like the clause nearest to it in `known`, the cited words in the sentence's language.

    Where several are equally near, one that turns alike suffices. A clause that is near none is not judged here.
    """
    held = [clause for text in known for clause in clauses(text, language)]
    return all(_agrees(clause, held) for clause in clauses(sentence, language))


def negates(text: str) -> bool:
    """Whether a text holds a negation, in either language."""
    return _NEGATION.search(_without_idioms(text)) is not None


def _agrees(clause: Clause, held: list[Clause]) -> bool:
    near = [each for each in held if clause.words and len(clause.words & each.words) >= ALIGNED * len(clause.words)]
    if not near:
        return True
    if len(clause.words) >= TELLING and any(clause.words == each.words and clause.turns_like(each) for each in near):
        return True
    nearness = {each: _nearness(clause, each) for each in near}
    nearest = max(nearness.values())
    return any(clause.turns_like(each) for each in near if nearness[each] == nearest)


def _nearness(clause: Clause, other: Clause) -> tuple[int, int, float]:
    """Words shared by the clauses; by their sentences; and the part of both clauses' words that is shared."""
    shared = len(clause.words & other.words)
    return shared, len(clause.around & other.around), shared / len(clause.words | other.words)


@lru_cache(maxsize=512)  # the same few provisions are held against many sentences
def clauses(text: str, language: str) -> tuple[Clause, ...]:
    """The clauses of a text with anything telling in them."""
    found = []
    for sentence in cited(text, 0):
        plain = _without_idioms(sentence.text)
        around = _telling(plain, language)
        found += [_clause(part, around, language) for part in _CUT.split(plain) if part and part.strip()]
    return tuple(dict.fromkeys(each for each in found if each.words))


def _clause(part: str, around: frozenset[str], language: str) -> Clause:
    signs = frozenset(name for name, pattern in _PATTERNS.items() if pattern.search(part))
    return Clause(_telling(part, language), around, _NEGATION.search(part) is not None, signs)


def _telling(text: str, language: str) -> frozenset[str]:
    return frozenset(stems(_NEGATION.sub(" ", text), language))


def _without_idioms(text: str) -> str:
    for pattern, plain in _IDIOMS:
        text = re.sub(pattern, plain, text, flags=re.IGNORECASE)
    return text
