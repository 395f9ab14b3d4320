"""What happens to a question, told to who asks it. Every sentence follows from a fact; the words are in wording/goes.toml."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.types import Language
from ui.accountability.facts import Facts
from ui.accountability.whereabouts import Where
from ui.words import word


@dataclass(frozen=True, slots=True)
class Section:
    """`name` is an id within the page; everything else is plain text."""

    name: str
    title: str
    sentences: tuple[str, ...]


def in_short(facts: Facts, language: Language) -> str:
    """The one thing to know: whether anything of a question leaves the machine."""
    if not facts.elsewhere:
        return word("goes.short_here", language)
    return word("goes.short_elsewhere", language, hosts=_listed(facts.elsewhere, language))


def told(facts: Facts, language: Language) -> tuple[Section, ...]:
    """All of it, in the order in which people ask."""
    parts = (("way", _way), ("kept", _kept), ("noted", _noted), ("stopped", _stopped), ("yourself", _yourself))
    return tuple(Section(name, word(f"goes.{name}", language), tuple(make(facts, language))) for name, make in parts)


def way(facts: Facts, language: Language) -> str:
    """Only where it goes, as one text."""
    return " ".join(_way(facts, language))


def kept(facts: Facts, language: Language) -> str:
    """Only what is kept and for how long, as one text."""
    return " ".join(_kept(facts, language))


def noted(facts: Facts, language: Language) -> str:
    """Only what is written down and counted, as one text."""
    return " ".join(_noted(facts, language))


def _way(facts: Facts, language: Language) -> Iterator[str]:
    yield word("goes.searched", language)
    if facts.searcher.where is not Where.NONE:
        yield word(f"goes.searcher_{facts.searcher.where}", language, host=facts.searcher.name)
    if not facts.model:
        yield word("goes.no_model", language)
    else:
        yield word(f"goes.model_{facts.writer.where}", language, model=facts.model, host=facts.writer.name)
        yield word("goes.model_gets", language)
        if facts.writer.is_elsewhere:
            yield word("goes.model_keeps", language, host=facts.writer.name)
    if facts.traced:
        yield word("goes.traced", language)
    if not facts.elsewhere:
        yield word("goes.nowhere", language)
    yield word("goes.nothing_loaded", language)


def _kept(facts: Facts, language: Language) -> Iterator[str]:
    yield word("goes.not_kept", language)
    yield word("goes.conversation", language)
    yield word("goes.feedback", language)
    yield word(f"goes.keeper_{facts.keeper.where}", language, host=facts.keeper.name)
    yield word("goes.days", language, days=facts.days)
    yield word("goes.note", language)


def _noted(facts: Facts, language: Language) -> Iterator[str]:
    yield word("goes.logged" if facts.logged else "goes.not_logged", language)
    yield word("goes.numbers", language)
    yield word("goes.counted" if facts.counted else "goes.not_counted", language, rate=facts.counted)
    if facts.signs_in:
        yield word("goes.signed_in", language)


def _stopped(_: Facts, language: Language) -> Iterator[str]:
    yield word("goes.personal", language)
    yield word("goes.checked", language)


def _yourself(facts: Facts, language: Language) -> Iterator[str]:
    yield word("goes.no_names", language)
    yield word("goes.clear", language)
    yield word("goes.turn_to" if facts.contact else "goes.turn_to_administrator", language, contact=facts.contact)


def _listed(names: tuple[str, ...], language: Language) -> str:
    *others, last = names
    return f"{', '.join(others)} {'and' if language == 'en' else 'en'} {last}" if others else last
