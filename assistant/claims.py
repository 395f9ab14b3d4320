"""What a sentence states that one character can make false: measures, named parts, named acts, words in quotation marks."""

import re
from datetime import date
from functools import lru_cache

from corpus.figures import figures
from corpus.references import ORDINALS, nearest, references

_UNITS = (
    r"uur|uren|hours?", r"werkdag(?:en)?|working days?", r"dag(?:en)?|days?", r"we(?:ek|ken)|weeks?", r"maand(?:en)?|months?",
    r"kwarta(?:al|len)|quarters?", r"ja(?:ar|ren)|years?", r"procent|per ?cent|%", r"euro'?s?|euros?",
)  # fmt: skip
_TENS = {
    "nl": ["dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig", "honderd"],
    "en": ["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred"],
}
_TEN = {language: {word: str(10 * place) for place, word in enumerate(words, 3)} for language, words in _TENS.items()}
_ONE = {"nl": {"een", "één", "eén"}, "en": {"one", "a", "an"}}
_MEASURE = re.compile(  # possessive, so that a long word is tried once
    rf"(?<!\w)(\d++(?:[.,]\d+)*+|[^\W\d]++(?=\s))\s?(?:({')|('.join(_UNITS)}))(?!\w)", re.IGNORECASE
)
_PARAGRAPH = re.compile(rf"\b(?:lid|paragraph)\s+(\d+)|\b({'|'.join(ORDINALS)})\s+lid\b", re.IGNORECASE)
_LINE_NUMBER = re.compile(r"^\s*(\d+)\s?[.)]?\s", re.MULTILINE)
_LIST = re.compile(
    r"\b(?:artikel(?:en)?|articles?|artt?\.?)\s+(\d+\w?(?:(?:\s*,\s*|\s+(?:en|of|and|or|tot en met|t/m|to)\s+|\s*[-–]\s*)\d+\w?)+)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(\d+)\s*(?:tot en met|t/m|to|[-–])\s*(\d+)", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\b(?:artikel(?:en)?|articles?|lid|leden|paragraphs?|punt(?:en)?|points?|bijlage|annex|overweging|recital)\s+\d[\w.]*(?:\(\w+\))*",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"\b[A-Z][A-Z0-9]{2,}\b")
_SINCE = re.compile(r"\b(?:sinds|since)\s+([^.,;]{8,20})", re.IGNORECASE)  # as long as a date in words
_QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"|‘([^’]+)’")

_kept = lru_cache(maxsize=512)  # the same few provisions are held against many sentences


@_kept
def stated(text: str, language: str) -> frozenset[str]:
    """The figures of a text, with the tens in words, which are rare enough to be no part of `figures`."""
    tens = {_TEN[language][word] for word in re.findall(r"\w+", text.lower()) if word in _TEN[language]}
    return figures(text, language) | tens


@_kept
def measures(text: str, language: str) -> frozenset[tuple[str, str]]:
    """ "six months" and "zes maanden" are (6, 4): a number with the place of its unit above. "A month" is one."""
    found = set()
    for match in _MEASURE.finditer(text):
        unit = next(place for place, group in enumerate(match.groups()[1:]) if group)
        word = match[1].lower()
        numbers = {"1"} if word in _ONE[language] else stated(word, language)
        found |= {(number, str(unit)) for number in numbers}
    return frozenset(found)


def contradicts(said: frozenset[tuple[str, str]], held: frozenset[tuple[str, str]], bare: frozenset[str]) -> bool:
    """Whether a measure has another unit than where its number stands, or is a single one that stands nowhere.

    `bare`: numbers that stand there without a unit ("two or three weeks"), for which any unit will do.
    """
    units = {number: {unit for other, unit in held if other == number} for number, _ in said}
    return any(
        unit not in units[number] and (units[number] or number == "1" or number not in bare) for number, unit in said
    )


@_kept
def unnamed(text: str) -> str:
    """The text without the numbers of the articles and paragraphs that it names: "Article 5" is no five weeks."""
    return _NUMBERED.sub(" ", text)


def since_a_day_to_come(text: str, language: str, day: date) -> bool:
    """Whether something holds "since" a date that on that day has yet to come."""
    named = (each for match in _SINCE.finditer(text) for each in figures(match[1], language))
    return any(len(each) == len("2027-03-01") and each > day.isoformat() for each in named)


@_kept
def parts(text: str) -> frozenset[str]:
    """The eids of the articles, annexes and recitals that a text names, each with the parts it lies in."""
    named = {each.eid for each in references(text, ()) if each.eid}
    return frozenset(_above(named) | _listed(text))


def names_unknown(sentence: str, known: str, eid: str, official: str = "") -> bool:
    """Whether a sentence names an article, annex, recital or paragraph that is neither the cited one nor named in it.

    `eid` is the cited provision's own; `official` its published words, whose lines may begin with paragraph numbers.
    """
    held = parts(known) | _above({each for one in eid.split() for each in nearest(one)})
    named = {each.eid for each in references(sentence, ()) if each.eid}
    if any(not {each, each.replace("__para_", "__point_", 1)} & held for each in named):
        return True
    numbers = _paragraphs(known) | set(_LINE_NUMBER.findall(official))
    numbers |= {part.removeprefix("para_") for each in held for part in each.split("__") if part.startswith("para_")}
    return not _paragraphs(sentence) <= numbers


@_kept
def acronyms(text: str) -> frozenset[str]:
    """Names in capitals ("NIS2", "GDPR"), of which a sentence may use only those that stand in what it cites."""
    return frozenset(_ACRONYM.findall(text))


def quotations(text: str) -> tuple[str, ...]:
    """What a sentence puts in quotation marks, where it is more than a term."""
    found = ("".join(match.groups("")) for match in _QUOTED.finditer(text))
    return tuple(each for each in found if len(each.split()) > 2)


def _paragraphs(text: str) -> set[str]:
    found = _PARAGRAPH.finditer(text)
    return {match[1] or str(ORDINALS.index(match[2].lower()) + 1) for match in found}


def _above(eids: set[str]) -> set[str]:
    """With everything that each of them lies in."""
    return {
        "__".join(pieces[:end]) for eid in eids for pieces in [eid.split("__")] for end in range(1, len(pieces) + 1)
    }


def _listed(text: str) -> set[str]:
    """All of "artikelen 16, 17 en 18" and of "articles 8 to 15"."""
    found: set[str] = set()
    for match in _LIST.finditer(text):
        found |= {f"art_{number.lower()}" for number in re.findall(r"\d+\w?", match[1])}
        for first, last in _RANGE.findall(match[1]):
            found |= {f"art_{number}" for number in range(int(first), min(int(last), int(first) + 200) + 1)}
    return found
