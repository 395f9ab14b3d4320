"""What stands around every plain page: head, ways to the other pages, the day of the corpus."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from urllib.parse import quote, urlencode

from assistant.types import Language
from corpus.figures import in_words
from ui.words import word

STALE = 60  # days after which a reader is warned that the texts may have changed
PAGES = ("bronnen", "begrippen", "wat-verandert", "correcties", "over")
GOES = "wat-gebeurt-er-met-mijn-vraag"
PATHS = tuple(f"/{each}" for each in (*PAGES, "toegankelijkheid", GOES))  # with all that lies below them
_NAMES = {"bronnen": "sources", "begrippen": "glossary", "wat-verandert": "changes", "correcties": "corrections"}

_BELOW = (("over", "about_ai"), (GOES, "goes"), ("toegankelijkheid", "accessibility"), ("correcties", "wrong"))


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a page stands: its path without a leading slash ("bronnen/ai-act"), its language, and the days it knows.

    `as_of` is the peildatum that was asked for; None is today. `query` is what else stands in its address.
    """

    language: Language
    path: str
    today: date
    checked: date | None
    as_of: date | None = None
    query: tuple[tuple[str, str], ...] = ()
    themed: bool = False  # an organisation has colours of its own

    @property
    def day(self) -> date:
        """The day that the page is about."""
        return self.as_of or self.today

    def link(self, path: str, fragment: str = "", *, whole: bool = False) -> str:
        """A way to another page, ready for an attribute. It is relative, so that it holds below any sub-path.

        Language and peildatum go along; `whole`: everything else in the address too.
        """
        pairs: list[tuple[str, str]] = [("taal", self.language)] if self.language != "nl" else []
        pairs += [("peildatum", self.as_of.isoformat())] if self.as_of else []
        pairs += list(self.query) if whole else []
        address = "../" * self.path.count("/") + (quote(path) or "./")
        address += f"?{urlencode(pairs)}" if pairs else ""
        return escape(address + (f"#{quote(fragment)}" if fragment else ""))

    def provision(self, identity: str) -> str:
        """The way to a provision in the reading view."""
        eid = identity.partition("/")[2]
        return self.link(f"bronnen/{identity}", eid)

    def on(self, day: date | None) -> "Frame":
        """The same page with another peildatum."""
        return replace(self, as_of=day)

    def word(self, key: str, **values: object) -> str:
        """The words called "group.name", ready for HTML. Days are written in words."""
        said = {name: self.said(value) if isinstance(value, date) else value for name, value in values.items()}
        return escape(word(key, self.language, **said))

    def said(self, day: date) -> str:
        """A day in words."""
        return in_words(day, self.language)


def page(frame: Frame, title: str, body: str, wide: str = "", styles: Sequence[str] = ()) -> str:
    """The whole document. `title` is plain text, `body` HTML that begins with the only h1; `wide` gives it more room;
    `styles` are the names of style sheets that it needs besides.
    """
    other: Language = "en" if frame.language == "nl" else "nl"
    there = replace(frame, language=other).link(frame.path, whole=True)
    return (
        f'<!doctype html><html lang="{frame.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} – {frame.word('page.name')}</title>"
        f'<link rel="icon" href="{_static(frame, "favicon.svg")}" type="image/svg+xml">'
        f"{_styles(frame, styles)}</head><body>"
        f'<a class="pg-skip" href="#inhoud">{frame.word("pages.skip")}</a>'
        f'<header class="pg-head"><div class="pg-bar"><a class="pg-brand" href="{frame.link("")}">{frame.word("page.name")}</a>'
        f'<a class="pg-language" href="{there}" lang="{other}" hreflang="{other}">{word("page.other_language", frame.language)}</a></div>'
        f'<nav aria-label="{frame.word("pages.ways")}"><ul>{_ways(frame)}</ul></nav></header>'
        f'<main id="inhoud" tabindex="-1" class="pg-main {wide}">{_stale(frame)}{body}</main>{_foot(frame)}</body></html>'
    )


def _static(frame: Frame, name: str) -> str:
    return "../" * frame.path.count("/") + f"static/{name}"


def _styles(frame: Frame, others: Sequence[str]) -> str:
    names = ("tokens", *(("theme",) if frame.themed else ()), "pages", *others)
    return "".join(f'<link rel="stylesheet" href="{_static(frame, f"{name}.css")}">' for name in names)


def _ways(frame: Frame) -> str:
    here = frame.path.partition("/")[0]
    ask = f'<li><a href="{frame.link("")}">{frame.word("pages.chat")}</a></li>'
    return ask + "".join(_way(frame, each, here) for each in PAGES)


def _way(frame: Frame, path: str, here: str) -> str:
    kind = "page" if frame.path == path else "true"  # "true": the page lies in that part
    current = f' aria-current="{kind}"' if path == here else ""
    return f'<li><a href="{frame.link(path)}"{current}>{frame.word(f"pages.{_NAMES.get(path, path)}")}</a></li>'


def _stale(frame: Frame) -> str:
    if frame.checked is None or (frame.today - frame.checked).days <= STALE:
        return ""
    days = (frame.today - frame.checked).days
    return (
        f'<div class="pg-note pg-warn" role="note" aria-label="{frame.word("pages.stale_name")}">'
        f"<p>{frame.word('pages.stale', days=days, day=frame.checked)}</p></div>"
    )


def _foot(frame: Frame) -> str:
    checked = f"<p>{frame.word('page.checked', day=frame.checked)}</p>" if frame.checked else ""
    links = "".join(f'<li><a href="{frame.link(path)}">{frame.word(f"pages.{name}")}</a></li>' for path, name in _BELOW)
    return f'<footer class="pg-foot">{checked}<p>{frame.word("pages.no_advice")}</p><ul>{links}</ul></footer>'
