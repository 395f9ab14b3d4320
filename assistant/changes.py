"""What changes for whom: which texts began, begin and end, and from which days duties must be followed.

Read from the editions of the catalogue and from the days and duties of the digests. One change is one day of one source.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import MINYEAR, date
from enum import StrEnum
from typing import ClassVar

from pydantic import ConfigDict

from assistant.roles import Perspective, is_of_others
from assistant.types import WIRE, Language
from corpus.types import Kind, Provision, Source
from indexing.search import Index

MAIN = 4  # provisions that are named; the rest is counted
# What a government body usually is: the duties that its people look for first.
OURS = frozenset(
    {"public_authority", "public_sector_body", "deployer", "controller", "essential_entity", "board_member"}
)


class Event(StrEnum):
    """What happens to a source on a day."""

    IN_FORCE = "in_force"  # it becomes law
    AMENDED = "amended"  # another edition takes the place of the one before
    APPLIES = "applies"  # parts of it must be followed from that day
    ENDED = "ended"  # parts of it were struck
    PUBLISHED = "published"  # it is no law, but what a government thinks or advises
    PROPOSED = "proposed"


@dataclass(frozen=True, slots=True)
class Item:
    """A provision that changes."""

    __pydantic_config__: ClassVar[ConfigDict] = WIRE

    provision: str
    label: str
    summary: str
    event: Event
    who: tuple[str, ...] = ()
    layer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to one source on one day. `provisions` counts all that it touches, `duties` those that bind the asker."""

    __pydantic_config__: ClassVar[ConfigDict] = WIRE

    day: date
    source: str
    source_title: str
    kind: Kind
    events: tuple[Event, ...]
    provisions: int
    duties: int
    main: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class _Touched:
    provision: Provision
    event: Event


def changes(index: Index, as_of: date, asker: Perspective, language: Language) -> tuple[Change, ...]:
    """From a year before that day on, oldest first. With a role or a layer only what may bind who has it."""
    start, days = _year_before(as_of), _by_day(index)
    found = (
        _change(day, touched, asker, language)
        for (day, _), touched in sorted(days.items(), key=lambda item: (item[0][0], _source(item[1]).kind.rank))
        if day >= start
    )
    return tuple(change for change in found if change)


def _year_before(day: date) -> date:
    if day.year == MINYEAR:
        return date.min
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _by_day(index: Index) -> dict[tuple[date, str], list[_Touched]]:
    found: dict[tuple[date, str], list[_Touched]] = {}
    for editions in index.editions.values():
        for day, touched in _days(editions):
            found.setdefault((day, touched.provision.source.id), []).append(touched)
    return found


def _days(editions: Sequence[Provision]) -> Iterator[tuple[date, _Touched]]:
    """When a provision began to hold, was changed, had to be followed, and ended.

    A day that an edition names is passed over where a later edition had taken its place by then.
    """
    applied: set[date] = set()
    for number, each in enumerate(editions):
        begins, ends, applies = each.edition.valid_from, each.edition.valid_until, each.applies_from
        if begins and (begun := _begun(editions, number)):
            yield begins, _Touched(each, begun)
        replaced = applies and ends and applies >= ends
        told = applies in applied or (number and applies and begins and applies <= begins)  # as the amendment itself
        if applies and applies != begins and each.source.kind.is_law and not replaced and not told:
            applied.add(applies)
            yield applies, _Touched(each, Event.APPLIES)
    last = editions[-1]
    if last.edition.valid_until:
        yield last.edition.valid_until, _Touched(last, Event.ENDED)


def _begun(editions: Sequence[Provision], number: int) -> Event | None:
    """What the first day of an edition means for a provision; None where it says the same as before."""
    each = editions[number]
    if not each.source.kind.is_law:
        return Event.PROPOSED if each.source.kind is Kind.PROPOSAL else Event.PUBLISHED
    if each.edition.id == each.source.editions[0].id:
        return Event.IN_FORCE
    if number == 0:
        return Event.AMENDED  # it is new in this edition
    before, now = editions[number - 1].digest, each.digest
    return Event.AMENDED if (before and before.gist) != (now and now.gist) else None


def _source(touched: Sequence[_Touched]) -> Source:
    return touched[0].provision.source


def _change(day: date, touched: Sequence[_Touched], asker: Perspective, language: Language) -> Change | None:
    source = _source(touched)
    concerned = [each for each in touched if _concerns(each.provision, asker)]
    if not concerned:
        return None
    ids = {each.provision.id for each in concerned}
    binding = {each.provision.id for each in concerned if _binds(each.provision, asker)}
    return Change(
        day=day,
        source=source.id,
        source_title=source.short.inside(language),
        kind=source.kind,
        events=tuple(event for event in Event if any(each.event is event for each in concerned)),
        provisions=len(ids),
        duties=len(binding),
        main=tuple(_item(each, language) for each in _main(concerned, asker)),
    )


def _concerns(provision: Provision, asker: Perspective) -> bool:
    """Whether it may matter to who asks. Who says nothing is told everything; a text without duties concerns nobody apart."""
    if not asker:
        return True
    return _binds(provision, asker) or not provision.source.kind.is_law


def _binds(provision: Provision, asker: Perspective) -> bool:
    duty = provision.digest.duty if provision.digest else None
    if duty is None:
        return False
    wanted = {asker.role, "public_authority"} if asker.layer else {asker.role}
    if asker.role and duty.who and wanted.isdisjoint(duty.who):
        return False
    return not is_of_others(duty, asker)


def _main(concerned: Iterable[_Touched], asker: Perspective) -> list[_Touched]:
    """The provisions to name: those that bind, overviews before details, each article once."""

    def weight(each: _Touched) -> tuple[bool, bool, bool, int, int]:
        duty = each.provision.digest.duty if each.provision.digest else None
        ours = bool(duty and not OURS.isdisjoint(duty.who))
        depth = each.provision.eid.count("__")
        return not _binds(each.provision, asker), not ours, _is_aside(each.provision), depth, each.provision.position

    named: dict[str, _Touched] = {}
    for each in sorted((each for each in concerned if each.provision.digest), key=weight):
        named.setdefault(each.provision.eid.partition("__")[0], each)
    return list(named.values())[:MAIN]


def _is_aside(provision: Provision) -> bool:
    return not provision.eid.startswith(("art_", "annex_", "measure_"))


def _item(touched: _Touched, language: Language) -> Item:
    provision, digest = touched.provision, touched.provision.digest
    duty = digest.duty if digest else None
    return Item(
        provision=provision.id,
        label=provision.label.inside(language),
        summary=digest.gist.inside(language) if digest else "",
        event=touched.event,
        who=duty.who if duty else (),
        layer=duty.layer if duty else (),
    )
