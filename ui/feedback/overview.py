"""The page of who owns the knowledge, as HTML: what is missing, what is wrong, numbers by week. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import islice

from assistant.types import Language
from corpus.figures import in_words
from ui.feedback.judgement import Entry
from ui.feedback.numbers import Group, Week, by_week, missing, wrong
from ui.plain import cut, line
from ui.words import known, word

SHOWN = 50  # entries of one group
SHORT = 300  # characters of a question or a remark in a table
_WHEN, _COUNT = ' class="bw-when"', ' class="bw-count"'


def overview(entries: Sequence[Entry], names: Mapping[str, str], most: int, weeks: int, language: Language) -> str:
    """What stands under the title. `names` are the short titles of the sources, by id; `most` is how many entries are
    looked at together, `weeks` how far back.
    """
    lead = f'<p class="pg-lead">{word("overview.lead", language, weeks=weeks)}</p>'
    if not entries:
        return f"{lead}<p>{word('overview.none', language)}</p>"
    cut_off = f"<p>{word('overview.most', language, count=most)}</p>" if len(entries) == most else ""
    topics = {"": word("overview.no_source", language)} | dict(names)
    reasons = {"": word("overview.no_reason", language)}
    absent, faulty = missing(entries), wrong(entries)
    return (
        f"{lead}{cut_off}"
        f"<h2>{word('overview.missing', language)}</h2>"
        + (
            f"<p>{word('overview.missing_lead', language)}</p>{_groups(absent, topics, 'outcome', language)}"
            if absent
            else f"<p>{word('overview.no_missing', language)}</p>"
        )
        + f"<h2>{word('overview.wrong', language)}</h2>"
        + (
            _groups(faulty, _reasons(faulty, language) | reasons, "remark", language)
            if faulty
            else f"<p>{word('overview.no_wrong', language)}</p>"
        )
        + f"<h2>{word('overview.weeks', language)}</h2>{_weeks(by_week(entries), language)}"
    )


def _reasons(groups: Iterable[Group], language: Language) -> dict[str, str]:
    return {each.name: known(f"reason.{each.name}", language) for each in groups if each.name}


def _groups(groups: Iterable[Group], names: Mapping[str, str], last: str, language: Language) -> str:
    return "".join(_table(each, names.get(each.name, each.name), last, language) for each in groups)


def _table(group: Group, name: str, last: str, language: Language) -> str:
    """One group: its questions, newest first; `last` names the third column."""
    heads = "".join(
        f'<th scope="col"{_WHEN if each == "day" else ""}>{word(f"overview.{each}", language)}</th>'
        for each in ("day", "question", last)
    )
    rows = "".join(_row(each, last, language) for each in islice(group.entries, SHOWN))
    rest = len(group.entries) - SHOWN
    more = f"<p>{word('overview.more', language, count=rest)}</p>" if rest > 0 else ""
    return (
        f'<table class="bw-overview"><caption>{escape(line(name))} ({len(group.entries)})</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{more}"
    )


def _row(entry: Entry, last: str, language: Language) -> str:
    said = entry.text if last == "remark" else known(f"outcome.{entry.outcome}", language)
    question = escape(cut(line(entry.question), SHORT)) or "…"
    return (
        f"<tr><td{_WHEN}>{in_words(entry.given_at.date(), language)}</td>"
        f'<th scope="row"><a href="overzicht/{escape(entry.id)}?taal={language}">{question}</a></th>'
        f'<td class="bw-said">{escape(cut(line(said), SHORT))}</td></tr>'
    )


def _weeks(weeks: Iterable[Week], language: Language) -> str:
    names = ("week", "all", "up", "down", "not_found")
    heads = "".join(
        f'<th scope="col"{"" if name == "week" else _COUNT}>{word(f"overview.{name}", language)}</th>' for name in names
    )
    rows = "".join(
        f'<tr><th scope="row">{in_words(each.monday, language)}</th>'
        + "".join(f"<td{_COUNT}>{count}</td>" for count in (each.all, each.up, each.down, each.missing))
        + "</tr>"
        for each in weeks
    )
    return f'<table class="bw-overview"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
