"""Numbers as texts print them ("4 bis", "b ter)", "(ii)") and as ids write them ("4a", "bb", "ii"). Knows no markup."""

import re
import unicodedata
from collections.abc import Sequence

INSERTED = [
    *("bis", "ter", "quater", "quinquies", "sexies", "septies"),
    *("octies", "novies", "decies", "undecies", "duodecies"),
]
LATIN = "(?:nonies|" + "|".join(INSERTED) + ")"
COUNTED = rf"(?:\d+(?:\.\d+)*[a-z]{{0,2}}|[ivxl]+|[a-z]{{1,2}})(?: {LATIN})?"
MARKER = re.compile(rf"\(?({COUNTED})(?:[).]{{1,2}}|°\.?)", re.IGNORECASE)
LEADING = re.compile(rf"(\(?{COUNTED}(?:[).]{{1,2}}|°\.?)|[—–•·-]) +(?=\S)", re.IGNORECASE)
PARAGRAPH = re.compile(rf"\d+[a-z]{{0,2}}(?: {LATIN})?\.?")


def number(printed: str) -> str:
    """What an id says for a printed number: "b bis)" -> "ba", "(14a)" -> "14a", "1.1.2." -> "1.1.2"; a dash -> ""."""
    found = MARKER.fullmatch(printed.strip()) or re.fullmatch(rf"({COUNTED})", printed.strip(), re.IGNORECASE)
    if found is None:
        return ""
    base, _, latin = found[1].partition(" ")
    return base.lower() + _letter(latin.lower())


def _letter(latin: str) -> str:
    if not latin:
        return ""
    return "abcdefghijk"[INSERTED.index("novies" if latin == "nonies" else latin)]


def leading(line: str) -> tuple[str, str]:
    """A line as its marker and its words: "a) first" -> ("a)", "first"); without a marker ("", line)."""
    found = LEADING.match(line)
    return (found[1], line[found.end() :]) if found else ("", line)


def style(marker: str, before: dict[str, str], after: str) -> str:
    """The kind of list that a marker belongs to, because "i", "v" and "x" are letters and Roman numbers.

    `before`: the last number of each list that is open, by kind; `after`: the number of the next item.
    """
    count = number(marker)
    if not count:
        return "dash"
    if count[0].isdigit():
        return f"digit{count.count('.')}" + ("°" if "°" in marker else "")
    if not set(count) <= set("ivx"):
        return "letter"
    letter = before.get("letter", "")[:1]
    goes_on = len(count) == 1 and letter and ord(letter) < ord(count) <= ord(letter) + 3  # some may be repealed
    if goes_on and after != "ii":
        return "letter"
    return "roman" if len(count) > 1 or count == "i" or "roman" in before else "letter"


def untwinned(counts: Sequence[str]) -> list[str]:
    """The numbers of a list, with a slip of its publisher mended: the same number twice, one after the other.

    9, 11, 11 (article 73 of the Dutch AI Act) -> 9, 10, 11; c, d, d, e (article 13 of a Dutch GDPR) -> c, d, e, f.
    """
    mended = list(counts)
    for place in range(1, len(mended) - 1):
        before, count = mended[place - 1 : place + 1]
        if not before or mended[place + 1] != count:
            continue
        if before == _step(count, -2):
            mended[place] = _step(count, -1)
        elif before == _step(count, -1):
            for late in range(place + 1, len(mended)):
                if mended[late] != mended[late - 1]:
                    break
                mended[late] = _step(mended[late], 1)
    return mended


def _step(count: str, by: int) -> str:
    """The number that many places further: 11 and -2 give 9, d and 2 give f; "" where it has none."""
    if count.isdigit():
        return str(int(count) + by)
    return chr(ord(count) + by) if len(count) == 1 else ""


def slug(words: str) -> str:
    """Words as a piece of an id: "Essentiële entiteit" -> "essentiele-entiteit"."""
    letters = (letter for letter in unicodedata.normalize("NFKD", words) if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", "".join(letters).lower()).strip("-")
