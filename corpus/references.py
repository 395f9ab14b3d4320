"""Finds the sources and provisions that a text names: "artikel 26 lid 4 AI-verordening", "Annex III", "de Cbw"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from corpus.labels import LATIN
from corpus.types import Kind, Source

ORDINALS = "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde dertiende".split()
LETTER_OF = {latin: letter for letter, latin in LATIN.items()}
_LATIN = "|".join(LETTER_OF)
_TELLING = re.compile(r"\b(?!(?:arti(?:kel|cle)|bijlage|annex|overweging|recital)\b)[^\W\d]{4,}")
_NO_LETTERS = "de|en|er|ik|in|is|ja|of|om|op|te|we|ze|an|as|at|by|it|on|or|to"  # words of two letters: "onder de wet"
NUMBER = rf"(\d+(?:\.\d+)?)\s?({_LATIN}|[a-f](?![a-z]))?"
_ARTICLE = re.compile(rf"\b(?:artikel(?:en)?|articles?|artt?)\b\.?\s*{NUMBER}", re.IGNORECASE)
_ANNEX = re.compile(r"\b(?:bijlage|annex)\s+([IVX]+|1?\d)\b", re.IGNORECASE)
ROMAN = "0 I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX".split()
_RECITAL = re.compile(r"\b(?:overweging|recital)\s+(\d+)\b", re.IGNORECASE)
_INSIDE = (
    ("para", re.compile(rf"[\s,]*\b(?:lid|leden|paragraph|para)\.?\s*{NUMBER}", re.IGNORECASE)),
    ("para", re.compile(rf"[\s,]*\b({'|'.join(ORDINALS)})\s+lid\b()", re.IGNORECASE)),
    ("para", re.compile(r"\s*\((\d+)([a-f])?\)")),
    (
        "point",
        re.compile(
            rf"[\s,]*\b(?:onderde(?:el|len)|onder|punten|punt|sub|points|point)(?:\s+|(?=\())"
            rf"\(?(?!(?:{_NO_LETTERS})\b)(\d+|[a-z]{{1,2}})\b\)?(?:\s({_LATIN}))?",
            re.IGNORECASE,
        ),
    ),
    ("point", re.compile(r"\s*\(([a-z]{1,2})()\)")),
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A place that a text names: a source, a part, or both; the other one is empty."""

    source: str = ""
    eid: str = ""


def references(text: str, sources: Iterable[Source]) -> tuple[Reference, ...]:
    """What the text names, in its order. A part belongs to the nearest source named after it, or else before it."""
    named = sorted((start, source) for start, _, source in _sources(text, sources))
    parts = sorted(_parts(text))
    found = []
    for place, eid in parts:
        after = [source for at, source in named if at >= place]
        before = [source for at, source in named if at < place]
        found.append(Reference(after[0] if after else before[-1] if before else "", eid))
    claimed = {reference.source for reference in found}
    found += [Reference(source=source) for _, source in named if source not in claimed]
    return tuple(dict.fromkeys(found))


def without_names(text: str, sources: Iterable[Source]) -> str:
    """The text without the names of sources: what is asked about them."""
    for start, end, _ in sorted(_sources(text, sources), reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text


def nearest(eid: str) -> list[str]:
    """The eid, its other reading (people write 3(4) for point 4 of article 3), and the parts around it."""
    names = [eid, eid.replace("__para_", "__point_", 1)]
    while "__" in eid:
        eid = eid.rpartition("__")[0]
        names.append(eid)
    return names


def _sources(text: str, sources: Iterable[Source]) -> Iterator[tuple[int, int, str]]:
    pattern, source_of = names_of(tuple(sources))
    for match in pattern.finditer(text):
        yield *match.span(), source_of[match[0].lower()]


@cache
def names_of(sources: tuple[Source, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern of all names, the longest first ("NIS2-richtlijn" before "NIS2"), and whose each of them is."""
    official = [each for each in sources if each.kind is not Kind.OWN_POLICY]
    pairs = [
        (name.lower(), each.id) for each in official for name in (*each.names, each.short.nl, each.short.en) if name
    ]
    pairs += [
        (each.short.nl.lower(), each.id)
        for each in sources
        if each.kind is Kind.OWN_POLICY and _is_name(each.short.nl.lower(), [name for name, _ in pairs])
    ]
    pairs.sort(key=lambda pair: -len(pair[0]))
    source_of = dict(reversed(pairs))  # the first source that has a name keeps it
    by_letter: dict[str, list[str]] = {}  # `re` tries what stands between "|" one by one: let the first letter choose
    for name, _ in pairs:
        by_letter.setdefault(name[0], []).append(re.escape(name[1:]))
    names = "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_letter.items()) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE), source_of


def _is_name(title: str, taken: Iterable[str]) -> bool:
    """Whether the title of an own document names it: "beleid" does not, nor does a law ("artikel 33 van de AVG")."""
    own = title
    for name in taken:
        own = own.replace(name, " ") if name in own else own
    return len(title.split()) > 1 and (own == title or bool(_TELLING.search(own)))


def _parts(text: str) -> Iterator[tuple[int, str]]:
    for match in _ARTICLE.finditer(text):
        yield match.start(), f"art_{match[1]}{letter(match[2])}{inside(text, match.end())[0]}"
    for match in _ANNEX.finditer(text):
        number = ROMAN[int(match[1])] if match[1].isdigit() else match[1].upper()
        yield match.start(), f"annex_{number}{inside(text, match.end())[0]}"
    for match in _RECITAL.finditer(text):
        yield match.start(), f"rec_{match[1]}"


def inside(text: str, position: int) -> tuple[str, int]:
    """The paragraph and points that follow directly ("lid 11, punt a", "(11)(a)"), and where they end."""
    eid = ""
    while True:
        for kind, pattern in _INSIDE:
            if match := pattern.match(text, position):
                value = match[1].lower()
                value = str(ORDINALS.index(value) + 1) if value in ORDINALS else value
                eid += f"__{kind}_{value}{letter(match[2])}"
                position = match.end()
                break
        else:
            return eid, position


def letter(inserted: str | None) -> str:
    """The letter of an inserted part: "bis" is a."""
    return LETTER_OF.get((inserted or "").lower(), (inserted or "").lower())
