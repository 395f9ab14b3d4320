"""The parts of a text without articles: what stands between two headings, named by the last one."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from corpus.readers.numbers import slug
from corpus.readers.part import Part

MEASURE = re.compile(r"\d+\.\d{2}\.\d{2}")  # of the BIO2: its number is its name


def section_parts(sections: Iterable[tuple[tuple[str, ...], str]], title: tuple[str, ...] = ()) -> Iterator[Part]:
    """A part for each section with words: its headings (`title` is over all of them) and its own words."""
    taken: Counter[str] = Counter()
    for headings, words in sections:
        if words:
            name = _name(headings)
            taken[name] += 1
            yield Part(name if taken[name] == 1 else f"{name}_{taken[name]}", (*title, *headings), words)


def _name(headings: tuple[str, ...]) -> str:
    if headings and MEASURE.fullmatch(headings[-1]):
        return f"measure_{headings[-1]}"
    return f"sec_{slug(headings[-1]) or 'section'}" if headings else "sec_intro"
