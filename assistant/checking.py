"""Holds every sentence and every quotation against its provision. What does not stand there is taken out and counted.

Pure functions: the same draft over the same passages always ends the same way, and nothing is asked of anybody. A
sentence is supported where it is one of our own about a provision that it cites, letter by letter, or where all of
this holds, whoever wrote it:

1. it has numbers, and each is that of a passage;
2. it is no longer than a sentence is, and carries no address, markup, invisible character or word thrice in a row;
3. the words that it says it relies on stand in what it cites, verbatim, and so does what it puts in quotation marks;
4. its figures and dates stand there, each number with its unit, and nothing holds "since" a day that has yet to come;
5. the articles, paragraphs, annexes and names in capitals that it names are the cited ones or are named there;
6. most of its telling words stand there; all of them where they are few;
7. each of its clauses turns like the nearest clause there (`assistant.signs`): no negation more or less, no "at most"
   for "at least", no "must" for "may".

"There" is the official text, our gist, the name and the dates of a cited provision, in either language.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache, lru_cache, reduce

from assistant.claims import (
    acronyms,
    contradicts,
    measures,
    names_unknown,
    quotations,
    since_a_day_to_come,
    stated,
    unnamed,
)
from assistant.draft import Sentence, cited, opening_some
from assistant.evidence import Found
from assistant.messages import message
from assistant.signs import negates, turns_alike
from corpus.figures import in_words
from corpus.types import LANGUAGES, Provision
from indexing.words import STOPWORDS, stems

LONGEST = 1500  # characters of a sentence; the longest that we wrote has 710
SUPPORT = 0.6  # of a sentence's telling words must stand in what it cites
SHORT = 4  # telling words; of so few, all must
TELLING = 2  # words or figures at least; with fewer, a sentence must stand there as it is
_DATE_WORDS = (
    "geldt sinds vanaf applies applied since from zegt hierover says"  # of our own sentences: they tell nothing
)
# An address, a tag, Markdown's links, images and code; control characters and those that show nothing or turn the line.
_FOREIGN = re.compile(
    r"\w+://|\b[\w.-]+\.[a-z]{2,}/|\bwww\.|\b(?:javascript|mailto):|\bdata:\S|<[a-z/!?]|\]\s?[\[(]|!\[|`|[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]",
    re.IGNORECASE,
)
_STUCK = re.compile(r"\b([^\W\d]+)(?:\s+\1\b){2}", re.IGNORECASE)


def check(
    draft: Sequence[Sentence], evidence: Sequence[Found], language: str, day: date
) -> tuple[tuple[Sentence, ...], int]:
    """The sentences that hold on that peildatum, in their order, and how many were taken out. `evidence` is numbered from 1."""
    held = tuple(sentence for sentence in draft if is_supported(sentence, evidence, language, day))
    return held, len(draft) - len(held)


def is_supported(sentence: Sentence, evidence: Sequence[Found], language: str, day: date) -> bool:
    """Whether what it cites bears the sentence: it is one of ours about it, or the seven rules above hold."""
    if not sentence.numbers or not all(1 <= number <= len(evidence) for number in sentence.numbers):
        return False
    places = [evidence[number - 1].provision for number in dict.fromkeys(sentence.numbers)]
    if not sentence.relies_on and any(sentence.text in _own_sentences(each, language, day) for each in places):
        return True  # whoever says it
    known = " ".join(_known(provision) for provision in places)
    quoted = quotations(sentence.text)
    if not all(stands_in(words, places) for words in (*sentence.relies_on, *quoted)):
        return False
    own = reduce(lambda text, words: text.replace(words, " "), quoted, sentence.text)  # the rest is verbatim
    if len(sentence.text) > LONGEST or _FOREIGN.search(own) or _STUCK.search(own):
        return False
    return (
        _states_only(sentence.text, known, language)
        and not since_a_day_to_come(sentence.text, language, day)
        and _names_only(sentence.text, known, places)
        and _uses_its_words(sentence.text, known, language)
        and (not negates(own) or negates(known))
        and turns_alike(own, [text for each in places for text in _said(each, language, day)], language)
    )


def is_verbatim(quotation: str, provision: Provision) -> bool:
    """Whether these words stand in the official text, white space aside."""
    words = _joined(quotation)
    return bool(words) and any(words in _joined(text.words) for text in provision.texts)


def stands_in(words: str, places: Iterable[Provision]) -> bool:
    """Whether these words stand in the official text or in our gist of one of them, white space and list marks aside."""
    wanted = _joined(words)
    return bool(wanted) and any(wanted in _joined(text) for each in places for text in _texts(each))


def borne(sentence: str, provision: Provision, language: str) -> float:
    """How much of the telling words of a sentence stands in what we hold of a provision, from 0 to 1."""
    words = _telling(sentence, language)
    return len(words & _stems(_known(provision), language)) / max(len(words), 1)


def _states_only(sentence: str, known: str, language: str) -> bool:
    """Figures and dates, and each number with the unit it has there."""
    if not stated(sentence, language) <= stated(known, language):
        return False
    held = frozenset().union(*(measures(known, each) for each in LANGUAGES))
    return not contradicts(measures(sentence, language), held, stated(unnamed(known), language))


def _names_only(sentence: str, known: str, places: Sequence[Provision]) -> bool:
    official = "\n".join(text.words for each in places for text in each.texts)
    if names_unknown(sentence, known, " ".join(each.eid for each in places), official):
        return False
    names = [name for each in places for name in (*each.source.names, each.source.title.nl, each.source.title.en)]
    return acronyms(sentence) <= acronyms(" ".join([known, *names]))


def _uses_its_words(sentence: str, known: str, language: str) -> bool:
    words = _telling(sentence, language)
    if len(words) + len(stated(sentence, language)) < TELLING:  # "That may be done." is carried by anything
        return sentence.rstrip(" .;") in known
    return len(words & _stems(known, language)) >= (SUPPORT if len(words) > SHORT else 1) * len(words)


def _telling(sentence: str, language: str) -> set[str]:
    return {word for word in stems(sentence, language) if not word[0].isdigit()} - _telling_nothing(language)


@cache
def _telling_nothing(language: str) -> frozenset[str]:
    """Stems of our own sentences about a day, and of the words that tell nothing in another language."""
    others = (word for other in LANGUAGES if other != language for word in STOPWORDS[other])
    return frozenset(stems(" ".join([_DATE_WORDS, *others]), language))


@lru_cache(maxsize=512)  # the same few provisions are held against many sentences
def _stems(text: str, language: str) -> frozenset[str]:
    return frozenset(stems(text, language))


def _said(provision: Provision, language: str, day: date) -> list[str]:
    """What is said of a provision in one language: its words, our gist, its name, our own sentences about it."""
    name = provision.name(language)
    said = [text.words for text in provision.texts if text.language == language]
    said += [name, provision.headings.inside(language), message("sentence.quotation", language, name=name, quote="")]
    return [*said, *_own_sentences(provision, language, day)]


def _own_sentences(provision: Provision, language: str, day: date) -> list[str]:
    """Those of our gist, what opens a list also as opening some of it, and what is true of its days on that day."""
    gist = provision.digest.gist.inside(language) if provision.digest else ""
    own = [sentence.text for sentence in cited(gist, 0)]
    own += [opening_some(text, message("sentence.among", language)) for text in own if text[-1:] == ":"]
    if any(since_a_day_to_come(text, language, day) for text in own):
        own.append(message("sentence.not_then", language, day=in_words(day, language)))
    if start := provision.applies_from:
        names = "applies_from", "applies_not_yet" if start > day else "applies_since"
        own += [message(f"sentence.{name}", language, day=in_words(start, language)) for name in names]
    return own


def _texts(provision: Provision) -> list[str]:
    gist = provision.digest.gist if provision.digest else None
    return [*(text.words for text in provision.texts), *((gist.nl, gist.en) if gist else ())]


def _known(provision: Provision) -> str:
    """All that we hold of a provision, dates written out in both languages."""
    known = _texts(provision)
    for language in LANGUAGES:
        known += [provision.name(language), provision.headings.inside(language)]
        known += [in_words(day, language) for day in (provision.applies_from, provision.edition.valid_from) if day]
    return " ".join(known)


def _joined(text: str) -> str:
    return " ".join(re.sub(r"^\s*- ", "", text, flags=re.MULTILINE).split())
