"""An answer before it is checked: sentences, each with the numbers of the provisions it rests on."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.sentences import sentences

_ITEM = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+")
_MARKS = re.compile(r"\[\d+(?:\s*,\s*\d+)*\]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or one point of a list. `opens` starts a new paragraph; `relies_on` are words that it says it rests on."""

    text: str
    numbers: tuple[int, ...]
    is_item: bool = False
    opens: bool = False
    relies_on: tuple[str, ...] = ()

    @property
    def is_listing(self) -> bool:
        """Whether it is a point of a list, or opens one: it says nothing by itself."""
        return self.is_item or self.text[-1:] == ":"


def cited(text: str, number: int) -> Iterator[Sentence]:
    """A gist as sentences that all rest on the same provision. Lines that start with "- " are points of a list.

    A number in brackets that a text has itself is left out: it would be read as one of ours.
    """
    opens = True
    for line in _MARKS.sub("[…]", text).splitlines():
        item = line.strip().startswith("- ")
        for sentence in [line.strip()[2:]] if item else sentences(line):
            yield Sentence(sentence.strip(), (number,), is_item=item, opens=opens and not item)
            opens = False


def opening_some(opening: str, among: str) -> str:
    """What opens a list of which only some points follow: "The duties are, among others:"."""
    return f"{opening.rstrip(':')}, {among}:"


def parse(text: str) -> Iterator[Sentence]:
    """The sentences of a text that carries its own [n], as a language model writes it."""
    for block in re.split(r"\n\s*\n", text.strip()):
        opens = True
        for line in block.splitlines():
            body, found = _ITEM.subn("", line)
            item = bool(found)
            body = re.sub(rf"([.!?])((?:\s*{_MARKS.pattern})+)", r"\2\1", body)  # "… months. [1]" → "… months [1]."
            for sentence in [body] if item else sentences(body):
                numbers = tuple(int(number) for mark in _MARKS.findall(sentence) for number in re.findall(r"\d+", mark))
                plain = re.sub(r"\s+([.,;:!?])", r"\1", " ".join(_MARKS.sub("", sentence).split()))
                if plain:
                    yield Sentence(plain, numbers, is_item=item, opens=opens and not item)
                    opens = False


def render(draft: Iterable[Sentence]) -> str:
    """Markdown, with [n] before the full stop of every sentence."""
    text = ""
    for sentence in draft:
        marks = "".join(f" [{number}]" for number in sentence.numbers)
        body, stop = (sentence.text[:-1], sentence.text[-1]) if sentence.text[-1:] in ".!?:;" else (sentence.text, "")
        if sentence.is_item:
            text += "\n- "
        elif text:
            text += "\n\n" if sentence.opens or "\n- " in text.rpartition("\n\n")[2] else " "
        text += f"{body}{marks}{stop}"
    return text
