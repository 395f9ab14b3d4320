"""What the tools give, in words (Markdown): for models and windows that do not read the structured outcome. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from assistant.changes import Change
from assistant.searching import SearchHit, SearchResult
from assistant.types import Language
from assistant.views import ProvisionView, SourceView
from corpus.figures import in_words
from ui.plain import is_web
from ui.words import known, word

OFFICIAL = 1200  # characters of official words of one hit; get_provision gives them all


def found(result: SearchResult) -> str:
    """The hits, each with its id, what it says and where it stands."""
    if not result.hits:
        return word("tool.nothing", result.language)
    return "\n\n".join(_hit(place, each) for place, each in enumerate(result.hits, 1))


def provision(view: ProvisionView) -> str:
    """One provision, our summary apart from its official words."""
    lines = [f"**{view.label}** (`{view.id}`)", view.headings, _dates(view), view.summary]
    lines += [_quoted(view.official)] if view.official else [word("tool.no_official", view.language)]
    lines += [f"{word('tool.parts', view.language)}: {', '.join(view.parts)}"] if view.parts else []
    return _paragraphs([*lines, view.url if is_web(view.url) else ""])


def sources(held: Sequence[SourceView]) -> str:
    """One line a source."""
    return "\n".join(f"- `{each.id}`: {each.short}. {each.title} ({each.edition}) {each.url}" for each in held)


def changes(listed: Sequence[Change], seen_from: date, language: Language) -> str:
    """A day and a source at a time, with the provisions to read first; what lies behind that day is told as past."""
    if not listed:
        return word("tool.no_changes", language)
    return "\n\n".join(_change(each, seen_from, language) for each in listed)


def _hit(place: int, hit: SearchHit) -> str:
    official = hit.official if len(hit.official) <= OFFICIAL else f"{hit.official[:OFFICIAL].rpartition(' ')[0]} …"
    lines = [f"{place}. **{hit.label}** (`{hit.provision}`)", _dates(hit), hit.summary]
    return _paragraphs([*lines, _quoted(official) if official else "", hit.url if is_web(hit.url) else ""])


def _change(change: Change, seen_from: date, language: Language) -> str:
    tense = "was_" if change.day < seen_from else ""
    events = ", ".join(known(f"changes.{tense}{event}", language) for event in change.events)
    counted = word("tool.touched", language, provisions=change.provisions, duties=change.duties)
    head = f"**{in_words(change.day, language)}: {change.source_title}** ({events}; {counted})"
    items = (f"- `{each.provision}` ({each.label}): {_first_line(each.summary)}" for each in change.main)
    return "\n".join([head, *items])


def _dates(dated: SearchHit | ProvisionView) -> str:
    """What is known of its days, in one line; a paper is never in force, and one day is said once."""
    named = {
        "valid_from": dated.valid_from if dated.kind.is_law else None,
        "applies_from": dated.applies_from if dated.applies_from != dated.valid_from else None,
        "valid_until": dated.valid_until,
    }
    return "; ".join(
        word(f"tool.{name}", dated.language, day=in_words(day, dated.language)) for name, day in named.items() if day
    )


def _quoted(words: str) -> str:
    return "\n".join(f"> {line}" for line in words.splitlines())


def _first_line(summary: str) -> str:
    return summary.partition("\n")[0]


def _paragraphs(parts: Iterable[str]) -> str:
    def filled() -> Iterator[str]:
        yield from (part for part in parts if part)

    return "\n\n".join(filled())
