"""Learns the weights of the ranking on the dev questions (indexing/ranking.json), and says what they are worth.

The likelihood of an expected provision among the candidates is maximised, with a penalty for every step away from a
plain prior: a thousand questions are few for 25 weights. What is printed was measured on questions that were left out of the
learning, tenth by tenth.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import mean

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.special import expit, logsumexp  # type: ignore[import-untyped]

from assistant.understanding import understand
from evals.cases import Case
from evals.metrics import article, is_expected
from indexing.ranking import FEATURES, FILE, Features
from indexing.search import Index

PRIOR = {
    "own_words": 4.0,
    "coverage": 2.0,
    "near_words": 9.0,
    "question_meaning": 12.0,
    "gist_meaning": 4.0,
    "other_meaning": 4.0,
    "prototype": 5.0,
    "text_words": 0.5,
    "text_meaning": 0.5,
    "named": 18.0,
    "inside": 7.0,
    "source": 2.0,
    "elsewhere": -1.0,
    "recital": -1.5,
    "topic": -1.0,
    "directive": -1.0,
    "definition": 1.0,
    "defined": 4.0,
    "explained": 1.0,
    "moment": 1.3,
    "duty": 1.3,
    "whole": -1.8,
    "referred": 1.0,
    "company": 3.0,
}
# What is named or defined leads; few dev questions ask so.
FIXED = {"named", "inside", "source", "elsewhere", "defined"}
PENALTY = 0.003  # of a squared step away from the prior; three times as much is worse on what is left out, a third as much no better on sets of others
CANDIDATES = 80  # per question, by the prior
FOLDS = 10
Weights = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Lesson:
    """One question: the features of its candidates, and which of them are expected."""

    features: Features
    expected: NDArray[np.bool_]
    ids: tuple[str, ...]
    goal: tuple[str, ...]


def lessons(index: Index, cases: Iterable[Case]) -> tuple[list[Lesson], list[Features]]:
    """The questions that have an answer here, and the candidates of those that have none."""
    taught, unanswerable = [], []
    for case in cases:
        query = understand(case.asked, date.fromisoformat(index.manifest.corpus_date))
        features = index.features(query.text, query.language)
        right = np.array([any(is_expected(each, goal) for goal in case.expected) for each in index.ids])
        near = np.argpartition(-(features @ _prior()), CANDIDATES)[:CANDIDATES]
        if not case.deserves_an_answer:
            unanswerable.append(features[near])
        elif right.any():
            kept = np.union1d(near, np.flatnonzero(right))
            ids = tuple(index.ids[place] for place in kept)
            taught.append(Lesson(features[kept], right[kept], ids, case.expected))
    return taught, unanswerable


def learn(taught: Sequence[Lesson]) -> Weights:
    """The weights under which the expected provisions are most likely."""

    def loss(weights: Weights) -> tuple[float, Weights]:
        value, slope = PENALTY * float(((weights - _prior()) ** 2).sum()), 2 * PENALTY * (weights - _prior())
        for lesson in taught:
            sums = lesson.features @ weights
            every, right = logsumexp(sums), logsumexp(sums[lesson.expected])
            value += (every - right) / len(taught)
            pull = np.exp(sums - every)
            pull[lesson.expected] -= np.exp(sums[lesson.expected] - right)
            slope += lesson.features.T @ pull / len(taught)
        return value, slope

    held = [(PRIOR[name], PRIOR[name]) if name in FIXED else (None, None) for name in FEATURES]
    found: Weights = minimize(loss, _prior(), jac=True, method="L-BFGS-B", bounds=held).x
    return found


def calibrate(weights: Weights, taught: Sequence[Lesson], unanswerable: Sequence[Features]) -> tuple[float, float]:
    """Slope and offset of the likelihood that the best provision is an expected one (Platt 1999)."""
    best = [(float((each.features @ weights).max()), _first(each, weights)) for each in taught]
    best += [(float((each @ weights).max()), False) for each in unanswerable]
    sums, right = np.array([each for each, _ in best]), np.array([each for _, each in best])

    def loss(line: Weights) -> float:
        chance = expit(line[0] * sums + line[1])
        return -float(np.log(np.where(right, chance, 1 - chance) + 1e-9).mean()) + 0.001 * float(line[0] ** 2)

    slope, offset = minimize(loss, np.array([0.5, -0.5 * sums.mean()]), method="Nelder-Mead").x
    return float(slope), float(offset)


def tune(index: Index, cases: Sequence[Case], file: Path = FILE, say: Callable[[str], None] = print) -> None:
    """Learn, measure what was left out, write the file."""
    taught, unanswerable = lessons(index, cases)
    left_out = []
    for fold in range(FOLDS):
        weights = learn([lesson for number, lesson in enumerate(taught) if number % FOLDS != fold])
        left_out += [(lesson, weights) for number, lesson in enumerate(taught) if number % FOLDS == fold]
    weights = learn(taught)
    measured = {
        "prior": _said([(lesson, _prior()) for lesson in taught]),
        "left out": _said(left_out),
        "learnt on": _said([(lesson, weights) for lesson in taught]),
    }
    for name, figure in measured.items():
        say(f"{name:10} {figure}")
    slope, offset = calibrate(weights, taught, unanswerable)
    content = {
        "weights": {name: round(float(weight), 3) for name, weight in zip(FEATURES, weights, strict=True)},
        "slope": round(slope, 4),
        "offset": round(offset, 4),
        "learnt": {"questions": len(taught), "encoder": index.manifest.encoder, "figures": measured},
    }
    file.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    say(f"Written: {file}")


def figures(pairs: Sequence[tuple[Lesson, Weights]]) -> tuple[float, float, float]:
    """Article hit@1 and hit@5, paragraph hit@5 (see `metrics`) of each lesson under its weights."""
    ranked = [(lesson, np.argsort(-(lesson.features @ weights), kind="stable")) for lesson, weights in pairs]
    articles = [_article_rank(lesson, order) for lesson, order in ranked]
    parts = [int(np.argmax(lesson.expected[order])) for lesson, order in ranked]
    return (
        mean(float(rank < 1) for rank in articles),
        mean(float(rank < 5) for rank in articles),
        mean(float(rank < 5) for rank in parts),
    )


def _said(pairs: Sequence[tuple[Lesson, Weights]]) -> str:
    first, fifth, part = figures(pairs)
    return f"article hit@1 {first:.3f}, hit@5 {fifth:.3f}; paragraph hit@5 {part:.3f}; {len(pairs)} questions"


def _article_rank(lesson: Lesson, order: NDArray[np.int64]) -> int:
    goals = {article(goal) for goal in lesson.goal}
    articles = list(dict.fromkeys(article(lesson.ids[place]) for place in order))
    hits = (
        rank for rank, each in enumerate(articles) if each in goals or any(is_expected(each, goal) for goal in goals)
    )
    return next(hits, len(articles))


def _first(lesson: Lesson, weights: Weights) -> bool:
    return _article_rank(lesson, np.argsort(-(lesson.features @ weights), kind="stable")) == 0


def _prior() -> Weights:
    return np.array([PRIOR[name] for name in FEATURES])
