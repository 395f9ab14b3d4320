"""Finds provisions by their words (BM25), with a Dutch and an English stemmer. bm25s lives here and nowhere else.

Our own words about a provision are one text. To search its questions and its gist apart as well gained nothing.
"""

import json
from collections.abc import Iterable, Sequence
from functools import cached_property
from math import log
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from corpus.types import LANGUAGES
from indexing.types import Field, Passage, Scores
from indexing.words import stems, understood

MEANT = 0.75  # weight of official words that the glossary adds: they are our guess at what was meant
OWN, B_OWN = "own", 0.75  # all our own words about a provision together
TEXT, B_TEXT = "text", 0.5  # official words; lengths weigh less than usual: long articles are not worse answers


class Engine:
    """BM25 over some texts; `places` says of which provision each of them is, by its place in the index."""

    def __init__(self, bm25: bm25s.BM25, places: NDArray[np.int32]) -> None:
        self._bm25, self._places = bm25, places

    @classmethod
    def build(cls, texts: Sequence[str], places: Sequence[int], language: str, b: float) -> "Engine":
        """Make the inverted index."""
        bm25 = bm25s.BM25(b=b)
        bm25.index([stems(text, language) for text in texts], show_progress=False)
        return cls(bm25, np.asarray(places, np.int32))

    @classmethod
    def load(cls, folder: Path) -> "Engine":
        """Read what `save` wrote."""
        return cls(bm25s.BM25.load(folder), np.load(folder / "places.npy"))

    def save(self, folder: Path) -> None:
        """Write to a new folder."""
        self._bm25.save(folder, show_progress=False)
        np.save(folder / "places.npy", self._places)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The stems in the texts; bm25s keeps a place for nothing."""
        return frozenset(self._bm25.vocab_dict) - {""}

    def best(self, known: Iterable[str], official: Iterable[str], provisions: int) -> Scores:
        """For each of so many provisions the score of its best text."""
        scores = np.zeros(len(self._places), np.float32)
        for words, weight in ((known, 1.0), (official, MEANT)):
            if there := [word for word in words if word in self._bm25.vocab_dict]:
                scores += weight * self._bm25.get_scores(there)
        best = np.zeros(provisions, np.float32)
        np.maximum.at(best, self._places, scores)
        return best

    def holding(self, word: str) -> NDArray[np.int32]:
        """The places of the provisions that have the word."""
        texts: NDArray[np.int32] = self._bm25.scores["indices"][self._having(word)]
        return self._places[texts]

    def rarity(self, word: str) -> float:
        """How telling a word is: the logarithm of its inverse frequency; unknown words tell most."""
        having = self._having(word)
        return log(1 + len(self._places) / (having.stop - having.start + 0.5))

    def _having(self, word: str) -> slice:
        """Where bm25s lists the texts that have the word."""
        number, pointers = self._bm25.vocab_dict.get(word), self._bm25.scores["indptr"]
        return slice(0, 0) if number is None else slice(int(pointers[number]), int(pointers[number + 1]))


class Keywords:
    """The words of all passages: in each language our own about a provision together, and its official texts."""

    def __init__(self, engines: dict[str, Engine], provisions: int) -> None:
        self._engines, self._provisions = engines, provisions

    @classmethod
    def build(cls, passages: Sequence[Passage], ids: Sequence[str]) -> "Keywords":
        """`ids`: of all provisions, in the order in which their scores are given."""
        place = {identity: number for number, identity in enumerate(ids)}
        engines: dict[str, Engine] = {}
        for language in LANGUAGES:
            mine = [each for each in passages if each.language == language]
            if own := _together(each for each in mine if each.field is not Field.TEXT):
                places = [place[identity] for identity in own]
                engines[f"{language}-{OWN}"] = Engine.build(list(own.values()), places, language, B_OWN)
            if official := [each for each in mine if each.field is Field.TEXT]:
                places = [place[each.provision] for each in official]
                texts = [each.text for each in official]
                engines[f"{language}-{TEXT}"] = Engine.build(texts, places, language, B_TEXT)
        return cls(engines, len(ids))

    def save(self, folder: Path) -> None:
        """Write to a new folder."""
        folder.mkdir()
        for name, engine in self._engines.items():
            engine.save(folder / name)
        about = {"engines": list(self._engines), "provisions": self._provisions}
        (folder / "engines.json").write_text(json.dumps(about), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Keywords":
        """Read what `save` wrote."""
        about = json.loads((folder / "engines.json").read_text(encoding="utf-8"))
        return cls({name: Engine.load(folder / name) for name in about["engines"]}, int(about["provisions"]))

    def match(self, question: str, language: str) -> dict[str, Scores]:
        """By feature of a ranking: for every provision how well its words match, 1 for all that could be had.

        Our own words about it, its official text; "coverage" is the share of the question's words, weighed by
        rarity, that stand in our own words.
        """
        known, official = self.understood(question, language)
        engine = self._own(language)
        weigh = engine.rarity if engine else len
        most = sum(map(weigh, known)) + MEANT * sum(map(weigh, official)) or 1.0
        found = {f"{name}_words": self._best(f"{language}-{name}", known, official) / most for name in (OWN, TEXT)}
        return found | {"coverage": self._coverage(known, official, language)}

    def understood(self, question: str, language: str) -> tuple[list[str], list[str]]:
        """The stems of a question, and those of the official words for its everyday ones."""
        engine = self._own(language)
        return understood(question, language, engine.vocabulary if engine else frozenset())

    def _own(self, language: str) -> Engine | None:
        """Our own words, everyday ones, where we have them: few enough to compare a slip of the pen with."""
        return self._engines.get(f"{language}-{OWN}") or self._engines.get(f"{language}-{TEXT}")

    def _best(self, name: str, known: list[str], official: list[str]) -> Scores:
        engine = self._engines.get(name)
        return engine.best(known, official, self._provisions) if engine else np.zeros(self._provisions, np.float32)

    def _coverage(self, known: list[str], official: list[str], language: str) -> Scores:
        covered = np.zeros(self._provisions, np.float32)
        engine = self._own(language)
        if engine is None:
            return covered
        asked = {word: engine.rarity(word) for word in known}
        for word, weight in ({word: MEANT * engine.rarity(word) for word in official} | asked).items():
            covered[engine.holding(word)] += weight
        covered /= sum(asked.values()) or 1.0
        return np.minimum(covered, np.float32(1))


def _together(passages: Iterable[Passage]) -> dict[str, str]:
    """All passages of each provision as one text, by its id."""
    texts: dict[str, list[str]] = {}
    for each in passages:
        texts.setdefault(each.provision, []).append(each.text)
    return {identity: " ".join(some) for identity, some in texts.items()}
