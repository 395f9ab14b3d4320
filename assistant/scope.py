"""What this assistant is about, which questions it declines, and whom to ask instead (scope.toml)."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from assistant.messages import message
from assistant.typed import ADDRESS
from assistant.types import Language, Notice, NoticeKind
from corpus.types import Bilingual

SCOPE = Path(__file__).parent / "scope.toml"
WHOLE = 4  # letters up to which a word of scope.toml is a whole one
QUOTED = 300  # characters of a question that a ready-made one quotes
_PART = re.compile(r"<([a-z]+)>")
_LINK = re.compile(rf"<a\b.*?(?:</a>|$)|!?\[[^\]]*{ADDRESS}", re.IGNORECASE | re.DOTALL)
_QUOTES = re.compile(
    r"[\"“”„«»]|(?<!\w)['‘’]|['‘’](?!\w)"
)  # they would end the quotation in which a question is handed on


@dataclass(frozen=True, slots=True)
class Declined:
    """A kind of question that is not answered, whatever our sources hold: how it is known, why, and whose it is."""

    kind: str
    why: Bilingual
    desk: str
    patterns: tuple[str, ...]
    unless: tuple[str, ...] = ()  # then it asks for the rule after all
    lasts: bool = False  # who was spoken of before still counts, where a question leans on that
    apart: bool = False  # what is asked beside it is answered all the same

    def fits(self, text: str) -> bool:
        """Whether a question is of this kind."""
        return _matches(text, self.patterns) and not _matches(text, self.unless)


@dataclass(frozen=True, slots=True)
class _Desk:
    name: str
    nl: str
    en: str
    url: str
    words: tuple[str, ...] = ()  # without any, only a kind of question leads here


@dataclass(frozen=True, slots=True)
class _Scope:
    field: tuple[str, ...]
    parts: dict[str, str]
    declined: tuple[Declined, ...]
    desk: tuple[_Desk, ...]


def in_field(text: str) -> bool:
    """Whether the question has a word of the field at all."""
    return _mentions(text, _scope().field)


def declining(typed: str, standalone: str) -> Declined | None:
    """The kind of question for which this one is declined; None where it may be answered."""
    typed = " ".join(typed.split())
    return next((each for each in _scope().declined if each.fits(standalone if each.lasts else typed)), None)


def verdict() -> Declined:
    """The kind of question that asks for a judgement on somebody."""
    return next(each for each in _scope().declined if each.kind == "person")


def desk(text: str, language: str) -> tuple[str, str]:
    """Whom to ask instead: a sentence and an address. The last desk of scope.toml takes everything."""
    return _said(_fitting(text), language)


def referral(question: str, language: Language, kind: Declined | None = None) -> Notice:
    """The desk for a question that is not answered here, and the question ready to be sent there, quoted as it is."""
    named = next((each for each in _scope().desk if kind and each.name == kind.desk), None)
    sentence, url = _said(named or _fitting(question), language)
    form = "referral.rule" if kind is None and in_field(question) else "referral.help"
    return Notice(NoticeKind.REFERRAL, message(form, language, desk=sentence, question=_quotable(question)), url=url)


def _quotable(question: str) -> str:
    """On one line, without links and quotation marks of its own, of a length that a letter can bear, closed by a sign."""
    words = " ".join(_QUOTES.sub("", _LINK.sub("…", question)).split()).replace("‘", "'").replace("’", "'")
    words = words if len(words) <= QUOTED else f"{words[:QUOTED].rpartition(' ')[0] or words[:QUOTED]} …"
    return words if words.endswith((".", "?", "!", "…")) else f"{words.rstrip(' :;,')}."


def _fitting(text: str) -> _Desk:
    every = _scope().desk
    return next((each for each in every if each.words and _mentions(text, each.words)), every[-1])


def _said(each: _Desk, language: str) -> tuple[str, str]:
    return (each.en if language == "en" else each.nl), each.url


def _mentions(text: str, words: tuple[str, ...]) -> bool:
    return _any_of(words).search(text) is not None


def _matches(text: str, patterns: tuple[str, ...]) -> bool:
    return bool(patterns) and _either(patterns).search(text) is not None


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Short ones must stand alone ("ai" is not in "airco"), longer ones may begin a word ("algorit")."""
    patterns = (rf"\b{re.escape(word)}" + (r"\b" if len(word) <= WHOLE else "") for word in words)
    return re.compile("|".join(patterns), re.IGNORECASE)


@cache
def _either(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """<who> in a pattern stands for the alternatives that scope.toml gives once under that name."""
    parts = _scope().parts
    whole = "|".join(f"(?:{each})" for each in patterns)
    return re.compile(_PART.sub(lambda part: f"(?:{parts[part[1]]})", whole), re.IGNORECASE)


@cache
def _scope() -> _Scope:
    return TypeAdapter(_Scope).validate_python(tomllib.loads(SCOPE.read_text(encoding="utf-8")))
