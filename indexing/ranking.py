"""What speaks for a provision, as numbers, and how much each of them weighs (ranking.json, learnt by `evals tune`).

A weighted sum, so that one can see why something was found; its weights are learnt on the dev questions by maximising
the likelihood of an expected provision (a conditional logit; McFadden 1974, ListNet's top-one of Cao et al. 2007).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexing.types import Scores

FILE = Path(__file__).with_name("ranking.json")
FEATURES = (
    *("own_words", "coverage"),  # of the question's language, see keywords
    "near_words",  # of the likeliest by all else, see nearness; near some words is everything, so it is no reason
    *("question_meaning", "gist_meaning", "other_meaning"),  # cosines; the last: of a question in the other language
    "prototype",  # what tells it from the others, see prototypes
    *("text_words", "text_meaning"),  # the official text
    *("named", "inside", "source", "elsewhere"),  # the part, what lies in it, its act; another act was named
    *("recital", "topic", "directive"),  # it explains, it is an overview, it binds through another act
    *("definition", "defined", "explained"),  # a meaning is asked for: it defines a term, this one; it explains it
    *("moment", "duty", "whole"),  # it says the kind of thing that is asked, see kinds; or all the parts of an article
    "referred",  # one of the best by all else points to it, see connections
    "company",  # how like it what else was found is, see nearness
)
REASONS: Mapping[str, tuple[str, ...]] = {  # what `found_by` tells, and the features behind it
    "reference": ("named", "inside"),
    "source": ("source",),
    "keywords": ("own_words", "coverage"),
    "vectors": ("question_meaning", "gist_meaning", "other_meaning", "prototype"),
    "text-keywords": ("text_words",),
    "text-vectors": ("text_meaning",),
    "cross-reference": ("referred",),
    "definition": ("defined", "explained"),
}
_BEHIND = {reason: [FEATURES.index(name) for name in names] for reason, names in REASONS.items()}
DECAY = 2.0  # of a weighed sum: how much further behind the best one makes another count 1/e of the best one's
TELLING = 0.5  # of a sum of weighed features: less is no reason
Features = NDArray[np.float32]  # shape (provisions, features)


@dataclass(frozen=True)
class Ranking:
    """The weights, and how a sum becomes a likelihood: 1 / (1 + exp(-(slope * sum + offset))) (Platt 1999)."""

    weights: Mapping[str, float]
    slope: float
    offset: float

    def sums(self, features: Features) -> Scores:
        """The weighed sum for every provision."""
        sums: Scores = np.einsum("ij,j->i", features, self._row)  # no threads to wait for, as in `compared`
        return sums

    def likelihood(self, sums: Scores) -> Scores:
        """From 0 to 1."""
        return np.asarray(1 / (1 + np.exp(-(self.slope * sums + self.offset))), np.float32)

    def reasons(self, row: Features) -> tuple[str, ...]:
        """Why a provision was found; at least the reason that says most."""
        weighed = (row * self._row).tolist()
        sums = {reason: sum(weighed[place] for place in places) for reason, places in _BEHIND.items()}
        return tuple(reason for reason in sums if sums[reason] >= TELLING) or (max(sums, key=lambda each: sums[each]),)

    @cached_property
    def _row(self) -> Scores:
        return np.array([self.weights[name] for name in FEATURES], np.float32)


@cache
def learnt() -> Ranking:
    """The ranking that ships."""
    content = json.loads(FILE.read_text(encoding="utf-8"))
    return Ranking(content["weights"], content["slope"], content["offset"])


def matrix(columns: Mapping[str, Scores], provisions: int) -> Features:
    """The features as one matrix, each in one stretch of memory; a feature that is not there is 0 for all."""
    none = np.zeros(provisions, np.float32)
    return np.stack([columns.get(name, none) for name in FEATURES]).T


def highest(sums: Scores, number: int) -> NDArray[np.intp]:
    """The places of so many, the highest first; of equals the first. Only what can be among them is sorted."""
    candidates = np.arange(len(sums))
    if 0 < number < len(sums):
        candidates = np.flatnonzero(sums >= np.partition(sums, -number)[-number])
    return candidates[np.argsort(-sums[candidates], kind="stable")[:number]]


def counting(sums: Scores) -> Scores:
    """How much each of some provisions counts beside the best of them, which counts 1."""
    counts: Scores = np.exp((sums - sums.max(initial=-np.inf)) / DECAY)
    return counts
