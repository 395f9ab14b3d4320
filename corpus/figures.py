"""The figures in a text: dates, numbers, amounts and number words, in one form for Dutch and English.

"2 december 2027" and "2 December 2027" are both 2027-12-02; "1,4 %" and "1.4 %" are 1.4; "zes" and "six" are 6.
"""

import re
from datetime import date

MONTHS = {
    "nl": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
_UNITS = {
    "nl": [
        "twee",
        "drie",
        "vier",
        "vijf",
        "zes",
        "zeven",
        "acht",
        "negen",
        "tien",
        "elf",
        "twaalf",
        "dertien",
        "veertien",
        "vijftien",
        "zestien",
        "zeventien",
        "achttien",
        "negentien",
        "twintig",
    ],
    "en": [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ],
}  # "een" and "one" are articles more often than figures
_IN_WORDS = {language: {word: number for number, word in enumerate(words, 2)} for language, words in _UNITS.items()}
_MONTH = {
    language: {month.lower(): number for number, month in enumerate(months, 1)} for language, months in MONTHS.items()
}
_DATE = {
    language: re.compile(rf"(?:(\d{{1,2}})\s+)?\b({'|'.join(months)})\s+(\d{{4}})\b", re.IGNORECASE)
    for language, months in MONTHS.items()
}
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?![\d])")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LARGE = re.compile(r"(\d+(?:[.,]\d+)?)\s+(miljoen|million|miljard|billion)\b")
_TIMES = {"miljoen": 10**6, "million": 10**6, "miljard": 10**9, "billion": 10**9}


def in_words(day: date, language: str) -> str:
    """ "2 december 2027" or "2 December 2027"."""
    return f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"


def figures(text: str, language: str) -> frozenset[str]:
    """Every figure that a text states. A date also states its month and its year."""
    dates: set[str] = set()

    def taken_out(found: re.Match[str]) -> str:
        dates.update(_forms(found, language))
        return " "

    rest = _DATE[language].sub(taken_out, text)
    amounts = {_plain(float(found[1].replace(",", ".")) * _TIMES[found[2]]) for found in _LARGE.finditer(rest)}
    rest = _GROUPED.sub(lambda found: re.sub(r"\D", "", found[0]), _LARGE.sub(" ", rest))
    numbers = {found.replace(",", ".") for found in _NUMBER.findall(rest)}
    words = {str(_IN_WORDS[language][word]) for word in re.findall(r"\w+", rest.lower()) if word in _IN_WORDS[language]}
    return frozenset(dates | amounts | numbers | words)


def _forms(found: re.Match[str], language: str) -> list[str]:
    month = f"{found[3]}-{_MONTH[language][found[2].lower()]:02}"
    return [found[3], month, *([f"{month}-{int(found[1]):02}"] if found[1] else [])]


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)
