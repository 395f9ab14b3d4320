"""The values that searching hands on. They are frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.types import Provision

Vectors = NDArray[np.float32]  # shape (number of texts, dimensions), rows of length 1
Scores = NDArray[np.float32]  # one number for every provision of an index, in its order


class Encoder(Protocol):
    """Turns texts into vectors that lie close together when the texts mean the same."""

    @property
    def name(self) -> str:
        """Changes whenever the vectors would: an index made by another encoder is refused."""

    def encode(self, texts: list[str]) -> Vectors:
        """One row of length 1 a text; a text without known words gives zeros."""


class Field(StrEnum):
    """What a passage holds. They are searched apart: a few plain questions drown in pages of law otherwise."""

    QUESTION = "question"  # ours: as people put it
    GIST = "gist"  # ours: plain sentences, or a document of our own organisation
    TEXT = "text"  # official


Group = tuple[str, Field]  # a language, and what passages hold


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text that is searched for the sake of one provision, in one language."""

    id: str  # "ai-act/art_26__para_6@2026-07-27/nl/ask/1"
    provision: str  # "ai-act/art_26__para_6"
    language: str
    field: Field
    text: str
    digest: str  # sha256 of the text: an unchanged passage keeps its vector


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the passages stored of a language and field, row by row; without vectors where they were not asked for."""

    group: Group
    ids: list[str]
    digests: list[str]
    vectors: Vectors

    def places(self, place: Mapping[str, int]) -> NDArray[np.int32]:
        """Of each row the place of its provision; `place` gives it by the provision's id."""
        return np.array([place[each.partition("@")[0]] for each in self.ids], np.int32)


@dataclass(frozen=True, slots=True)
class Hit:
    """A provision that was found, with all its editions (oldest first) and the reasons for it.

    `score` is how likely it is, by the questions that the ranking was learnt on, that it holds the answer, and at
    least that of the hit behind it. A reranker puts a number of its own in its place: it orders, and is no likelihood.
    """

    editions: tuple[Provision, ...]
    score: float  # 0 to 1
    coverage: float  # 0 to 1: how much of the question's words, weighed by rarity, stand in our words about it
    similarity: float  # -1 to 1: cosine of its nearest passage
    found_by: tuple[str, ...]  # of `ranking.REASONS`: "reference" (it was named), "keywords" …; "reranker"

    @property
    def id(self) -> str:
        """Of the provision."""
        return self.editions[-1].id


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index was made from and with."""

    version: str  # also the name of its folder
    built_at: str  # ISO 8601, UTC
    encoder: str
    corpus_date: str  # the day up to which the texts were checked
    mirror: str  # the mirror folder that official texts came from; empty: none
    provisions: int
    passages: int
    content: str  # sha256 of all that it was made from: the same content needs no second build
    format: int  # in which passages are cut and stored
    seal: str = ""  # sha256 of the list of its files with their digests; empty: built before there was one


class Stage(StrEnum):
    """Where a build is, in this order; what it tells of its progress begins with it."""

    READING = "reading"
    ENCODING = "encoding"
    WRITING = "writing vectors"
    KEYWORDS = "keywords"
    VERIFYING = "verifying"
    TELLING_APART = "telling apart"
    SWITCHING = "switching"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a build was held against before it became the live one."""

    passages: int  # read back, with their texts' digests
    sources: int  # that have as many passages as they should
    sample: int  # passages that were found by their own vector
    questions: int  # that found the provision they must find


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, in passages."""

    manifest: Manifest
    encoded: int
    kept: int  # their vectors were copied from the index before
    removed: int
