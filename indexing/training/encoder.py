"""The static encoder: learns EU law in two languages, then our own questions; the same from the same seed."""

import copy
import json
import time
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
from sklearn.decomposition import TruncatedSVD  # type: ignore[import-untyped]
from sklearn.feature_extraction.text import TfidfVectorizer  # type: ignore[import-untyped]
from tokenizers import Tokenizer

from corpus.digests import read_digests
from indexing.training.law import FILES, Pair, Text, batches, read, strings
from indexing.training.practice import Practised, measure_practice, practice_pairs, practised
from indexing.training.tokens import make_tokenizer

DIMENSIONS, SCALE, THREADS = 256, 12.0, 2
LAW_STEPS, LAW_RATE = 800, 0.02
PRACTICE_STEPS, PRACTICE_RATE, HALF = 400, 0.005, 512  # of each batch one half is practice, the other law
HELD_ACTS = 120  # acts to measure with, of 1,400
HELD_DIGESTS = 0.1  # share of the digests to measure with


def starting_vectors(tokenizer: Tokenizer, texts: list[Text], seed: int) -> torch.Tensor:
    """Shape (tokens, dimensions): tokens that occur in the same bilingual texts start close together (LSA)."""
    tokens = {"analyzer": lambda text: tokenizer.encode(text).tokens, "vocabulary": tokenizer.get_vocab()}
    counts = TfidfVectorizer(**tokens, lowercase=False, binary=True)
    parts = TruncatedSVD(DIMENSIONS, random_state=seed)
    parts.fit(counts.fit_transform(" ".join([*text.dutch, *text.english]) for text in texts))
    vectors = parts.components_.T * np.sqrt(parts.singular_values_) * counts.idf_[:, None]
    # Short vectors, so that the first steps can still turn them.
    return torch.tensor(vectors / np.linalg.norm(vectors, axis=1).mean() * 0.3, dtype=torch.float32)


def train(model: SentenceTransformer, pairs: Iterator[list[Pair]], steps: int, rate: float) -> None:
    """Pulls pairs together and everything else in the batch apart, in both directions."""
    both: Any = ("query_to_doc", "doc_to_query")
    loss = MultipleNegativesRankingLoss(model, scale=SCALE, directions=both, partition_mode="per_direction")
    adam = torch.optim.Adam(model.parameters(), lr=rate, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.OneCycleLR(adam, rate, total_steps=steps, pct_start=0.1)
    for step, batch in zip(range(1, steps + 1), pairs, strict=False):
        value = loss([model.preprocess(list(side)) for side in zip(*batch, strict=True)], torch.empty(0))
        adam.zero_grad()
        value.backward()
        adam.step()
        schedule.step()
        if step % 100 == 0:
            print(f"step {step} of {steps}, loss {value.item():.3f}", flush=True)


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


def practise(
    model: SentenceTransformer, items: Sequence[Practised], texts: list[Text], random: np.random.Generator
) -> None:
    """Our own questions beside law, so that law is not forgotten."""
    both = zip(practice_pairs(items, HALF, random), batches(texts, random), strict=False)
    train(model, (ours + law[:HALF] for ours, law in both), PRACTICE_STEPS, PRACTICE_RATE)


def make_encoder(data: Path, out: Path, seed: int) -> None:
    """Trains in both steps and saves in half precision, with the figures in training.json."""
    started, random = time.perf_counter(), np.random.default_rng(seed)
    torch.manual_seed(seed)
    torch.set_num_threads(THREADS)
    texts = read(data)
    acts = set(random.permutation(sorted({text.act for text in texts}))[:HELD_ACTS].tolist())
    learned, held = [text for text in texts if text.act not in acts], [text for text in texts if text.act in acts]
    tokenizer = make_tokenizer(strings(learned))
    static = StaticEmbedding(tokenizer, embedding_weights=starting_vectors(tokenizer, learned, seed))
    model = SentenceTransformer(modules=[static, Normalize()], device="cpu")
    train(model, batches(learned, random), LAW_STEPS, LAW_RATE)
    figures = {"law, before practice": measure(model, held)}
    items = practised(read_digests())
    apart = random.random(len(items)) < HELD_DIGESTS
    figures["digests held out, before practice"] = measure_practice(model, items, apart)
    trial = copy.deepcopy(model)
    practise(trial, [each for each, kept in zip(items, ~apart, strict=True) if kept], learned, random)
    figures["digests held out"] = measure_practice(trial, items, apart)
    practise(model, items, learned, random)
    figures["law"] = measure(model, held)
    static.embedding.weight.data[:2] = 0  # [PAD] and [UNK]: an unknown text is nothing, and no text's neighbour
    model.half().save(str(out), create_model_card=False)
    report: dict[str, Any] = {"seed": seed, "steps": {"law": LAW_STEPS, "practice": PRACTICE_STEPS}}
    report |= {"seconds": round(time.perf_counter() - started), "texts": len(learned), "digests": len(items)}
    files = {f"{file.parent.name}/{file.name}": sha256(file.read_bytes()).hexdigest() for file in data.glob(FILES)}
    report |= {"figures": figures, "data": dict(sorted(files.items()))}
    (out / "training.json").write_text(shown := json.dumps(report, indent=2) + "\n", encoding="utf-8")
    print(shown)
