"""The reading view: a whole article with our words beside the official ones, its days, and what it relates to."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape
from urllib.parse import quote

from assistant.links import Link
from assistant.outline import Place
from assistant.reading import Reading, State, Version
from corpus.types import Kind
from ui.markup import outside
from ui.pages.forms import day_form
from ui.pages.frame import Frame, page
from ui.pages.parts import columns, listed
from ui.words import word

SHOWN = 6  # relations of one kind before the rest is folded up


def reading_page(frame: Frame, reading: Reading) -> str:
    """One article to read."""
    title = f"{reading.source.short.inside(frame.language)}, {reading.place.label.inside(frame.language)}"
    languages = columns(reading.parts, frame.language)
    parts = listed(frame, reading.place.eid, reading.parts, languages)
    body = (
        f"{_way(frame, reading)}<h1>{escape(title)}</h1>{_heading(frame, reading)}{_standing(frame, reading)}"
        f'{_ways_on(frame, reading, title)}<div class="pg-parts">{parts}</div>{_missing(frame, reading)}'
        f"{_neighbours(frame, reading)}{_versions(frame, reading)}{_relations(frame, reading)}"
    )
    return page(frame, title, body, "pg-wide")


def _way(frame: Frame, reading: Reading) -> str:
    source = reading.source
    return (
        f'<nav class="pg-way" aria-label="{frame.word("reading.way")}"><ol>'
        f'<li><a href="{frame.link("bronnen")}">{frame.word("contents.title")}</a></li>'
        f'<li><a href="{frame.link(f"bronnen/{source.id}")}">{escape(source.short.inside(frame.language))}</a></li>'
        "</ol></nav>"
    )


def _heading(frame: Frame, reading: Reading) -> str:
    title, chapter = reading.place.title.inside(frame.language), reading.place.chapter.inside(frame.language)
    html = f'<p class="pg-lead">{escape(title)}</p>' if title else ""
    kind = frame.word(f"kind.{reading.source.kind}")
    lies_in = frame.word("reading.lies_in", chapter=chapter) if chapter else ""
    return f'{html}<p class="pg-kind"><strong>{kind}</strong>{f" · {lies_in}" if lies_in else ""}</p>'


def _standing(frame: Frame, reading: Reading) -> str:
    """Which text this is, said with the days between which it holds: never a bare "up to date"."""
    start, end = reading.edition.valid_from, reading.edition.valid_until
    name, warns = _name(frame, reading)
    said = frame.word(f"reading.{name}", start=start, end=end or "", day=frame.day)
    back = f' <a href="{frame.on(None).link(frame.path)}">{frame.word("reading.to_now")}</a>' if frame.as_of else ""
    asked = next((each for each in reading.parts if each.asked), None)
    struck = (
        asked.edition.valid_until if asked and asked.state is State.ENDED and reading.state is not State.ENDED else None
    )
    gone = f"<p>{frame.word('reading.asked_struck', day=struck)}</p>" if struck else ""
    proposal = f"<p>{frame.word('reading.proposal')}</p>" if reading.source.kind is Kind.PROPOSAL else ""
    return f'<div class="pg-note{" pg-warn" if warns or proposal or gone else ""}"><p>{said}{back}</p>{gone}{proposal}</div>'


def _name(frame: Frame, reading: Reading) -> tuple[str, bool]:
    """The sentence that fits, and whether it is a warning."""
    law, end = reading.source.kind.is_law, reading.edition.valid_until
    if reading.state is State.COMING:
        return ("coming" if law else "coming_dated"), True
    if reading.state is State.ENDED:
        return "ended", True
    if end and end <= frame.today:
        return "old", True
    if not law:
        return "dated", False
    if end:
        return "now_until", False
    return ("on" if frame.as_of and frame.as_of != frame.today else "now"), False


def _ways_on(frame: Frame, reading: Reading, title: str) -> str:
    asked = quote(word("pages.question", frame.language, label=title))
    chat = f"{replace(frame, as_of=None).link('').partition('?')[0]}#vraag={asked}&amp;taal={frame.language}"
    publication = outside(reading.address, word("reading.open", frame.language), frame.language)
    return f'<p class="pg-links">{publication}<a href="{chat}">{frame.word("reading.ask")}</a></p>'


def _missing(frame: Frame, reading: Reading) -> str:
    has_text = any(each.official for each in reading.parts)
    return "" if has_text else f'<p class="pg-basis">{frame.word("reading.no_official")}</p>'


def _neighbours(frame: Frame, reading: Reading) -> str:
    pairs = (("previous", reading.previous), ("next", reading.next))
    items = "".join(_neighbour(frame, name, place) for name, place in pairs if place)
    return (
        f'<nav class="pg-neighbours" aria-label="{frame.word("reading.neighbours")}"><ul>{items}</ul></nav>'
        if items
        else ""
    )


def _neighbour(frame: Frame, name: str, place: Place) -> str:
    label, title = place.label.inside(frame.language), place.title.inside(frame.language)
    more = f'<span class="pg-quiet"> {escape(title)}</span>' if title and "(" not in label else ""
    return (
        f'<li class="pg-{name}"><a href="{frame.link(f"bronnen/{place.id}")}">'
        f'<span class="pg-quiet">{frame.word(f"reading.{name}")}: </span>{escape(label)}{more}</a></li>'
    )


def _versions(frame: Frame, reading: Reading) -> str:
    items = "".join(_version(frame, each) for each in reading.versions) if len(reading.versions) > 1 else ""
    listed = f'<ul class="pg-versions">{items}</ul>' if items else ""
    return f'<section aria-labelledby="versies"><h2 id="versies">{frame.word("reading.versions")}</h2>{listed}{day_form(frame)}</section>'


def _version(frame: Frame, version: Version) -> str:
    start = version.valid_from
    if start is None:
        return ""
    name = "reading.version_later" if start > frame.today else "reading.version"
    said = frame.word(name, day=start)
    link = (
        f'<a href="{frame.on(start).link(frame.path)}">{said}</a>' if version.is_held and not version.is_shown else said
    )
    notes = [] if version.is_held else [frame.word("reading.absent")]
    notes += [frame.word("contents.shown")] if version.is_shown else []
    if version.is_held and version.is_later:
        notes.append(frame.word("reading.changed" if version.changed else "reading.same"))
    current = ' aria-current="true"' if version.is_shown else ""
    noted = f" ({'; '.join(notes)})" if notes else ""
    return f"<li{current}>{link}{noted}</li>"


def _relations(frame: Frame, reading: Reading) -> str:
    groups: dict[str, dict[str, Link]] = {}
    for name, links in (("relation", reading.relations), ("pointed", reading.pointing)):
        for each in links:
            groups.setdefault(f"{name}.{each.kind}", {}).setdefault(each.other, each)
    own = f"{reading.place.id}__"
    html = ""
    for name, found in groups.items():
        others = [each for each in found.values() if each.other != reading.place.id and not each.other.startswith(own)]
        html += f"<h3>{frame.word(name)}</h3>{_links(frame, others)}" if others else ""
    title = f'<h2 id="verband">{frame.word("reading.relations")}</h2>'
    return f'<section class="pg-relations" aria-labelledby="verband">{title}{html}</section>' if html else ""


def _links(frame: Frame, links: Sequence[Link]) -> str:
    first, rest = links[:SHOWN], links[SHOWN:]
    more = frame.word("reading.all", count=len(links))
    folded = f"<details><summary>{more}</summary>{_list(frame, rest)}</details>" if rest else ""
    return _list(frame, first) + folded


def _list(frame: Frame, links: Iterable[Link]) -> str:
    return f"<ul>{''.join(f'<li>{_link(frame, each)}</li>' for each in links)}</ul>"


def _link(frame: Frame, link: Link) -> str:
    label = escape(link.label.inside(frame.language))
    return f'<a href="{frame.provision(link.other)}">{label}</a>' if link.can_be_read else label
