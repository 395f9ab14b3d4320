"""How much of a provision is said, and in which order: a colleague's note, not a page of law.

A list is never cut where it leads: who asks for duties gets all of them, in order.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.draft import Sentence

LEAD = 120  # words of the leading provision, where it is no list
BESIDE = 50  # words of each other one
WHOLE_LIST = 90  # words up to which a list of another one is said in full
SECOND = 0.85  # of the best sentence's relevance: near enough to be said too
_MOMENT = re.compile(
    r"\b(?:\d{4}|uur|dag|dagen|weken|maand|maanden|jaar|meteen|onmiddellijk|onverwijld|hours?|days?|weeks?|months?|years?"
    r"|immediately|without delay)\b",
    re.IGNORECASE,
)


def leading(lines: Sequence[Sentence], relevance: Sequence[float], *, asks_moment: bool) -> list[Sentence]:
    """The leading provision: its list in full; of prose the opening and what speaks of the question, in its order.

    Where a day or a period is asked for, the sentence that names it comes first.
    """
    said = list(lines)
    if not any(line.is_item for line in lines) and _words(lines) > LEAD:
        said = [lines[place] for place in _fitting(lines, relevance, LEAD, always=0)]
    if asks_moment and said and not _MOMENT.search(said[0].text):
        moments = [line for line in said if not line.is_item and _MOMENT.search(line.text) and line.text[-1:] != ":"]
        if moments:
            best = max(moments, key=lambda line: relevance[lines.index(line)])
            said = [best, *(line for line in said if line is not best)]
    return _opened(said)


def beside(lines: Sequence[Sentence], relevance: Sequence[float]) -> list[Sentence]:
    """What another provision adds: the sentences nearest to the question, or its list where that is short."""
    if not lines:
        return []
    if any(line.is_item for line in lines) and _words(lines) <= WHOLE_LIST:
        return list(lines)
    prose = [place for place, line in enumerate(lines) if not line.is_item and line.text[-1:] != ":"]
    if not prose:
        return []
    best = max(relevance[place] for place in prose)
    near = [value if place in prose and value >= SECOND * best else 0.0 for place, value in enumerate(relevance)]
    chosen = _fitting(lines, near, BESIDE, always=max(prose, key=lambda place: relevance[place]))
    return _opened([lines[place] for place in chosen])


def _fitting(lines: Sequence[Sentence], relevance: Sequence[float], words: int, always: int) -> list[int]:
    """The places of the nearest lines that fit together, in their order."""
    chosen, left = {always}, words - _words([lines[always]])
    for place in sorted(range(len(lines)), key=lambda each: -relevance[each]):
        length = _words([lines[place]])
        if place not in chosen and relevance[place] > 0 and length <= left:
            chosen.add(place)
            left -= length
    return sorted(chosen)


def _opened(lines: Sequence[Sentence]) -> list[Sentence]:
    """The first one opens a paragraph, the others go on."""
    return [replace(line, opens=not place and not line.is_item) for place, line in enumerate(lines)]


def _words(lines: Sequence[Sentence]) -> int:
    return sum(len(line.text.split()) for line in lines)
