"""The day that a question names as the one it is about ("geldt dit op 1 maart 2026?"), and what was set after it."""

import re
from collections.abc import Iterable
from datetime import date

from corpus.figures import MONTHS
from corpus.types import Source

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


def set_later(sources: Iterable[Source], day: date) -> frozenset[str]:
    """The days, as 2027-12-02, that an edition after that day begins or applies on, and none that held then knew."""
    late: set[date] = set()
    for source in sources:
        known = {each for edition in source.editions if edition.in_force(day) for each in edition.days()}
        coming = (each for each in source.editions if each.valid_from and each.valid_from > day)
        late |= {each for edition in coming for each in edition.days()} - known if known else set()
    return frozenset(each.isoformat() for each in late)
