"""What has been said already: acts repeat each other, and so do our digests of them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.draft import Sentence

SAME = 0.5  # of the longer words of a list: it was said already
LETTERS = 6  # of a longer word
AGAIN = 0.8  # of the words and figures of a sentence stand in one that was said: it would say that again
SHORT_WORD = 3  # letters; such words are in every sentence
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


def once(draft: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The draft without what it says twice: the first sentence that says so cites both provisions."""
    lines: list[Sentence] = []
    opens = False  # what is left out may have opened a paragraph
    for line in draft:
        same = (place for place, each in enumerate(lines) if _say_the_same(each, line))
        if (place := next(same, None)) is None:
            lines.append(replace(line, opens=line.opens or (opens and not line.is_item)))
            opens = False
        else:
            numbers = dict.fromkeys((*lines[place].numbers, *line.numbers))
            lines[place], opens = replace(lines[place], numbers=tuple(numbers)), opens or line.opens
    return tuple(lines)


def is_said(line: Sentence, said: Sequence[set[str]]) -> bool:
    """Whether one sentence said nearly all of it; `said` has the `content` of each."""
    words = content(line)
    return any(len(words & each) >= AGAIN * len(words) for each in said)


def is_listed(lines: Sequence[Sentence], draft: Sequence[Sentence]) -> bool:
    """Whether a draft that leads with a list says the same: a directive and its act, say, but not the fine of another group."""
    words = _longer(lines)
    return len(words & _longer(draft)) >= SAME * len(words) and _figures(lines) <= _figures(draft)


def content(line: Sentence) -> set[str]:
    """The words and figures that say what a sentence says."""
    return {word for word in re.findall(r"\w+", line.text.lower()) if len(word) > SHORT_WORD or word.isdigit()}


def _say_the_same(one: Sentence, other: Sentence) -> bool:
    """Never where their figures differ: the fine of another group is another fine."""
    apart = one.numbers != other.numbers and not (one.is_listing or other.is_listing)
    apart = apart and _figures([one]) == _figures([other])
    return apart and is_said(one, [content(other)]) and is_said(other, [content(one)])


def _longer(lines: Sequence[Sentence]) -> set[str]:
    return {word for line in lines for word in re.findall(r"\w+", line.text.lower()) if len(word) >= LETTERS}


def _figures(lines: Sequence[Sentence]) -> set[str]:
    return {figure for line in lines for figure in _FIGURE.findall(line.text)}
