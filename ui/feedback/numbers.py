"""What the entries come to: by week, by topic, by reason. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.types import Outcome
from ui.feedback.judgement import Entry, Reason, Verdict

MISSING = (Outcome.NOTHING_FOUND, Outcome.OUT_OF_SCOPE, Outcome.PARTLY_ANSWERED)  # no full answer was found


@dataclass(frozen=True, slots=True)
class Week:
    """The counts of one week, which begins on this Monday."""

    monday: date
    all: int
    up: int
    down: int
    missing: int


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that have one thing in common: the id of a source, or a reason; empty: none."""

    name: str
    entries: tuple[Entry, ...]


def by_week(entries: Sequence[Entry]) -> tuple[Week, ...]:
    """The weeks in which something was said, newest first."""
    mondays = sorted({_monday(each) for each in entries}, reverse=True)
    return tuple(_week(monday, [each for each in entries if _monday(each) == monday]) for monday in mondays)


def missing(entries: Sequence[Entry]) -> tuple[Group, ...]:
    """What was not found, by topic; the topic with most questions first."""
    found = [each for each in entries if each.outcome in MISSING]
    return _largest_first([(each.topic, each) for each in found])


def wrong(entries: Sequence[Entry]) -> tuple[Group, ...]:
    """What was judged wrong, by reason; an entry with two reasons stands under both."""
    down = [each for each in entries if each.verdict is Verdict.DOWN]
    named: list[tuple[str, Entry]] = [(reason, each) for each in down for reason in Reason if reason in each.reasons]
    return _largest_first([*named, *(("", each) for each in down if not each.reasons)])


def _largest_first(pairs: Sequence[tuple[str, Entry]]) -> tuple[Group, ...]:
    groups: dict[str, list[Entry]] = {}
    for name, entry in pairs:
        groups.setdefault(name, []).append(entry)
    made = (Group(name, tuple(held)) for name, held in groups.items())
    return tuple(sorted(made, key=lambda group: (-len(group.entries), group.name)))


def _monday(entry: Entry) -> date:
    day = entry.given_at.date()
    return day - timedelta(days=day.weekday())


def _week(monday: date, entries: Sequence[Entry]) -> Week:
    verdicts = [each.verdict for each in entries]
    return Week(
        monday,
        len(entries),
        verdicts.count(Verdict.UP),
        verdicts.count(Verdict.DOWN),
        sum(each.outcome in MISSING for each in entries),
    )
