"""What changes for whom, drawn as a line of days: what was, today, what is to come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import groupby

from assistant.changes import Change, Event, Item
from assistant.roles import known
from assistant.views import SourceView
from corpus.sentences import sentences
from ui.pages.forms import choice, day_field, hidden
from ui.pages.frame import Frame, page
from ui.pages.people import layer, people, role
from ui.pages.sources import count


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader chose; empty is everything."""

    role: str = ""
    layer: str = ""
    source: str = ""


def changes_page(frame: Frame, wanted: Wanted, changes: Iterable[Change], sources: Iterable[SourceView]) -> str:
    """The timeline with the form above it."""
    shown = [each for each in changes if wanted.source in ("", each.source)]
    past = [each for each in shown if each.day <= frame.day]
    coming = [each for each in shown if each.day > frame.day]
    title = frame.word("changes.title")
    today = frame.word("changes.as_of" if frame.as_of else "changes.today", day=frame.day)
    body = (
        f'<h1>{title}</h1><p class="pg-lead">{frame.word("changes.lead")}</p>'
        f"{_form(frame, wanted, sources)}{_meant(frame, wanted)}"
        f'<nav class="pg-letters" aria-label="{title}"><ul>{_jump(frame, "past")}{_jump(frame, "coming")}</ul></nav>'
        f"{_line(frame, 'past', past)}"
        f'<p class="pg-today"><span>{today}</span></p>'
        f"{_line(frame, 'coming', coming)}"
        f'<p class="pg-quiet">{frame.word("changes.only_fixed")}</p>'
    )
    return page(frame, title, body)


def _form(frame: Frame, wanted: Wanted, sources: Iterable[SourceView]) -> str:
    language = frame.language
    roles = {each: role(each, language) for each in known("role")}
    layers = {each: layer(each, language) for each in known("layer")}
    named = {each.id: each.short for each in sources}
    return (
        f'<form class="pg-form" method="get" action="wat-verandert" aria-label="{frame.word("changes.form")}">{hidden(frame)}'
        f"{choice(frame, 'rol', 'changes.role', roles, wanted.role)}{choice(frame, 'laag', 'changes.layer', layers, wanted.layer)}"
        f"{choice(frame, 'bron', 'changes.source', named, wanted.source)}{day_field(frame, 'changes.day')}"
        f'<button type="submit">{frame.word("changes.show")}</button></form>'
    )


def _meant(frame: Frame, wanted: Wanted) -> str:
    chosen = [role(wanted.role, frame.language)] if wanted.role else []
    chosen += [layer(wanted.layer, frame.language)] if wanted.layer else []
    return f'<p class="pg-quiet">{frame.word("changes.meant", who=", ".join(chosen))}</p>' if chosen else ""


def _jump(frame: Frame, name: str) -> str:
    return f'<li><a href="#{name}">{frame.word(f"changes.{name}")}</a></li>'


def _line(frame: Frame, name: str, changes: Sequence[Change]) -> str:
    title = f'<h2 id="{name}">{frame.word(f"changes.{name}")}</h2>'
    if not changes:
        return f'<section class="pg-{name}" aria-labelledby="{name}">{title}<p>{frame.word(f"changes.no_{name}")}</p></section>'
    days = "".join(_day(frame, day, tuple(each)) for day, each in groupby(changes, key=lambda change: change.day))
    return f'<section class="pg-{name}" aria-labelledby="{name}">{title}<ol class="pg-line">{days}</ol></section>'


def _day(frame: Frame, day: date, changes: Sequence[Change]) -> str:
    return (
        f'<li><h3><time datetime="{day.isoformat()}">{escape(frame.said(day))}</time></h3>'
        f"{''.join(_change(frame, each) for each in changes)}</li>"
    )


def _change(frame: Frame, change: Change) -> str:
    tense = "was_" if change.day <= frame.today else ""
    happens = ", ".join(frame.word(f"changes.{tense}{event}") for event in change.events)
    provisions = count(frame, change.provisions)
    counts = frame.word("changes.counts", provisions=provisions, duties=change.duties) if change.duties else provisions
    items = "".join(_item(frame, each, tense) for each in change.main)
    main = (
        f'<p class="pg-hidden">{frame.word("changes.main")}</p><ul class="pg-main-points">{items}</ul>' if items else ""
    )
    rest = frame.word("changes.rest", source=change.source_title)
    return (
        f'<article class="pg-change"><h4>{escape(change.source_title)} {happens}</h4>'
        f'<p class="pg-quiet">{frame.word(f"kind.{change.kind}")} · {counts}</p>{main}'
        f'<p class="pg-where"><a href="{frame.link(f"bronnen/{change.source}")}">{rest}</a></p></article>'
    )


def _item(frame: Frame, item: Item, tense: str) -> str:
    """A provision in its first sentence, and whom it binds."""
    ended = (
        f" ({frame.word('changes.was_struck' if tense else 'changes.is_struck')})" if item.event is Event.ENDED else ""
    )
    who = people(item.who, item.layer, frame.language)
    bound = f'<br><span class="pg-quiet">{frame.word("changes.for_whom", who=who)}</span>' if who else ""
    link = f'<a href="{frame.provision(item.provision)}">{escape(item.label)}</a>'
    return f"<li>{link}{ended}: {escape(_first(item.summary))}{bound}</li>"


def _first(summary: str) -> str:
    """The first sentence; the opening of a list loses its colon."""
    opening = summary.partition("\n")[0]
    first = next(iter(sentences(opening)), opening)
    return first.removesuffix(":") + (" …" if first.endswith(":") else "")
