"""Finds passages by their words (BM25), with a Dutch and an English stemmer. bm25s lives here and nowhere else."""

import json
import re
import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches
from functools import cache
from itertools import product
from pathlib import Path

import bm25s
import numpy as np
import Stemmer
from bm25s.stopwords import STOPWORDS_DUTCH, STOPWORDS_EN

from corpus.types import LANGUAGES
from indexing.glossary import terms
from indexing.types import Field, Passage

# Questions are full of these; bm25s' own lists know running text. "lid", "art" are in nearly every passage.
QUESTION_WORDS = set(
    "wat wie waar wanneer welke welk hoe hoeveel waarom moet moeten mag mogen kan kunnen wil willen zijn is we wij "
    "ons onze je jij u uw ik mij mijn eigenlijk nou even graag weten vraag klopt heb hebben hebt heeft gaat gaan wel "
    "what who where when which how why must should may can could do does did is are we our us you your i my please "
    "tell me about know need have has".split()
)
STOPWORDS = {"nl": set(STOPWORDS_DUTCH) | QUESTION_WORDS, "en": set(STOPWORDS_EN) | QUESTION_WORDS}
_WORD = re.compile(r"\w+(?:\.\d+)*")
MEANT = 0.75  # weight of official words that the glossary adds: they are our guess at what was meant
SHORTEST = 6  # letters of a word that is worth mending
LEAST = 4  # letters of a part of a compound
CLOSE = 0.85  # of Ratcliff and Obershelp's similarity: one slip in eight letters
PASSAGES = 12  # at most, of a digested provision in one language and field
B = 0.5  # lengths weigh less than usual: long articles are not worse answers


@cache
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer({"nl": "dutch", "en": "english"}[language])


def stems(text: str, language: str) -> list[str]:
    """The words that count, lower case, without accents, cut to their stems; "hoog-risico" gives two."""
    return list(_stemmer(language).stemWords(_words(text, language)))


def _words(text: str, language: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [word for word in _WORD.findall(plain) if word not in STOPWORDS[language]]


class Keywords:
    """BM25 over the passages of each language and field, apart."""

    def __init__(self, engines: dict[str, bm25s.BM25], provisions: dict[str, list[str]]) -> None:
        self._engines = engines
        self._provisions = provisions  # of each passage, in the order of the engine's documents
        self._vocabularies = {language: self._vocabulary(language) for language in LANGUAGES}

    @classmethod
    def build(cls, passages: Sequence[Passage]) -> "Keywords":
        """Make the inverted indexes of all passages."""
        engines, provisions = {}, {}
        for language, field in product(LANGUAGES, Field):
            mine = [each for each in passages if each.language == language and each.field is field]
            if mine:
                engine = bm25s.BM25(b=B)
                engine.index([stems(each.text, language) for each in mine], show_progress=False)
                engines[f"{language}-{field}"] = engine
                provisions[f"{language}-{field}"] = [each.provision for each in mine]
        return cls(engines, provisions)

    def save(self, folder: Path) -> None:
        """Write to a new folder."""
        for name, engine in self._engines.items():
            engine.save(folder / name, show_progress=False)
        (folder / "provisions.json").write_text(json.dumps(self._provisions), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Keywords":
        """Read what `save` wrote."""
        provisions = json.loads((folder / "provisions.json").read_text(encoding="utf-8"))
        return cls({name: bm25s.BM25.load(folder / name) for name in provisions}, provisions)

    def best(self, question: str, language: str, field: Field, k: int) -> dict[str, float]:
        """The k best provisions with the score of their best passage, best first."""
        name = f"{language}-{field}"
        engine = self._engines.get(name)
        if engine is None:
            return {}
        scores = np.zeros(len(self._provisions[name]), np.float32)
        for words, weight in zip(self.understood(question, language), (1.0, MEANT), strict=True):
            if there := [word for word in words if word in engine.vocab_dict]:
                scores += weight * engine.get_scores(there)
        best: dict[str, float] = {}
        for place in np.argsort(-scores, kind="stable")[: PASSAGES * k]:
            if scores[place] <= 0 or len(best) == k:
                break
            best.setdefault(self._provisions[name][place], float(scores[place]))
        return best

    def understood(self, question: str, language: str) -> tuple[list[str], list[str]]:
        """The stems of a question, and those of the official words for its everyday ones.

        A word that no passage has is taken apart ("hackmelding") or mended ("eindraport").
        """
        vocabulary = self._vocabularies[language]
        typed = stems(question, language)
        found: list[str] = []
        for word, stem in zip(_words(question, language), typed, strict=True):
            if stem in vocabulary or len(word) < SHORTEST or not word.isalpha():
                found.append(stem)
            else:
                parts = _parts(word, vocabulary, language) if language == "nl" else []
                found += parts or get_close_matches(stem, vocabulary, n=1, cutoff=CLOSE) or [stem]
        official, translated = _official(frozenset([*typed, *found]), language)
        known = [stem for stem in found if stem in vocabulary or stem not in translated]
        return known, [stem for stem in dict.fromkeys(official) if stem not in known]

    def _vocabulary(self, language: str) -> set[str]:
        """The stems of our own words: everyday ones, and few enough to compare a slip of the pen with."""
        engine = self._engines.get(f"{language}-{Field.DIGEST}") or self._engines.get(f"{language}-{Field.TEXT}")
        return set(engine.vocab_dict) - {""} if engine else set()  # bm25s keeps a place for nothing

    def rarity(self, word: str, language: str) -> float:
        """How telling a stem is: the logarithm of its inverse passage frequency; unknown words tell most."""
        names = [f"{language}-{field}" for field in Field]
        name = next((each for each in names if each in self._engines), None)  # in our own words, where we have them
        if name is None:
            return 1.0
        number, pointers = self._engines[name].vocab_dict.get(word), self._engines[name].scores["indptr"]
        documents = 0 if number is None else int(pointers[number + 1] - pointers[number])
        return float(np.log(1 + len(self._provisions[name]) / (documents + 0.5)))


def _parts(word: str, vocabulary: set[str], language: str) -> list[str]:
    """The stems of a Dutch compound's two parts, with or without the s between them; nothing where it is none."""
    for place in range(len(word) - LEAST, LEAST - 1, -1):
        heads = [word[:place]] + ([word[: place - 1]] if word[place - 1] == "s" and place > LEAST else [])
        second = _stemmer(language).stemWord(word[place:])
        for first in _stemmer(language).stemWords(heads):
            if first in vocabulary and second in vocabulary:
                return [first, second]
    return []


def _official(words: frozenset[str], language: str) -> tuple[list[str], set[str]]:
    """The stems of the official words that a question means, and the everyday stems that they stand for."""
    official: list[str] = []
    translated: set[str] = set()
    for everyday, meant in _glossary(language):
        if everyday <= words:
            official += meant
            translated |= everyday
    return official, translated


@cache
def _glossary(language: str) -> list[tuple[frozenset[str], list[str]]]:
    """Pairs of stems: those of an everyday expression, those of its official words."""
    return [
        (frozenset(everyday), stems(getattr(term.official, language), language))
        for term in terms()
        for expression in getattr(term.everyday, language)
        if (everyday := stems(expression, language))
    ]
