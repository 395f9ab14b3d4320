"""The words of a text that count, and what the words of a question mean: stems, compounds, slips, everyday words."""

import re
import unicodedata
from collections.abc import Set as AbstractSet
from difflib import get_close_matches
from functools import cache, lru_cache

import numpy as np
import Stemmer
from bm25s.stopwords import STOPWORDS_DUTCH, STOPWORDS_EN
from numpy.typing import NDArray

from indexing.glossary import terms

# Questions are full of these; bm25s' own lists know running text. "lid", "art" are in nearly every passage.
QUESTION_WORDS = set(
    "wat wie waar wanneer welke welk hoe hoeveel waarom moet moeten mag mogen kan kunnen wil willen zijn is we wij "
    "ons onze je jij u uw ik mij mijn eigenlijk nou even graag weten vraag klopt heb hebben hebt heeft gaat gaan wel "
    "what who where when which how why must should may can could do does did is are we our us you your i my please "
    "tell me about know need have has".split()
)
STOPWORDS = {"nl": set(STOPWORDS_DUTCH) | QUESTION_WORDS, "en": set(STOPWORDS_EN) | QUESTION_WORDS}
_WORD = re.compile(r"\w+(?:\.\d+)*")
SHORTEST = 6  # letters of a word that is worth mending
LEAST = 4  # letters of a part of a compound
CLOSE = 0.85  # of Ratcliff and Obershelp's similarity: one slip in eight letters


@cache
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer({"nl": "dutch", "en": "english"}[language])


def stems(text: str, language: str) -> list[str]:
    """The words that count, lower case, without accents, cut to their stems; "hoog-risico" gives two."""
    return _stemmed(_words(text, language), language)


def _stemmed(words: list[str], language: str) -> list[str]:
    """Twice in Dutch: once gives "persoonsgegeven" for the plural and "persoonsgegev" for the singular."""
    stemmer = _stemmer(language)
    once = stemmer.stemWords(words)
    return list(stemmer.stemWords(once) if language == "nl" else once)


def _words(text: str, language: str) -> list[str]:
    plain = text.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = plain.translate({ord(each): None for each in set(plain) if unicodedata.combining(each)})
    return [word for word in _WORD.findall(plain) if word not in STOPWORDS[language]]


def understood(question: str, language: str, vocabulary: AbstractSet[str]) -> tuple[list[str], list[str]]:
    """The stems of a question, and those of the official words for its everyday ones.

    A word that the vocabulary does not have is taken apart ("hackmelding") or mended ("eindraport").
    """
    typed = stems(question, language)
    found: list[str] = []
    for word, stem in zip(_words(question, language), typed, strict=True):
        if stem in vocabulary or len(word) < SHORTEST or not word.isalpha():
            found.append(stem)
        else:
            parts = _parts(word, vocabulary, language) if language == "nl" else []
            found += parts or _mended(stem, frozenset(vocabulary)) or [stem]
    official, translated = _official(frozenset([*typed, *found]), language)
    known = [stem for stem in found if stem in vocabulary or stem not in translated]
    return known, [stem for stem in dict.fromkeys(official) if stem not in known]


def _parts(word: str, vocabulary: AbstractSet[str], language: str) -> list[str]:
    """The stems of a Dutch compound's two parts, with or without the s between them; nothing where it is none."""
    for place in range(len(word) - LEAST, LEAST - 1, -1):
        heads = [word[:place]] + ([word[: place - 1]] if word[place - 1] == "s" and place > LEAST else [])
        second = _stemmed([word[place:]], language)[0]
        for first in _stemmed(heads, language):
            if first in vocabulary and second in vocabulary:
                return [first, second]
    return []


def _mended(stem: str, vocabulary: frozenset[str]) -> list[str]:
    """The closest stem of the vocabulary, if it is close. Most are too far by their letters alone, in any order."""
    words, places, letters = _letters(vocabulary)
    own = np.bincount([places[each] for each in stem if each in places], minlength=len(places)).astype(np.uint8)
    shared = np.minimum(letters, own).sum(axis=1, dtype=np.int32)
    lengths = letters.sum(axis=1, dtype=np.int32) + len(stem)
    near = [words[place] for place in np.flatnonzero(2 * shared >= CLOSE * lengths)]
    return get_close_matches(stem, near, n=1, cutoff=CLOSE)


@lru_cache(maxsize=8)  # the vocabularies of an index or two; a frozenset remembers its hash
def _letters(vocabulary: frozenset[str]) -> tuple[list[str], dict[str, int], NDArray[np.uint8]]:
    """The words, the column of each letter, and how often each letter stands in each word."""
    words = sorted(vocabulary)
    places = {letter: place for place, letter in enumerate(sorted(set("".join(words))))}
    letters = np.zeros((len(words), len(places)), np.uint8)
    for row, word in enumerate(words):
        for letter in word:
            letters[row, places[letter]] += 1
    return words, places, letters


def _official(words: frozenset[str], language: str) -> tuple[list[str], set[str]]:
    """The stems of the official words that a question means, and the everyday stems that they stand for."""
    official: list[str] = []
    translated: set[str] = set()
    lines = _glossary(language)
    for place in sorted({place for word in words for place in _lines_with(language).get(word, ())}):
        everyday, meant = lines[place]
        if everyday <= words:
            official += meant
            translated |= everyday
    return official, translated


@cache
def _lines_with(language: str) -> dict[str, list[int]]:
    """The places of glossary lines by one word of their everyday expression, so that few are tried."""
    places: dict[str, list[int]] = {}
    for place, (everyday, _) in enumerate(_glossary(language)):
        places.setdefault(min(everyday), []).append(place)
    return places


@cache
def _glossary(language: str) -> list[tuple[frozenset[str], list[str]]]:
    """Pairs of stems: those of an everyday expression, those of its official words."""
    return [
        (frozenset(everyday), stems(getattr(term.official, language), language))
        for term in terms()
        for expression in getattr(term.everyday, language)
        if (everyday := stems(expression, language))
    ]
