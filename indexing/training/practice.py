"""Our own questions and plain sentences: what teaches the encoder the words of practice, after those of the law."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer

from corpus.digests import Entry
from corpus.sentences import sentences
from indexing.training.law import Pair

FORGOTTEN = 0.15  # share of a question's words that is left out: nobody asks in our words
LANGUAGES = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Practised:
    """One digested provision: its questions and its gist, by language."""

    questions: dict[str, tuple[str, ...]]
    gists: dict[str, str]
    labels: dict[str, str]


def practised(entries: Iterable[Entry]) -> list[Practised]:
    """Every digest that has questions in both languages."""
    return [
        Practised(
            questions={language: entry.digest.asks(language) for language in LANGUAGES},
            gists={language: entry.digest.gist.inside(language) for language in LANGUAGES},
            labels={language: entry.label.inside(language) for language in LANGUAGES},
        )
        for entry in entries
        if entry.digest and entry.digest.asks_nl and entry.digest.asks_en
    ]


def practice_pairs(items: Sequence[Practised], number: int, random: np.random.Generator) -> Iterator[list[Pair]]:
    """Batches without end, no provision twice in one: a question, and something else about the same provision.

    Its gist in the same language (45 of 100) or in the other one (15), another question of it (20), a question in the
    other language (10), its label with its first sentence (10).
    """
    while True:
        chosen = random.permutation(len(items))[:number]
        yield [_pair(items[place], random) for place in chosen]


def _pair(item: Practised, random: np.random.Generator) -> Pair:
    language, other = LANGUAGES if random.random() < 0.65 else LANGUAGES[::-1]
    own = item.questions[language]
    question, draw = own[random.integers(len(own))], random.random()
    if draw < 0.45:
        about = item.gists[language]
    elif draw < 0.6:
        about = item.gists[other]
    elif draw < 0.8 and len(own) > 1:
        about = [each for each in own if each != question][random.integers(len(own) - 1)]
    elif draw < 0.9:
        about = item.questions[other][0]
    else:
        about = f"{item.labels[language]}. {sentences(item.gists[language])[0]}"
    words = question.split()
    kept = [word for word, lot in zip(words, random.random(len(words)), strict=True) if lot > FORGOTTEN]
    return " ".join(kept or words), about


def measure_practice(
    model: SentenceTransformer, items: Sequence[Practised], held: NDArray[np.bool_]
) -> dict[str, dict[str, float]]:
    """hit@1 and hit@10 of the gist of a provision among all gists, for the questions of the provisions held out."""
    gists = {
        language: model.encode([each.gists[language] for each in items], show_progress_bar=False)
        for language in LANGUAGES
    }
    figures = {}
    for asked in LANGUAGES:
        places = [place for place in map(int, np.flatnonzero(held)) for _ in items[place].questions[asked]]
        questions = [question for place in map(int, np.flatnonzero(held)) for question in items[place].questions[asked]]
        vectors = model.encode(questions, show_progress_bar=False)
        for found in LANGUAGES:
            near = vectors @ gists[found].T
            rank = (near > near[np.arange(len(places)), places][:, None]).sum(axis=1)
            first, tenth = (round(float((rank < cut).mean()), 3) for cut in (1, 10))
            figures[f"{asked}-{found}"] = {"hit@1": first, "hit@10": tenth, "candidates": len(items)}
    return figures
