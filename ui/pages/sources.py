"""All sources by kind: what each is, which edition holds, and whether its official text is here."""

from collections.abc import Iterable
from html import escape
from itertools import groupby

from assistant.types import Language
from assistant.views import SourceView
from ui.pages.frame import Frame, page


def sources_page(frame: Frame, sources: Iterable[SourceView]) -> str:
    """The list, the highest kind first."""
    groups = [(kind, tuple(each)) for kind, each in groupby(sources, key=lambda source: source.kind)]
    listed = "".join(
        f'<section aria-labelledby="{kind}"><h2 id="{kind}">{frame.word(f"kind.{kind}")}</h2>'
        f'<ul class="pg-sources">{"".join(_source(frame, each) for each in found)}</ul></section>'
        for kind, found in groups
    )
    title = frame.word("contents.title")
    return page(frame, title, f'<h1>{title}</h1><p class="pg-lead">{frame.word("contents.lead")}</p>{listed}')


def _source(frame: Frame, source: SourceView) -> str:
    facts = [_since(frame, source), count(frame, source.provisions), held(frame, source.official_languages)]
    return (
        f'<li><h3><a href="{frame.link(f"bronnen/{source.id}")}">{escape(source.short)}</a></h3>'
        f"<p>{escape(source.title)}</p>"
        f'<p class="pg-quiet">{" · ".join(filter(None, facts))}</p></li>'
    )


def count(frame: Frame, provisions: int) -> str:
    """How many provisions, in words."""
    return frame.word("contents.one") if provisions == 1 else frame.word("contents.count", count=provisions)


def held(frame: Frame, languages: Iterable[Language | str]) -> str:
    """In which languages the official text is here."""
    name = "_".join(sorted(languages, reverse=True))
    return frame.word(
        {"nl_en": "contents.here_both", "nl": "contents.here_nl", "en": "contents.here_en"}.get(
            name, "contents.not_here"
        )
    )


def _since(frame: Frame, source: SourceView) -> str:
    if source.valid_from is None:
        return ""
    if source.valid_until and source.valid_until <= frame.day:
        return frame.word("contents.ended", day=source.valid_until)
    if source.valid_from > frame.day:
        return frame.word("contents.from", day=source.valid_from)
    return frame.word("contents.since" if source.kind.is_law else "contents.dated", day=source.valid_from)
