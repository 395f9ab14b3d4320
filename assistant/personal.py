"""Personal data in a text: found by their form and their check digits, and put out of sight.

What a person types may hold a citizen service number or somebody's telephone number. No answer needs it, so a question
that has it goes no further than this page. Numbers of law (articles, CELEX, dates, amounts, versions) are left alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assistant.messages import message
from assistant.types import Language, Question

_GAP = r"[ .\-\u00a0\u2011\u2013\u202f]"  # what people put between groups of digits
_START = r"(?<![\w+])(?<!\d[.,:/-])(?<!\w-)"  # not inside a word, an amount, a date or a file number
_END = r"(?!\w)(?![.,/-]\d)"
_EMAIL = re.compile(
    r"(?<![\w.+%'-])[\w.+%'-]+ ?(?:[@\uff20]|[(\[] ?at ?[)\]]) ?[\w-]+"
    r"(?:(?:\.| ?[(\[] ?(?:dot|punt) ?[)\]] ?)[\w-]+)*(?:\.| ?[(\[] ?(?:dot|punt) ?[)\]] ?)[^\W\d_]{2,}",
    re.IGNORECASE,
)
_PHONE = re.compile(
    rf"{_START}(?:"
    rf"(?:\+|00 ?)[1-9]\d{{0,2}}(?:{_GAP}{{0,2}}[/(]?\d\)?){{7,13}}"  # +31 (0)6 …, 0032 …
    rf"|316\d{{8}}"  # as chat programs show it
    rf"|(?!06{_GAP}\d\d?{_GAP}(?:19|20)\d\d\b)\(?0\)?6{_GAP}{{0,2}}[1-9](?:{_GAP}?\d){{7}}"  # 06-12-2026 is a day
    rf"|\(?0[1-57-9]\d\)?(?:{_GAP}{{0,2}}\d){{7}}"  # 070 and seven, 0343 and six: ten digits in all
    rf"|\(?0[1-57-9]\d\d\)(?:{_GAP}{{0,2}}\d){{6}}"
    rf"|0[89]00{_GAP}{{0,2}}\d{{4}}"
    rf"){_END}"
)
_BSN = re.compile(
    r"(?:(?<=bsn)|(?<!\w))(?<!\d[.,/-])(?<!\w-)(?<!€)(?<!€ )(?<!eur )(?<!euro )"
    rf"(?:\d{{9}}|(?<!\d )\d{{2,4}}(?P<gap>{_GAP})\d{{2,4}}(?:(?P=gap)\d{{2,4}}){{1,2}}){_END}(?! ?(?:€|eur|miljoen|million))",
    re.IGNORECASE,
)
# Where the word stands before it, any grouping will do, and so will eight digits: an old number begins with nought.
_NAMED_BSN = re.compile(
    rf"\b(?:bsn|burgerservice ?nummer|sofi-?nummer|citizen service number)[^\d\n]{{0,30}}?(?P<number>\d(?:{_GAP}?\d){{7,8}}){_END}",
    re.IGNORECASE,
)
_IBAN = re.compile(r"(?<!\w)[a-z]{2}\d\d", re.IGNORECASE)
_LENGTHS = {  # of an IBAN, by country: the figures that stand behind the two letters
    each[:2]: int(each[2:])
    for each in [
        "AD24",
        "AE23",
        "AL28",
        "AT20",
        "AZ28",
        "BA20",
        "BE16",
        "BG22",
        "BH22",
        "BI27",
        "BR29",
        "BY28",
        "CH21",
        "CR22",
        "CY28",
        "CZ24",
        "DE22",
        "DJ27",
        "DK18",
        "DO28",
        "EE20",
        "EG29",
        "ES24",
        "FI18",
        "FK18",
        "FO18",
        "FR27",
        "GB22",
        "GE22",
        "GI23",
        "GL18",
        "GR27",
        "GT28",
        "HN28",
        "HR21",
        "HU28",
        "IE22",
        "IL23",
        "IQ23",
        "IS26",
        "IT27",
        "JO30",
        "KW30",
        "KZ20",
        "LB28",
        "LC32",
        "LI21",
        "LT20",
        "LU20",
        "LV21",
        "LY25",
        "MC27",
        "MD24",
        "ME22",
        "MK19",
        "MN20",
        "MR27",
        "MT31",
        "MU30",
        "NI28",
        "NL18",
        "NO15",
        "OM23",
        "PK24",
        "PL28",
        "PS29",
        "PT25",
        "QA29",
        "RO24",
        "RS22",
        "RU33",
        "SA24",
        "SC31",
        "SD18",
        "SE24",
        "SI19",
        "SK24",
        "SM27",
        "SO23",
        "ST25",
        "SV28",
        "TL23",
        "TN24",
        "TR26",
        "UA29",
        "VA22",
        "VG24",
        "XK20",
        "YE30",
    ]
}


class PersonalKind(StrEnum):
    """What sort of personal data it is."""

    EMAIL = "email"
    IBAN = "iban"
    PHONE = "phone"
    BSN = "bsn"


@dataclass(frozen=True, slots=True)
class Personal:
    """One piece of personal data, and the characters of the text that it takes."""

    kind: PersonalKind
    start: int
    end: int


def personal_data(text: str) -> tuple[Personal, ...]:
    """All that is there, in the order of the text; no two overlap."""
    found: list[Personal] = []
    for each in _candidates(text):
        if all(each.end <= other.start or other.end <= each.start for other in found):
            found.append(each)
    return tuple(sorted(found, key=lambda each: each.start))


def masked(text: str, language: Language) -> str:
    """The text with the kind in the place of each piece: "mail naar [e-mailadres]"."""
    for each in reversed(personal_data(text)):
        text = f"{text[: each.start]}{message(f'mask.{each.kind}', language)}{text[each.end :]}"
    return text


def objection(question: Question, language: Language) -> str:
    """Why this question is not taken up: the kinds that stand in it or in an earlier turn of its asker; "" if none."""
    if kinds := _kinds(question.question):
        return message("outcome.blocked", language, kinds=_named(kinds, language))
    if kinds := _kinds("\n".join(turn.content for turn in question.history if turn.role == "user")):
        return message("outcome.blocked_earlier", language, kinds=_named(kinds, language))
    return ""


def _kinds(text: str) -> tuple[PersonalKind, ...]:
    return tuple(dict.fromkeys(each.kind for each in personal_data(text)))


def _named(kinds: tuple[PersonalKind, ...], language: Language) -> str:
    """ "een e-mailadres en een telefoonnummer"."""
    *first, last = (message(f"personal.{kind}", language) for kind in kinds)
    return f"{', '.join(first)} {message('personal.and', language)} {last}" if first else last


def _candidates(text: str) -> Iterator[Personal]:
    """The surest forms first: a bank account may hold what looks like another number."""
    for match in _EMAIL.finditer(text):
        yield Personal(PersonalKind.EMAIL, *match.span())
    for match in _IBAN.finditer(text):
        if end := _end_of_iban(text, match):
            yield Personal(PersonalKind.IBAN, match.start(), end)
    for match in _NAMED_BSN.finditer(text):
        digits = re.sub(r"\D", "", match["number"])
        if _passes_eleven_test(digits.zfill(9)):
            yield Personal(PersonalKind.BSN, *match.span("number"))
    for match in _PHONE.finditer(text):
        yield Personal(PersonalKind.PHONE, *match.span())
    for match in _BSN.finditer(text):
        if _passes_eleven_test(match[0]):
            yield Personal(PersonalKind.BSN, *match.span())


def _passes_eleven_test(number: str) -> bool:
    """Nine times the first digit, eight times the second …, less the last, can be divided by eleven."""
    digits = [int(each) for each in number if each.isdigit()]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return len(digits) == len(weights) and any(digits) and not sum(map(int.__mul__, digits, weights)) % 11


def _end_of_iban(text: str, start: re.Match[str]) -> int:
    """Where the account number ends that begins here; 0 where its length or its check digits are wrong."""
    behind = _LENGTHS.get(start[0][:2].upper(), 0) - len(start[0])
    rest = re.compile(rf"(?:{_GAP}?[a-zA-Z0-9]){{{behind}}}(?!\w)").match(text, start.end()) if behind > 0 else None
    if rest is None:
        return 0
    turned = re.sub(r"[^a-zA-Z0-9]", "", rest[0] + start[0])
    return rest.end() if int("".join(str(int(each, 36)) for each in turned)) % 97 == 1 else 0
