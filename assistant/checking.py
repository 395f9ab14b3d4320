"""Holds every sentence and every quotation against its provision. What does not stand there is taken out and counted."""

import re
from collections.abc import Sequence
from functools import cache

from assistant.draft import Sentence
from assistant.evidence import Found
from corpus.figures import figures, in_words
from corpus.types import LANGUAGES, Provision
from indexing.words import STOPWORDS, stems

SUPPORT = 0.6  # of a sentence's telling words must stand in what it cites
SHORT = 4  # telling words; of so few, all must
TELLING = 2  # words or figures at least; with fewer, a sentence must stand there as it is
_DATE_WORDS = (
    "geldt sinds vanaf applies applied since from zegt hierover says"  # of sentences of our own: they tell nothing
)
_OUTSIDE = re.compile(
    r"</?[a-z!][^>]*>?|\]\(|\w+:(?://|\w+\()\S*|\b[\w.-]+\.[a-z]{2,}/\S*", re.IGNORECASE
)  # markup, addresses


def check(draft: Sequence[Sentence], evidence: Sequence[Found], language: str) -> tuple[tuple[Sentence, ...], int]:
    """The sentences that hold, and how many were taken out."""
    held = tuple(sentence for sentence in draft if is_supported(sentence, evidence, language))
    return held, len(draft) - len(held)


def is_supported(sentence: Sentence, evidence: Sequence[Found], language: str) -> bool:
    """Every [n] exists, every figure stands in a cited provision, and so do most of the telling words."""
    if not sentence.numbers or not all(1 <= number <= len(evidence) for number in sentence.numbers):
        return False
    known = " ".join(_known(evidence[number - 1].provision) for number in sentence.numbers)
    stated = figures(sentence.text, language)
    if stated and not stated <= figures(known, language):
        return False
    if any(each not in known for each in _OUTSIDE.findall(sentence.text)):
        return False
    return _uses_its_words(sentence.text, known, language)


def _uses_its_words(sentence: str, known: str, language: str) -> bool:
    """Most of its telling words stand there; all of them where they are few; where there is hardly one, the sentence."""
    words = {word for word in stems(sentence, language) if not word[0].isdigit()} - _telling_nothing(language)
    if len(words) + len(figures(sentence, language)) < TELLING:  # "That may be done." is carried by anything
        return sentence in known
    return len(words & set(stems(known, language))) >= (SUPPORT if len(words) > SHORT else 1) * len(words)


@cache
def _telling_nothing(language: str) -> frozenset[str]:
    """Stems of our own sentences about a day, and of the words that tell nothing in another language."""
    others = (word for other in LANGUAGES if other != language for word in STOPWORDS[other])
    return frozenset(stems(" ".join([_DATE_WORDS, *others]), language))


def is_verbatim(quotation: str, provision: Provision) -> bool:
    """Whether these words stand in the official text, white space aside."""
    words = " ".join(quotation.split())
    return bool(words) and any(words in " ".join(text.words.split()) for text in provision.texts)


def _known(provision: Provision) -> str:
    """All that we hold of a provision, dates written out in both languages."""
    known = [text.words for text in provision.texts]
    for language in LANGUAGES:
        known += [provision.name(language), provision.headings.inside(language)]
        known += [in_words(day, language) for day in (provision.applies_from, provision.edition.valid_from) if day]
        if provision.digest:
            known.append(provision.digest.gist.inside(language))
    return " ".join(known)
