"""The contents of one source as a tree: chapters, sections, articles; and its editions."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from assistant.outline import Contents, Place
from corpus.editions import Edition
from ui.markup import outside
from ui.pages.frame import Frame, page
from ui.pages.sources import count
from ui.words import word

FOLDED = 40  # places of a kind from which it is folded up, where it is not what a reader comes for
_LAST = ("rec", "annex")


def contents_page(frame: Frame, contents: Contents) -> str:
    """One source."""
    source, language = contents.source, frame.language
    title = source.short.inside(language)
    groups = [
        (kind, tuple(each)) for kind, each in groupby(contents.places, key=lambda place: place.eid.partition("_")[0])
    ]
    tree = "".join(_group(frame, kind, places) for kind, places in groups)
    way = f'<li><a href="{frame.link("bronnen")}">{frame.word("contents.title")}</a></li>'
    publication = outside(source.address.people, word("contents.official", language), language)
    nothing = f"<p>{frame.word('contents.nothing')}</p>"
    body = (
        f'<nav class="pg-way" aria-label="{frame.word("reading.way")}"><ol>{way}</ol></nav>'
        f'<h1>{escape(title)}</h1><p class="pg-lead">{escape(source.title.inside(language))}</p>'
        f'<p class="pg-kind"><strong>{frame.word(f"kind.{source.kind}")}</strong> · '
        f"{frame.word('contents.publisher', name=source.publisher)} · {publication}</p>"
        f"{_day(frame)}{_editions(frame, contents)}"
        f"{tree or nothing}"
    )
    return page(frame, title, body)


def _day(frame: Frame) -> str:
    if not frame.as_of:
        return ""
    now = f'<a href="{frame.on(None).link(frame.path)}">{frame.word("contents.now")}</a>'
    return f'<div class="pg-note pg-warn"><p>{frame.word("contents.earlier", day=frame.as_of)} {now}</p></div>'


def _editions(frame: Frame, contents: Contents) -> str:
    items = "".join(_edition(frame, each, contents.edition) for each in contents.source.editions)
    return f'<section aria-labelledby="versies"><h2 id="versies">{frame.word("contents.editions")}</h2><ul class="pg-versions">{items}</ul></section>'


def _edition(frame: Frame, edition: Edition, shown: str) -> str:
    start, end = edition.valid_from, edition.valid_until
    if start is None:
        return ""
    said = (
        frame.word("contents.from_until", start=start, end=end) if end else frame.word("contents.from_on", start=start)
    )
    if edition.id == shown:
        return f'<li aria-current="true">{said} ({frame.word("contents.shown")})</li>'
    return f'<li><a href="{frame.on(start).link(frame.path)}">{said}</a></li>'


def _group(frame: Frame, kind: str, places: Sequence[Place]) -> str:
    """One kind of parts. Long rows of recitals and annexes are folded up behind their number."""
    name = frame.word(f"contents.{kind}")
    title = f'<h2 id="{kind}">{name}</h2>'
    listed = _tree(frame, places, 0) if kind in ("art", "measure") else _list(frame, places)
    if kind in _LAST and len(places) > FOLDED:
        listed = f"<details><summary>{frame.word('reading.all', count=len(places))}</summary>{listed}</details>"
    return f'<section class="pg-tree" aria-labelledby="{kind}">{title}{listed}</section>'


def _tree(frame: Frame, places: Iterable[Place], depth: int) -> str:
    """Chapters with what lies in them; what lies in no chapter stands by itself."""
    html = ""
    for heading, group in groupby(places, key=lambda place: _heading(frame, place, depth)):
        inside = tuple(group)
        if not heading:
            html += _list(frame, inside)
            continue
        level = min(depth + 3, 6)
        html += f"<h{level}>{escape(heading)}</h{level}>{_tree(frame, inside, depth + 1)}"
    return html


def _heading(frame: Frame, place: Place, depth: int) -> str:
    headings = place.chapter.inside(frame.language).split(" › ")
    return headings[depth] if depth < len(headings) else ""


def _list(frame: Frame, places: Iterable[Place]) -> str:
    return f"<ul>{''.join(f'<li>{_place(frame, each)}</li>' for each in places)}</ul>"


def _place(frame: Frame, place: Place) -> str:
    label, title = place.label.inside(frame.language), place.title.inside(frame.language)
    more = f' <span class="pg-quiet">{escape(title)}</span>' if title and "(" not in label else ""
    held = f' <span class="pg-quiet">({count(frame, place.provisions)})</span>' if place.provisions > 1 else ""
    return f'<a href="{frame.link(f"bronnen/{place.id}")}">{escape(label)}</a>{more}{held}'
