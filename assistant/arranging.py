"""How much of a provision is said, and in which order: a colleague's note, not a page of law.

A list is never cut where it leads: who asks for duties gets all of them, in order.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.draft import Sentence, opening_some
from assistant.repeating import content, is_listed, is_said

TOTAL = 200  # words of an answer, without its lists; what does not fit is left to the follow-up questions
LEAD = 100  # words of the leading provision, where it is no list
BESIDE = 70  # words of each other one
SHORT_LIST, WHOLE_LIST, ASKED_LIST = 60, 90, 160  # words up to which a list of another one is said in full: beside
# a leading list, beside prose, and where lists are asked
POINTS = 60  # words of the points of a list that would otherwise be left out
SECOND = 0.5  # of the best sentence's relevance: near enough to be said too, where there is room
_MOMENT = re.compile(
    r"\b(?:\d{4}|uur|dag|dagen|weken|maand|maanden|jaar|meteen|onmiddellijk|onverwijld|hours?|days?|weeks?|months?|years?"
    r"|immediately|without delay)\b",
    re.IGNORECASE,
)


def leading(lines: Sequence[Sentence], relevance: Sequence[float], *, asks_moment: bool) -> list[Sentence]:
    """The leading provision: its list in full; of its prose the opening and what speaks of the question, in its order.

    Where a day or a period is asked for, the sentence that names it comes first.
    """
    said = list(lines)
    if _words(lines) > LEAD:
        always = {0} | _list(lines)
        rest = [place for place in range(len(lines)) if place not in always and relevance[place] > 0]
        said = _said(lines, always | _fitting(lines, rest, relevance, LEAD - _words(_said(lines, always))))
    if asks_moment and said and not _MOMENT.search(said[0].text):
        moments = [line for line in said if not line.is_listing and _MOMENT.search(line.text)]
        if moments:
            best = max(moments, key=lambda line: relevance[lines.index(line)])
            said = [best, *(line for line in said if line is not best)]
    return _opened(said)


def beside(
    others: Sequence[tuple[Sequence[Sentence], Sequence[float]]],
    draft: Sequence[Sentence],
    near: float,
    *,
    asks_list: bool,
    among: str,
) -> list[list[Sentence]]:
    """What each other provision adds: its nearest sentence, or its list where that is short; and what else there is room for.

    `others`: of each its sentences and their relevance; `draft`: what is said already; `near`: the most relevance in
    it. A list that comes nearer to the question may be long; beside prose a few points are said of one that is too
    long, and that there are more (`among`: "among others").
    """
    led = any(line.is_item for line in draft)
    longest = SHORT_LIST if led else ASKED_LIST if asks_list else WHOLE_LIST
    said = [content(line) for line in draft]
    chosen: list[set[int]] = []
    left = TOTAL - _words(draft)
    for lines, relevance in others:
        limit = ASKED_LIST if max(relevance, default=0.0) >= near else longest
        chosen.append(_first(lines, relevance, 0 if led and is_listed(lines, draft) else limit, said, left))
        left -= _words(_said(lines, chosen[-1]))
        said += [content(lines[place]) for place in chosen[-1]]
    for value, which, place in _seconds(others, chosen):
        lines = others[which][0]
        length = _words([lines[place]])
        fits = length <= min(left, BESIDE - _words(_said(lines, chosen[which])))
        if value > 0 and fits and not is_said(lines[place], said):
            chosen[which].add(place)
            said.append(content(lines[place]))
            left -= length
    blocks = []
    for (lines, relevance), places in zip(others, chosen, strict=True):
        block = _said(lines, places) or ([] if led else _some(lines, relevance, left, among))
        left -= 0 if places else _words(block)
        blocks.append(_opened(block))
    return blocks


def _first(
    lines: Sequence[Sentence], relevance: Sequence[float], longest: int, said: Sequence[set[str]], room: int
) -> set[int]:
    """Its list with what opens it, or its nearest sentence and the rule that it opens with, of those for which there is room."""
    listed = {0} | _list(lines)
    is_short = sum(len(line.text.split()) for line in lines) <= longest
    if any(line.is_item for line in lines) and is_short and _words(_said(lines, listed)) <= room:
        return listed
    prose = [place for place in _prose(lines) if _words([lines[place]]) <= room]
    new = [place for place in prose if not is_said(lines[place], said)] or prose
    if not new:
        return set()
    best = max(new, key=lambda place: relevance[place])
    both = {0, best}  # the rule before its exception
    near = 0 in new and relevance[0] >= SECOND * relevance[best]
    return both if near and _words(_said(lines, both)) <= min(room, BESIDE) else {best}


def _some(lines: Sequence[Sentence], relevance: Sequence[float], room: int, among: str) -> list[Sentence]:
    """Of a list that is too long to stand beside another provision: what opens it, and the nearest of its points."""
    items = [place for place, line in enumerate(lines) if line.is_item]
    best = max(items, key=lambda place: relevance[place], default=0)
    opening = next((line for line in reversed(lines[:best]) if line.text[-1:] == ":"), None)
    chosen = _fitting(lines, items, relevance, POINTS)
    if opening and len(chosen) < len(items):
        opening = replace(opening, text=opening_some(opening.text, among))
    return [opening, *_said(lines, chosen)] if opening and chosen and _words([opening]) <= room else []


def _seconds(
    others: Sequence[tuple[Sequence[Sentence], Sequence[float]]], chosen: Sequence[set[int]]
) -> list[tuple[float, int, int]]:
    """What may be said besides: relevance, which provision, which sentence; the nearest first."""
    found = []
    for which, (lines, relevance) in enumerate(others):
        near = SECOND * max((relevance[place] for place in chosen[which]), default=0.0)
        found += [(relevance[place], which, place) for place in _prose(lines) if relevance[place] >= near]
    return sorted((each for each in found if each[2] not in chosen[each[1]]), key=lambda each: -each[0])


def _list(lines: Sequence[Sentence]) -> set[int]:
    """The places of points and of what opens them."""
    return {place for place, line in enumerate(lines) if line.is_listing}


def _prose(lines: Sequence[Sentence]) -> list[int]:
    """The places of sentences that say something by themselves: no points, and nothing that opens a list."""
    return [place for place in range(len(lines)) if place not in _list(lines)]


def _said(lines: Sequence[Sentence], places: set[int]) -> list[Sentence]:
    return [lines[place] for place in sorted(places)]


def _fitting(lines: Sequence[Sentence], places: Sequence[int], relevance: Sequence[float], room: int) -> set[int]:
    """Of these places the nearest to the question that fit together in so many words."""
    chosen: set[int] = set()
    for place in sorted(places, key=lambda each: -relevance[each]):
        length = len(lines[place].text.split())
        if length <= room:
            chosen.add(place)
            room -= length
    return chosen


def _opened(lines: Sequence[Sentence]) -> list[Sentence]:
    """The first one opens a paragraph, the others go on."""
    return [replace(line, opens=not place and not line.is_item) for place, line in enumerate(lines)]


def _words(lines: Sequence[Sentence]) -> int:
    """Points of a list do not count: a list is as long as it is."""
    return sum(len(line.text.split()) for line in lines if not line.is_item)
