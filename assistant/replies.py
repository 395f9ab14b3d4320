"""Reads what a language model replied: fields, JSON somewhere in its text, or plain text with [n]. Nothing is believed."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby, islice
from typing import Any

from assistant.draft import Sentence, parse

MOST = 60  # sentences that are read of one reply; a page of B1 text has half as many
TRIED = 20  # places of a text where JSON may begin
SHAPE: dict[str, Any] = {
    "title": "answer",
    "description": "The answer as sentences, each with the numbers of the provisions and the words it relies on.",
    "type": "object",
    "properties": {
        "sentences": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "text": {"type": "string", "description": "One sentence or one list item, without numbers."},
                    "numbers": {
                        "type": "array",
                        "items": {"type": "integer"},
                        "description": "The numbers of the provisions that the sentence relies on.",
                    },
                    "words": {
                        "type": "array",
                        "items": {"type": "string"},
                        "description": "The words of those provisions that the sentence relies on, copied letter by letter.",
                    },
                    "item": {"type": "boolean", "description": "Whether this is an item of a list."},
                },
                "required": ["text", "numbers", "words", "item"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["sentences"],
    "additionalProperties": False,
}
_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_FIELDS = re.compile(r'"(?:sentences|text|numbers)"\s*:')  # of JSON that is broken or cut off: no text to read [n] from
_FENCE = re.compile(r"^\s*```\w*\s*$", re.MULTILINE)
_EMPHASIS = re.compile(r"\*\*|__|^\s*(?:#+|>)\s+", re.MULTILINE)


def read(reply: object) -> tuple[Sentence, ...]:
    """The sentences of a reply; none where it says nothing that can be read. Never raises."""
    if isinstance(reply, str):
        text = _FENCE.sub("", _THOUGHT.sub("", reply))
        fields = _json_in(text)
        if fields is None:
            return () if _FIELDS.search(text) else _each_once(parse(_EMPHASIS.sub("", text)))
        return read(fields)
    if isinstance(reply, Mapping):
        reply = reply.get("sentences")
    return _each_once(_sentences(reply)) if isinstance(reply, list) else ()


def _each_once(draft: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """A model that is stuck repeats itself."""
    return tuple(next(same) for _, same in islice(groupby(draft, lambda each: replace(each, opens=False)), MOST))


def _sentences(fields: list[object]) -> Iterator[Sentence]:
    """A text of several sentences becomes several, which all rest on the same; [n] inside a text counts too."""
    opens = True
    for each in fields:
        if not isinstance(each, Mapping) or not isinstance(each.get("text"), str):
            continue
        numbers, words = _numbers(each.get("numbers")), _words(each.get("words"))
        for one in parse(_EMPHASIS.sub("", each["text"])):
            item = one.is_item or each.get("item") is True
            together = tuple(dict.fromkeys((*numbers, *one.numbers)))
            yield Sentence(one.text, together, is_item=item, opens=opens and not item, relies_on=words)
            opens = False


def _numbers(given: object) -> tuple[int, ...]:
    """0 for what is no number, and no provision has that."""
    each = given if isinstance(given, list) else [] if given is None else [given]
    bare = (str(one).strip("[] ") for one in each)
    return tuple(int(one) if re.fullmatch(r"[0-9]{1,4}", one) else 0 for one in bare)


def _words(given: object) -> tuple[str, ...]:
    """Without the quotation marks and the last stop that a model puts around what it copies."""
    each = given if isinstance(given, list) else [given]
    stripped = (one.strip().strip("\"'“”‘’").rstrip(".,;: ") for one in each if isinstance(one, str))
    return tuple(one for one in stripped if one)


def _json_in(text: str) -> object:
    """The first JSON object with sentences in a text, or a list of objects; None where there is none."""
    decoder = json.JSONDecoder()
    for start in islice(re.finditer(r'\{\s*"|\[\s*\{', text), TRIED):
        try:
            found, _ = decoder.raw_decode(text, start.start())
        except (ValueError, RecursionError):
            continue
        if isinstance(found, list) or "sentences" in found:
            return found
    return None
