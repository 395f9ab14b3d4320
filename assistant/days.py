"""The day that a question names as the one it is about: "geldt dit op 1 maart 2026?"."""

import re
from datetime import date

from corpus.figures import MONTHS

DAY = re.compile(
    r"\b(?:op|per|on|as of|peildatum)\s+(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})\s+([a-z]+)\s+(\d{4}))\b", re.IGNORECASE
)


def day_in(text: str) -> date | None:
    """The first one; None where there is none, or one that does not exist."""
    if not (match := DAY.search(text)):
        return None
    year, month, day, day_word, month_word, year_word = match.groups()
    try:
        if year:
            return date(int(year), int(month), int(day))
        months = [name for names in MONTHS.values() for name in map(str.lower, names)]
        return date(int(year_word), months.index(month_word.lower()) % 12 + 1, int(day_word))
    except ValueError:  # "op 31 februari 2026": no day at all, so the question is about today
        return None
