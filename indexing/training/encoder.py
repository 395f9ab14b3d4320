"""The static encoder: learns from a teacher, from EU law in two languages, then from our own questions."""

import copy
import json
import time
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
from sklearn.decomposition import TruncatedSVD  # type: ignore[import-untyped]
from sklearn.feature_extraction.text import TfidfVectorizer  # type: ignore[import-untyped]
from tokenizers import Tokenizer

from corpus.digests import read_digests
from indexing.training.law import FILES, Text, batches, measure, read, strings
from indexing.training.practice import Practised, measure_practice, practice_pairs, practised
from indexing.training.steps import contrasts, learn
from indexing.training.teaching import imitations, lessons, taught, teacher_folder, turned
from indexing.training.tokens import make_tokenizer

DIMENSIONS = 256
THREADS = 1  # of torch after the teacher's part: the steps are small, and more threads change the last digits
STEPS = {"teacher": 300, "law": 200, "practice": 400}
RATES = {"teacher": 0.02, "law": 0.005, "practice": 0.005}
HALF = 512  # of each batch of practice one half is practice, the other law
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


def practise(
    model: SentenceTransformer, items: Sequence[Practised], texts: list[Text], random: np.random.Generator
) -> None:
    """Our own questions beside law, so that law is not forgotten."""
    both = zip(practice_pairs(items, HALF, random), batches(texts, random), strict=False)
    losses = contrasts(model, (ours + law[:HALF] for ours, law in both))
    learn(model, losses, STEPS["practice"], RATES["practice"])


def make_encoder(data: Path, out: Path, seed: int, teacher: str, kept: Path | None = None) -> None:
    """Trains in three steps and saves in half precision, with the figures in training.json."""
    started, random = time.perf_counter(), np.random.default_rng(seed)
    torch.manual_seed(seed)
    folder = teacher_folder(teacher)  # first of all: what is missing is said before minutes have passed
    texts, items = read(data), practised(read_digests())
    acts = set(random.permutation(sorted({text.act for text in texts}))[:HELD_ACTS].tolist())
    learned, held = [text for text in texts if text.act not in acts], [text for text in texts if text.act in acts]
    apart = random.random(len(items)) < HELD_DIGESTS
    shown = [each for each, hidden in zip(items, apart, strict=True) if not hidden]
    tokenizer = make_tokenizer(strings(learned))
    static = StaticEmbedding(tokenizer, embedding_weights=starting_vectors(tokenizer, learned, seed))
    model = SentenceTransformer(modules=[static, Normalize()], device="cpu")
    pairs = lessons(learned, shown, np.random.default_rng(seed))
    knowing = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    goals = turned(taught(knowing, [english for english, _ in pairs], kept), DIMENSIONS)
    torch.set_num_threads(THREADS)
    learn(model, imitations(model, pairs, goals, random), STEPS["teacher"], RATES["teacher"])
    figures = {"digests held out, after the teacher": measure_practice(model, items, apart)}
    learn(model, contrasts(model, batches(learned, random)), STEPS["law"], RATES["law"])
    figures |= {"digests held out, after law": measure_practice(model, items, apart)}
    trial = copy.deepcopy(model)
    practise(trial, shown, learned, random)
    figures["digests held out"] = measure_practice(trial, items, apart)
    practise(model, items, learned, random)
    figures["law"] = measure(model, held)
    static.embedding.weight.data[:2] = 0  # [PAD] and [UNK]: an unknown text is nothing, and no text's neighbour
    model.half().save(str(out), create_model_card=False)
    report: dict[str, Any] = {
        "seed": seed,
        "teacher": {"name": Path(teacher).name, "sha256": _digest(folder / "model.safetensors")},
    }
    report |= {"steps": STEPS, "lessons": len(pairs)}
    report |= {"seconds": round(time.perf_counter() - started), "texts": len(learned), "digests": len(items)}
    files = {f"{file.parent.name}/{file.name}": _digest(file) for file in data.glob(FILES)}
    report |= {"figures": figures, "data": dict(sorted(files.items()))}
    (out / "training.json").write_text(written := json.dumps(report, indent=2) + "\n", encoding="utf-8")
    print(written)


def _digest(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()
