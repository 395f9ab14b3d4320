"""The quoting model: answers with our own plain sentences and with official words, and adds nothing of itself."""

import re
from collections.abc import Sequence
from itertools import chain

from assistant.arranging import beside, leading
from assistant.claims import since_a_day_to_come
from assistant.draft import Sentence, cited
from assistant.evidence import Found
from assistant.focus import is_borrowed, relevance
from assistant.hindsight import timely
from assistant.messages import message
from assistant.repeating import once
from assistant.understanding import Query
from corpus.figures import MONTHS, in_words
from corpus.sentences import sentences
from corpus.types import Provision, Text
from indexing.words import stems

QUOTE = 700  # characters: a card shows the sentence that matters, the link shows the rest
NEWS = 2 * 365  # days; for longer nobody wonders since when, unless they ask
NAME = "quoting"
_DAY = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(chain(*MONTHS.values()))}) \d{{4}}\b")


class QuotingModel:
    """Needs no language model: the leading gist, then of the others what speaks of the question."""

    name = NAME

    def compose(self, query: Query, evidence: Sequence[Found]) -> tuple[Sentence, ...]:
        """The draft; [n] is the place in the evidence, from 1."""
        every = [list(cited(_gist(found.provision, query), number)) for number, found in enumerate(evidence, 1)]
        (lines, near), *others = [(each, relevance(each, found)) for each, found in zip(every, evidence, strict=True)]
        draft = leading(lines, near, asks_moment=query.asks_moment)
        draft = _dated(_applied(draft, evidence[0].provision, query), query)
        others = [each for each in (timely(*other, query) for other in others) if each[0]]
        among = message("sentence.among", query.language)
        blocks = beside(others, draft, max(near, default=0.0), asks_list=query.asks_list, among=among)
        return once([*draft, *chain(*blocks)])


def quote(provision: Provision, question: str, language: str) -> tuple[str, Text] | None:
    """The official words that answer best, a verbatim slice of one line of the text, with the text they stand in.

    In the language asked for where we have it, otherwise in the other one; None where no official text is here.
    """
    text = provision.nearest_text(language)
    if text is None or not text.words.strip():
        return None
    gist = provision.digest.gist.inside(text.language) if provision.digest else ""
    wanted = stems(f"{question} {gist}", text.language)
    lines = [line for line in text.words.splitlines() if line.strip()]
    pieces = [sentence for line in lines for sentence in sentences(line)]
    best = max(pieces, key=lambda piece: _shared(piece, wanted, text.language))
    return _shortened(best), text


def _shared(piece: str, wanted: list[str], language: str) -> float:
    """How much of what is wanted a piece holds; long pieces do not win by length alone."""
    words = stems(piece, language)
    return float(len(set(words) & set(wanted)) / (8 + len(words)) ** 0.5)


def _shortened(words: str) -> str:
    """Cut at a word, so that it stays a verbatim slice."""
    return words if len(words) <= QUOTE else words[:QUOTE].rpartition(" ")[0]


def _gist(provision: Provision, query: Query) -> str:
    if provision.digest:
        return provision.digest.gist.inside(query.language)
    found = quote(provision, query.text, query.language)
    words = found[0] if found else ""
    return message("sentence.quotation", query.language, name=provision.name(query.language), quote=words)


def _dated(draft: Sequence[Sentence], query: Query) -> list[Sentence]:
    """The draft; behind the first sentence that something holds since a later day: on the peildatum it was not so."""
    said = [each for each in draft if not each.is_listing]
    later = next((each for each in said if since_a_day_to_come(each.text, query.language, query.as_of)), None)
    if later is None:
        return list(draft)
    place, day = draft.index(later) + 1, in_words(query.as_of, query.language)
    not_then = Sentence(message("sentence.not_then", query.language, day=day), later.numbers)
    return [*draft[:place], not_then, *draft[place:]]


def _applied(draft: Sequence[Sentence], provision: Provision, query: Query) -> list[Sentence]:
    """The draft; behind what the leading provision says itself, from when that must be followed."""
    own = len(draft)
    while own > 1 and not draft[own - 1].is_listing and is_borrowed(draft[own - 1].text):
        own -= 1
    return [*draft[:own], *_applies(provision, query, draft), *draft[own:]]


def _applies(provision: Provision, query: Query, draft: Sequence[Sentence]) -> list[Sentence]:
    """From when the leading provision must be followed, unless that is said already or has long been so."""
    day = provision.applies_from
    if not day or (not query.asks_moment and (query.as_of - day).days > NEWS):
        return []
    if day.isoformat() in query.set_later and not provision.source.kind.is_law:
        return []  # a paper of today gives the day of today
    words = in_words(day, query.language)
    name = f"sentence.{'applies_not_yet' if day > query.as_of else 'applies_since'}"
    said = any(words in sentence.text for sentence in draft)
    other = day <= query.as_of and any(_DAY.search(sentence.text) for sentence in draft)  # what would "this" be?
    return [] if said or other else [Sentence(message(name, query.language, day=words), (1,))]
