"""Words of the laws and fields next door (next_door.toml): procurement, copyright, tax, insolvency, building and so on.

What was asked elsewhere (elsewhere.toml) tells which words people use there; of each law there are too few to know its
own. A word that an own policy of the organisation uses is its own.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from indexing.elsewhere import listed

FILE = Path(__file__).with_suffix(".toml")
SHORTEST = 3  # letters of a word
WHOLE = 4  # letters up to which a word stands alone; a longer one is a beginning
_START = re.compile(r"(?<!\w)\w")


@cache
def words() -> frozenset[str]:
    """All of them, in small letters."""
    return frozenset(listed(FILE))


class NextDoor:
    """The words that count where these policies hold."""

    def __init__(self, policies: Iterable[str] = ()) -> None:
        self._words = words() - {word for policy in policies for word in found(policy)}

    def is_named(self, question: str) -> bool:
        """Whether a question has one of them."""
        return any(word in self._words for word in found(question))


def found(text: str) -> Iterator[str]:
    """Those that a text has, as often as it has them."""
    small, lengths = text.lower(), _lengths()
    for start in (match.start() for match in _START.finditer(small)):
        for length in lengths.get(small[start : start + SHORTEST], ()):
            word, after = small[start : start + length], small[start + length : start + length + 1]
            if word in words() and (length > WHOLE or not after.isalnum()):
                yield word


@cache
def _lengths() -> dict[str, frozenset[int]]:
    """By their first letters, how long they are: so a text is read once, however many they are."""
    known: dict[str, set[int]] = {}
    for word in words():
        known.setdefault(word[:SHORTEST], set()).add(len(word))
    return {beginning: frozenset(lengths) for beginning, lengths in known.items()}
