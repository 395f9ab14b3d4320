"""What each ingredient of the ranking is worth: taken away once, the rest learnt anew, measured on what was left out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from evals.cases import Case
from evals.tuning import FOLDS, Lesson, figures, learn, lessons
from indexing.ranking import FEATURES
from indexing.search import Index

INGREDIENTS = {
    "nothing": (),
    "our own words": ("own_words", "coverage"),
    "how much of the question they cover": ("coverage",),
    "all words (vectors alone)": ("own_words", "coverage", "near_words", "text_words"),
    "the nearest word to each of its words": ("near_words",),
    "questions, by their meaning": ("question_meaning", "other_meaning"),
    "questions in the other language": ("other_meaning",),
    "gists, by their meaning": ("gist_meaning",),
    "all meaning (words alone)": ("question_meaning", "gist_meaning", "other_meaning", "prototype", "text_meaning"),
    "what tells a provision from the others": ("prototype",),
    "official texts": ("text_words", "text_meaning"),
    "what the question names": ("named", "inside", "source", "elsewhere"),
    "recitals stand behind": ("recital",),
    "overviews stand behind": ("topic",),
    "directives stand behind": ("directive",),
    "definitions first": ("definition", "defined", "explained"),
    "the kind of thing that is asked": ("moment", "duty", "whole"),
    "cross-references": ("referred",),
    "what else was found is like it": ("company",),
}


def ablations(index: Index, cases: Sequence[Case]) -> Iterator[str]:
    """A line of a Markdown table for each ingredient."""
    taught, _ = lessons(index, cases)
    yield "| taken away | article hit@1 | article hit@5 | paragraph hit@5 |"
    yield "|---|---|---|---|"
    for name, features in INGREDIENTS.items():
        places = [FEATURES.index(feature) for feature in features]
        poorer = [_without(lesson, places) for lesson in taught]
        pairs = []
        for fold in range(FOLDS):
            weights = learn([lesson for number, lesson in enumerate(poorer) if number % FOLDS != fold])
            pairs += [(lesson, weights) for number, lesson in enumerate(poorer) if number % FOLDS == fold]
        first, fifth, part = figures(pairs)
        yield f"| {name} | {first:.3f} | {fifth:.3f} | {part:.3f} |"


def _without(lesson: Lesson, places: Sequence[int]) -> Lesson:
    features = lesson.features.copy()
    features[:, places] = np.float32(0)
    return replace(lesson, features=features)
