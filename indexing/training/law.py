"""EU law in two languages: what the encoder learns first, and what is held out to measure it with."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sentence_transformers import SentenceTransformer

from indexing.passages import WINDOW
from indexing.words import QUESTION_WORDS

FILES = "*/*.jsonl"
NEIGHBOURS = 256  # texts of the same acts in a batch: what a question must tell apart is about one act, too
BATCH = 1024
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of law in words; where it has both languages, they run in step. Empty where there is none."""

    act: str
    title: str
    dutch: list[str]
    english: list[str]


def read(data: Path) -> list[Text]:
    """Every Dutch text once, in the order of the files."""
    texts: dict[str, Text] = {}
    for file in sorted(data.glob(FILES)):
        for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            act = row.get("celex") or row.get("law") or row["loc"].split()[0]
            dutch = row.get("nl") or row.get("body") or row["text"]
            texts.setdefault(dutch, Text(act, row.get("title", ""), dutch.split(), row.get("en", "").split()))
    return list(texts.values())


def strings(texts: list[Text]) -> list[str]:
    return [part for text in texts for part in (text.title, " ".join(text.dutch), " ".join(text.english))]


def views(text: Text, random: np.random.Generator) -> tuple[str, str]:
    """Two texts that belong together: a title and its words, two languages, a part and what stands around it."""
    draw, length = random.random(6), int(random.integers(4, 24))
    sides = (text.dutch, text.english) if draw[1] < 0.6 or not text.english else (text.english, text.dutch)
    place = draw[2] if draw[3] < 0.5 else 0.0
    one, other = (words[int(place * max(len(words) - WINDOW, 0)) :][:WINDOW] for words in sides)
    if text.title and draw[0] < 0.7:
        left, right = text.title.split(), one
    elif other and draw[0] < 0.7:
        left, right = one, other
        if draw[0] < 0.35:
            cut = int(draw[4] * max(min(len(one), len(other)) - length, 1))
            left, right = one[cut : cut + length], other[max(cut - length, 0) : cut + 2 * length]
    else:
        length = length if draw[5] < 0.7 else len(one) // 2
        cut = int(draw[4] * max(len(one) - length, 1))
        left, right = one[cut : cut + length], one[:cut] + one[cut + length :]
    # Law never asks: without these, "wat", "mijn" and "what" would be rare words, and rare words carry weight.
    asking = random.choice(sorted(QUESTION_WORDS), random.integers(1, 6)).tolist() if random.random() < 0.5 else []
    return " ".join(asking + left), " ".join(right)


def batches(texts: list[Text], random: np.random.Generator) -> Iterator[list[tuple[str, str]]]:
    """Pairs without end, neighbours together; no text twice in a batch, or it would count as its own opposite."""
    texts = sorted(texts, key=lambda text: text.act)
    while True:
        shift = int(random.integers(NEIGHBOURS))
        blocks = [texts[max(at, 0) : at + NEIGHBOURS] for at in range(-shift, len(texts), NEIGHBOURS)]
        pairs = [views(text, random) for block in random.permutation(len(blocks)) for text in blocks[block]]
        yield from (pairs[at : at + BATCH] for at in range(0, len(pairs) - BATCH + 1, BATCH))


def measure(model: SentenceTransformer, held: list[Text]) -> dict[str, dict[str, float]]:
    """hit@1 and hit@10 of texts on acts that were not trained on: each query has one right candidate, its own."""
    pairs, titled = [text for text in held if text.english], [text for text in held if text.title]
    texts = {"nl": [" ".join(text.dutch) for text in pairs], "en": [" ".join(text.english) for text in pairs]}
    texts |= {"title": [text.title for text in titled], "words": [" ".join(text.dutch) for text in titled]}
    texts |= {"part": [" ".join(text.dutch[len(text.dutch) // 2 :][:12]) for text in pairs]}
    vectors = {name: model.encode(some, show_progress_bar=False) for name, some in texts.items()}
    figures = {}
    for asked, found in (("nl", "en"), ("en", "nl"), ("part", "nl"), ("part", "en"), ("title", "words")):
        rank = ((near := vectors[asked] @ vectors[found].T) >= near.diagonal()[:, None]).sum(axis=1) - 1  # ties lose
        first, tenth = (round(float((rank < cut).mean()), 3) for cut in (1, 10))
        figures[f"{asked}-{found}"] = {"hit@1": first, "hit@10": tenth, "candidates": len(near)}
    return figures
