"""From what was typed to what is searched: language, a question that stands alone, the day it is about, its scope."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from assistant.days import day_in, set_later
from assistant.errors import BadQuestion
from assistant.follow_ups import after_leaving, standalone, talk_before
from assistant.messages import message
from assistant.parts import Part, by_act, parts
from assistant.roles import NOBODY, Perspective, perspective
from assistant.scope import Declined, in_field
from assistant.typed import searched
from assistant.types import Language, Question, Turn
from corpus.types import Source
from indexing.kinds import asks_day, asks_duty, asks_list, asks_moment
from indexing.leaning import Talk

LIMIT = 4000  # characters
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


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it is searched; `in_field`: it, or the conversation it stands in, has a word of the field.

    `parts`: what it asks one by one, where it asks more than one thing. `talk`: the conversation it stands in, if that is about our field.
    `set_later`: days that only editions after `as_of` know (`set_later`).
    """

    text: str
    language: Language
    as_of: date
    in_field: bool = True
    talk: Talk | None = None
    asks_list: bool = False  # more than one thing, or all of them
    asks_duty: bool = False  # what must or may be done
    asks_moment: bool = False  # a day or a period is asked for
    asks_day: bool = False  # from which day something holds
    parts: tuple[Part, ...] = ()
    perspective: Perspective = NOBODY  # who asks
    set_later: frozenset[str] = frozenset()

    @property
    def typed(self) -> str:
        """Its own words, without what was carried over from the conversation."""
        return self.talk.typed if self.talk else self.text

    @property
    def leans(self) -> bool:
        """Whether it has the form of a question that goes on about the one before."""
        return self.text != self.typed


def understand(question: Question, today: date, sources: Iterable[Source] = ()) -> Query:
    """Raises BadQuestion where there is nothing to understand, or too much. `sources` are those that it may name."""
    sources = tuple(sources)
    typed = searched(question.question[:LIMIT])
    language = question.language or detect_language(typed)
    if not re.search(r"\w", typed):
        raise BadQuestion(message("error.empty", language))
    if len(question.question) > LIMIT:
        raise BadQuestion(message("error.too_long", language, length=len(question.question), limit=LIMIT))
    history, another = question.history, after_leaving(typed)
    if another and history:  # who says that this is something else is taken at their word
        typed, history = another, ()
    conversation = " ".join([*(turn.content for turn in history), typed])
    text = standalone(typed, history, sources, language)
    as_of = question.as_of or day_in(text) or today
    # What follows an answer with a source is in the field, whatever its words.
    cited = any(turn.role == "assistant" and _CITED.search(turn.content) for turn in history)
    ours = in_field(conversation)
    return Query(
        text,
        language,
        as_of,
        in_field=ours or (cited and text != typed),
        talk=talk_before(typed, history, sources, language) if ours or cited else None,
        asks_moment=asks_moment(text),
        asks_day=asks_day(text),
        asks_list=asks_list(text),
        asks_duty=asks_duty(text),
        parts=_parts(text, sources, language),
        perspective=perspective(question, language),
        set_later=set_later(sources, as_of),
    )


def without(query: Query, kind: Declined) -> Query | None:
    """A question without its parts of a kind that is declined; None where nothing else is asked, or it belongs together."""
    rest = tuple(part for part in query.parts if not kind.fits(part.typed))
    if not kind.apart or query.talk or len(rest) in (0, len(query.parts)):
        return None
    return replace(query, text=" ".join(f"{part.typed}?" for part in rest), parts=rest if len(rest) > 1 else ())


def _parts(text: str, sources: tuple[Source, ...], language: str) -> tuple[Part, ...]:
    """Each of them leans on those before it, as a follow-up does; what names two acts is asked of each."""
    asked = parts(text, language)
    if not asked:
        return tuple(Part(each, each) for each in by_act(text, sources))
    found: list[Part] = []
    for place, each in enumerate(asked):
        before = tuple(Turn("user", other) for other in asked[:place])
        sides = [Part(side, side) for side in by_act(each, sources)]
        found += sides or [Part(each, standalone(each, before, sources, language), text)]
    return tuple(found)


def detect_language(text: str) -> Language:
    """Dutch unless the function words say English."""
    words = re.findall(r"[a-z]+", text.lower())
    english = sum(word in _FUNCTION_WORDS["en"] for word in words)
    return "en" if english > sum(word in _FUNCTION_WORDS["nl"] for word in words) else "nl"
