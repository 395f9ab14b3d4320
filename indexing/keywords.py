"""Finds passages by their words (BM25), with a Dutch and an English stemmer. bm25s lives here and nowhere else."""

import json
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import bm25s
import numpy as np
import Stemmer
from bm25s.stopwords import STOPWORDS_DUTCH, STOPWORDS_EN

from corpus.types import LANGUAGES
from indexing.types import Passage

# Questions are full of these; bm25s' own lists know running text. "lid", "art" are in nearly every passage.
QUESTION_WORDS = set(
    "wat wie waar wanneer welke welk hoe hoeveel waarom moet moeten mag mogen kan kunnen wil willen zijn is we wij "
    "ons onze je jij u uw ik mij mijn eigenlijk nou even graag weten vraag klopt heb hebben hebt heeft gaat gaan wel "
    "what who where when which how why must should may can could do does did is are we our us you your i my please "
    "tell me about know need have has".split()
)
STOPWORDS = {"nl": set(STOPWORDS_DUTCH) | QUESTION_WORDS, "en": set(STOPWORDS_EN) | QUESTION_WORDS}
_WORD = re.compile(r"\w+(?:\.\d+)*")
B = 0.5  # lengths weigh less than usual: long articles are not worse answers


@cache
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer({"nl": "dutch", "en": "english"}[language])


def stems(text: str, language: str) -> list[str]:
    """The words that count, lower case, without accents, cut to their stems; "hoog-risico" gives two."""
    plain = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = [word for word in _WORD.findall(plain) if word not in STOPWORDS[language]]
    return list(_stemmer(language).stemWords(words))


class Keywords:
    """BM25 over the passages of each language."""

    def __init__(self, engines: dict[str, bm25s.BM25], provisions: dict[str, list[str]]) -> None:
        self._engines = engines
        self._provisions = provisions  # of each passage, in the order of the engine's documents

    @classmethod
    def build(cls, passages: Sequence[Passage]) -> "Keywords":
        """Make the inverted index of all passages."""
        engines, provisions = {}, {}
        for language in LANGUAGES:
            mine = [passage for passage in passages if passage.language == language]
            if mine:
                engine = bm25s.BM25(b=B)
                engine.index([stems(passage.text, language) for passage in mine], show_progress=False)
                engines[language] = engine
                provisions[language] = [passage.provision for passage in mine]
        return cls(engines, provisions)

    def save(self, folder: Path) -> None:
        """Write to a new folder."""
        for language, engine in self._engines.items():
            engine.save(folder / language, show_progress=False)
        (folder / "provisions.json").write_text(json.dumps(self._provisions), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Keywords":
        """Read what `save` wrote."""
        provisions = json.loads((folder / "provisions.json").read_text(encoding="utf-8"))
        return cls({language: bm25s.BM25.load(folder / language) for language in provisions}, provisions)

    def best(self, question: str, language: str, k: int) -> dict[str, float]:
        """The k best provisions with the score of their best passage, best first."""
        engine = self._engines.get(language)
        words = [word for word in stems(question, language) if engine and word in engine.vocab_dict]
        if engine is None or not words:
            return {}
        scores = engine.get_scores(words)
        best: dict[str, float] = {}
        for place in np.argsort(-scores, kind="stable")[: 12 * k]:  # a provision has up to a dozen passages
            if scores[place] <= 0 or len(best) == k:
                break
            best.setdefault(self._provisions[language][place], float(scores[place]))
        return best

    def rarity(self, word: str, language: str) -> float:
        """How telling a stem is: the logarithm of its inverse document frequency; unknown words tell most."""
        engine = self._engines[language]
        number = engine.vocab_dict.get(word)
        pointers = engine.scores["indptr"]
        documents = 0 if number is None else int(pointers[number + 1] - pointers[number])
        return float(np.log(1 + len(self._provisions[language]) / (documents + 0.5)))
