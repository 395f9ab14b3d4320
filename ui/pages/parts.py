"""The parts of an article in the reading view: our words above the official ones, one column a language."""

from datetime import date
from html import escape

from assistant.reading import Part, State
from corpus.types import LANGUAGES, Standing, Text, Verified
from ui.markup import paragraphs
from ui.pages.frame import Frame
from ui.pages.people import people
from ui.words import word

_DEEPEST = 4  # headings below it look the same
_DETAIL = 2  # a point of a paragraph: its words need no name of their own


def columns(parts: tuple[Part, ...], language: str) -> tuple[str, ...]:
    """The languages in which anything is said, the reader's own first."""
    said = [each for each in LANGUAGES if any(_gist(part, each) or _words(part, each) for part in parts)]
    return tuple(sorted(said, key=lambda each: each != language)) or (language,)


def listed(frame: Frame, article: str, parts: tuple[Part, ...], languages: tuple[str, ...]) -> str:
    """All parts, each said with what differs from the one it lies in: a day or a duty of the whole stands once.

    Links to the article itself (its eid) lead here too where nothing is said of it as a whole.
    """
    held = {each.eid: each for each in parts if _says(each) or each.state is State.ENDED}
    silent = [eid for eid in dict.fromkeys((article, *(each.eid for each in parts))) if eid not in held]
    empty = "".join(f'<div id="{escape(eid)}"></div>' for eid in silent)
    return empty + "".join(_part(frame, each, _around(each, held), languages) for each in held.values())


def _around(each: Part, held: dict[str, Part]) -> Part | None:
    outer = each.eid
    while "__" in outer:
        outer = outer.rpartition("__")[0]
        if outer in held:
            return held[outer]
    return None


def _part(frame: Frame, each: Part, around: Part | None, languages: tuple[str, ...]) -> str:
    """One part with its anchor. What was struck lies folded up, unless it is what the reader asked for."""
    eid = escape(each.eid)
    level = min(max(each.depth, 1) + 1, _DEEPEST)
    label = _label(frame, each)
    heading = label if each.depth or each.own else word("reading.short", frame.language)
    asked = f'<p class="pg-found">{frame.word("reading.asked")}</p>' if each.asked else ""
    body = f"{_days(frame, each, around)}{_said(each, languages)}{_duty(frame, each, around)}{_verified(frame, each)}"
    shape = f"pg-part pg-depth-{min(each.depth, _DEEPEST)}{' pg-asked' if each.asked else ''}"
    if each.state is State.ENDED and each.edition.valid_until:
        struck = frame.word("reading.struck", label=label, day=each.edition.valid_until)
        shown = " open" if each.asked else ""
        return (
            f'<section class="{shape} pg-struck" id="{eid}" aria-label="{escape(label)}">{asked}'
            f"<details{shown}><summary>{struck}</summary>{body}</details></section>"
        )
    return (
        f'<section class="{shape}" id="{eid}" aria-labelledby="{eid}--naam">{asked}'
        f'<h{level} id="{eid}--naam">{escape(heading)}</h{level}>{body}</section>'
    )


def _label(frame: Frame, each: Part) -> str:
    label = each.label.inside(frame.language)
    return label[:1].upper() + label[1:]


def _gist(each: Part, language: str) -> str:
    return str(getattr(each.gist, language))


def _words(each: Part, language: str) -> Text | None:
    return next((text for text in each.own if text.language == language), None)


def _says(each: Part) -> bool:
    return any(_gist(each, language) or _words(each, language) for language in LANGUAGES)


def _said(each: Part, languages: tuple[str, ...]) -> str:
    said = [(language, html) for language in languages if (html := _side(each, language))]
    sides = "".join(f'<div class="pg-side" lang="{language}">{html}</div>' for language, html in said)
    return f'<div class="pg-sides pg-sides-{len(languages)}">{sides}</div>'


def _side(each: Part, language: str) -> str:
    """Everything in one language, the words around it too."""
    gist, text = _gist(each, language), _words(each, language)
    html = ""
    if gist:
        html += (
            f'<p class="pg-basis">{_in("reading.own_words", language)}</p><div class="pg-gist">{paragraphs(gist)}</div>'
        )
    if text:
        name = "official" if text.standing is Standing.OFFICIAL else str(text.standing)
        quiet = "" if gist or each.depth < _DETAIL else " pg-hidden"  # said above it already
        html += f'<p class="pg-basis{quiet}">{_in(f"reading.{name}", language)}</p>'
        html += f"<blockquote>{escape(text.words)}</blockquote>"
    return html


def _in(key: str, language: str) -> str:
    return escape(word(key, "en" if language == "en" else "nl"))


def _days(frame: Frame, each: Part, around: Part | None) -> str:
    """From when it must be followed; what is still to come stands out."""
    days: list[tuple[str, bool]] = []
    if each.state is State.COMING and each.edition.valid_from:
        days.append((frame.word("reading.added", day=each.edition.valid_from), True))
    applies: date | None = each.applies_from
    inherited = around is not None and around.applies_from == applies and not each.asked
    if applies and applies != each.edition.valid_from and not inherited:
        later = applies > frame.day
        days.append((frame.word("source.applies_from" if later else "source.applies_since", day=applies), later))
    items = "".join(f'<li class="{"pg-later" if later else "pg-past"}">{said}</li>' for said, later in days)
    return f'<ul class="pg-days">{items}</ul>' if items else ""


def _duty(frame: Frame, each: Part, around: Part | None) -> str:
    inherited = around is not None and around.duty == each.duty and not each.asked
    if each.duty is None or inherited or not (each.duty.who or each.duty.layer):
        return ""
    who = frame.word("reading.duty", who=people(each.duty.who, each.duty.layer, frame.language))
    link = f'<a href="{frame.provision(each.duty.sanction)}">{frame.word("reading.sanction")}</a>'
    return f'<p class="pg-duty">{who}{f" · {link}" if each.duty.sanction else ""}</p>'


def _verified(frame: Frame, each: Part) -> str:
    if each.verified in (None, Verified.OFFICIAL):
        return ""
    return f'<p class="pg-basis">{frame.word(f"reading.{each.verified}")}</p>'
