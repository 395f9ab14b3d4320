"""Holds every sentence and every quotation against its provision. What does not stand there is taken out and counted."""

import re
from collections.abc import Sequence

from assistant.draft import Sentence
from assistant.evidence import Found
from assistant.messages import MONTHS, in_words
from corpus.types import LANGUAGES, Provision
from indexing.keywords import stems

SUPPORT = 0.6  # of a sentence's telling words must stand in what it cites
_MONTH = "|".join(month for months in MONTHS.values() for month in months)
_DATE = re.compile(rf"(?:\d{{1,2}} )?(?:{_MONTH}) \d{{4}}", re.IGNORECASE)
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_IN_WORDS = {  # "een" and "one" are articles more often than figures
    "nl": "twee drie vier vijf zes zeven acht negen tien elf twaalf".split(),
    "en": "two three four five six seven eight nine ten eleven twelve".split(),
}


def check(draft: Sequence[Sentence], evidence: Sequence[Found], language: str) -> tuple[tuple[Sentence, ...], int]:
    """The sentences that hold, and how many were taken out."""
    held = tuple(sentence for sentence in draft if is_supported(sentence, evidence, language))
    return held, len(draft) - len(held)


def is_supported(sentence: Sentence, evidence: Sequence[Found], language: str) -> bool:
    """Every [n] exists, every figure stands in a cited provision, and so do most of the telling words."""
    if not sentence.numbers or not all(1 <= number <= len(evidence) for number in sentence.numbers):
        return False
    known = " ".join(_known(evidence[number - 1].provision) for number in sentence.numbers)
    if not _figures(sentence.text, language) <= _figures(known, language):
        return False
    words = {word for word in stems(sentence.text, language) if not word[0].isdigit()}
    return len(words & set(stems(known, language))) >= SUPPORT * len(words)


def _figures(text: str, language: str) -> set[str]:
    """Every date and number in a text; "six" is 6."""
    dates = {date.lower() for date in _DATE.findall(text)}
    rest = _DATE.sub(" ", text)
    dates |= {date.partition(" ")[2] for date in dates if date[0].isdigit()}  # the month of a known day is known
    words = (_IN_WORDS[language].index(word) + 2 for word in rest.lower().split() if word in _IN_WORDS[language])
    return dates | set(_FIGURE.findall(rest)) | {str(number) for number in words}


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
    # The words of our own date sentences, in which only the day can be wrong.
    return " ".join([*known, "geldt sinds vanaf applies applied since from zegt hierover says"])
