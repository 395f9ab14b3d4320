"""From what was typed to what is searched: language, a question that stands alone, the day it is about, its scope."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from assistant.days import day_in
from assistant.errors import BadQuestion
from assistant.follow_ups import standalone
from assistant.messages import message
from assistant.parts import parts
from assistant.roles import NOBODY, Perspective, perspective
from assistant.typed import searched
from assistant.types import Language, Question, Turn
from corpus.types import Source

LIMIT = 4000  # characters
WHOLE = 4  # letters up to which a word of scope.toml is a whole one
SCOPE = Path(__file__).parent / "scope.toml"
_FUNCTION_WORDS: dict[Language, set[str]] = {
    "nl": set(
        "de het een en van is in op te dat die voor met zijn wat wie hoe wanneer welke moet moeten mag we wij onze ons "
        "ik je jij u er niet ook bij als aan of om door naar kan geldt onder dit deze hebben over vanaf gaat waar".split()
    ),
    "en": set(
        "the a an and of is in on to that which for with are what who how when must should may we our us i you there "
        "not also at as or by from can does do this these have about it be under where has explain tell give list "
        "act article deadline deadlines municipality municipalities".split()
    ),
}
_CITED = re.compile(r"\[\d+\]")
_MOMENT = re.compile(
    r"\b(wanneer|vanaf|sinds|hoe ?lang|hoe snel|termijn|deadline|datum|hoeveel (?:uur|dagen|weken|maanden|tijd)|"
    r"when|since|how long|how soon|how quickly|what date)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it is searched; `in_field`: it, or the conversation it stands in, has a word of the field.

    `parts`: what it asks one by one, each standing alone, where it asks more than one thing.
    """

    text: str
    language: Language
    as_of: date
    in_field: bool = True
    asks_moment: bool = False  # a day or a period is asked for
    parts: tuple[str, ...] = ()
    perspective: Perspective = NOBODY  # who asks


def understand(question: Question, today: date, sources: Iterable[Source] = ()) -> Query:
    """Raises BadQuestion where there is nothing to understand, or too much. `sources` are those that it may name."""
    typed = searched(question.question[:LIMIT])
    language = question.language or detect_language(typed)
    if not re.search(r"\w", typed):
        raise BadQuestion(message("error.empty", language))
    if len(question.question) > LIMIT:
        raise BadQuestion(message("error.too_long", language, length=len(question.question), limit=LIMIT))
    conversation = " ".join([*(turn.content for turn in question.history), typed])
    text = standalone(typed, question.history, sources, language)
    as_of = question.as_of or day_in(text) or today
    # What leans on an answer with a source is in the field; made stand-alone, it has nobody's very words any more.
    leans = text != typed and any(turn.role == "assistant" and _CITED.search(turn.content) for turn in question.history)
    return Query(
        text,
        language,
        as_of,
        leans or in_field(conversation),
        asks_moment=bool(_MOMENT.search(text)),
        parts=_parts(text, tuple(sources), language),
        perspective=perspective(question, language),
    )


def _parts(text: str, sources: tuple[Source, ...], language: str) -> tuple[str, ...]:
    """Each of them leans on those before it, as a follow-up does."""
    asked = parts(text)
    before = [tuple(Turn("user", each) for each in asked[:place]) for place in range(len(asked))]
    return tuple(standalone(each, turns, sources, language) for each, turns in zip(asked, before, strict=True))


def detect_language(text: str) -> Language:
    """Dutch unless the function words say English."""
    words = re.findall(r"[a-z]+", text.lower())
    english = sum(word in _FUNCTION_WORDS["en"] for word in words)
    return "en" if english > sum(word in _FUNCTION_WORDS["nl"] for word in words) else "nl"


def in_field(text: str) -> bool:
    """Whether the question has a word of the field at all."""
    return _mentions(text, _scope().field)


def is_about_a_person(text: str) -> bool:
    """Whether a judgement on a particular person is asked for."""
    return any(re.search(pattern, text) for pattern in _scope().person)


def desk(text: str, language: str) -> tuple[str, str]:
    """Whom to ask instead: a sentence and an address. The last desk of scope.toml takes everything."""
    fitting = [each for each in _scope().desk if not each.words or _mentions(text, each.words)]
    return (fitting[0].en if language == "en" else fitting[0].nl), fitting[0].url


def _mentions(text: str, words: tuple[str, ...]) -> bool:
    return _any_of(words).search(text) is not None


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Short ones must stand alone ("ai" is not in "airco"), longer ones may begin a word ("algorit")."""
    patterns = (rf"\b{re.escape(word)}" + (r"\b" if len(word) <= WHOLE else "") for word in words)
    return re.compile("|".join(patterns), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Desk:
    words: tuple[str, ...]
    nl: str
    en: str
    url: str


@dataclass(frozen=True, slots=True)
class _Scope:
    field: tuple[str, ...]
    person: tuple[str, ...]
    desk: tuple[_Desk, ...]


@cache
def _scope() -> _Scope:
    return TypeAdapter(_Scope).validate_python(tomllib.loads(SCOPE.read_text(encoding="utf-8")))
