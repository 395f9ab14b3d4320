"""Makes the two models that ship, from EU law in two languages: the static encoder and the token counter's ranks."""

import argparse
import json
import time
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
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
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

from indexing.keywords import QUESTION_WORDS
from indexing.passages import WINDOW

FILES = "*/*.jsonl"
TOKENS, DIMENSIONS = 32_000, 256  # 16 MB in half precision; the counter has as many
STEPS, BATCH, RATE, SCALE, THREADS = 800, 1024, 0.02, 12.0, 2
NEIGHBOURS = 256  # texts of the same acts in a batch: what a question must tell apart is about one act, too
HELD = 120  # acts to measure with, of 1,400
RARE = 0.01  # a of a / (a + p(token)), by which rare tokens weigh more (Arora et al. 2017)
PATTERN = r" ?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"  # as in assistant.budget; a test compares them


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


def _strings(texts: list[Text]) -> list[str]:
    return [part for text in texts for part in (text.title, " ".join(text.dutch), " ".join(text.english))]


def make_tokenizer(strings: list[str]) -> Tokenizer:
    """Lower case and without accents: people leave both out when they type, and law is not consistent in them."""
    trained, made = Tokenizer(models.WordPiece()), Tokenizer(models.WordPiece())
    for tokenizer in (trained, made):
        tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True, strip_accents=True)
        tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    signs = sorted(set("".join(made.normalizer.normalize_str("".join(strings)).split())))
    # The trainer numbers the signs inside words as it meets them, in another order every time, and breaks ties by
    # these numbers: named beforehand, they are the same for everybody.
    first = ["[PAD]", "[UNK]", *(f"##{sign}" for sign in signs)]
    trained.train_from_iterator(strings, trainers.WordPieceTrainer(vocab_size=TOKENS, special_tokens=first))
    made.model = models.WordPiece(trained.get_vocab())
    return made


def starting_vectors(tokenizer: Tokenizer, texts: list[Text], seed: int) -> torch.Tensor:
    """Shape (tokens, dimensions): tokens that occur in the same bilingual texts start close together (LSA)."""
    tokens = {"analyzer": lambda text: tokenizer.encode(text).tokens, "vocabulary": tokenizer.get_vocab()}
    counts = TfidfVectorizer(**tokens, lowercase=False, binary=True)
    parts = TruncatedSVD(DIMENSIONS, random_state=seed)
    parts.fit(counts.fit_transform(" ".join([*text.dutch, *text.english]) for text in texts))
    vectors = parts.components_.T * np.sqrt(parts.singular_values_) * counts.idf_[:, None]
    # Short vectors, so that the first steps can still turn them.
    return torch.tensor(vectors / np.linalg.norm(vectors, axis=1).mean() * 0.3, dtype=torch.float32)


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


def train(model: SentenceTransformer, texts: list[Text], random: np.random.Generator) -> None:
    """Pulls pairs together and everything else in the batch apart, in both directions."""
    both: Any = ("query_to_doc", "doc_to_query")
    loss = MultipleNegativesRankingLoss(model, scale=SCALE, directions=both, partition_mode="per_direction")
    adam = torch.optim.Adam(model.parameters(), lr=RATE, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.OneCycleLR(adam, RATE, total_steps=STEPS, pct_start=0.1)
    for step, pairs in zip(range(1, STEPS + 1), batches(texts, random), strict=False):
        value = loss([model.preprocess(list(side)) for side in zip(*pairs, strict=True)], torch.empty(0))
        adam.zero_grad()
        value.backward()
        adam.step()
        schedule.step()
        if step % 100 == 0:
            print(f"step {step} of {STEPS}, loss {value.item():.3f}", flush=True)


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


def make_encoder(data: Path, out: Path, seed: int) -> None:
    """Trains, weighs the tokens where that helps, and saves in half precision with the figures in training.json."""
    started, random = time.perf_counter(), np.random.default_rng(seed)
    torch.manual_seed(seed)
    torch.set_num_threads(THREADS)
    texts = read(data)
    acts = set(random.permutation(sorted({text.act for text in texts}))[:HELD].tolist())
    learned, held = [text for text in texts if text.act not in acts], [text for text in texts if text.act in acts]
    tokenizer = make_tokenizer(strings := _strings(learned))
    static = StaticEmbedding(tokenizer, embedding_weights=starting_vectors(tokenizer, learned, seed))
    model = SentenceTransformer(modules=[static, Normalize()], device="cpu")
    train(model, learned, random)
    ids = [token for encoding in tokenizer.encode_batch_fast(strings) for token in encoding.ids]
    share = torch.bincount(torch.tensor(ids), minlength=TOKENS)[:, None] / len(ids)
    tried = {"plain": (plain := static.embedding.weight.data), "weighted": plain * RARE / (RARE + share)}
    figures = {}
    for name, static.embedding.weight.data in tried.items():
        figures[name] = measure(model, held)
    kept = max(figures, key=lambda name: sum(each["hit@1"] + each["hit@10"] for each in figures[name].values()))
    static.embedding.weight.data = tried[kept]
    static.embedding.weight.data[:2] = 0  # [PAD] and [UNK]: an unknown text is nothing, and no text's neighbour
    model.half().save(str(out), create_model_card=False)
    report: dict[str, Any] = {"seed": seed, "steps": STEPS, "seconds": round(time.perf_counter() - started)}
    digests = {f"{file.parent.name}/{file.name}": sha256(file.read_bytes()).hexdigest() for file in data.glob(FILES)}
    report |= {"texts": len(learned), "kept": kept, "held_out": figures, "data": dict(sorted(digests.items()))}
    (out / "training.json").write_text(shown := json.dumps(report, indent=2) + "\n", encoding="utf-8")
    print(shown)


def make_ranks(data: Path, out: Path) -> None:
    """Byte-level BPE in tiktoken's own format: a line with a token in base64 and its rank."""
    tokenizer, signs = Tokenizer(models.BPE()), pre_tokenizers.ByteLevel.alphabet()
    letters = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(PATTERN), "isolated"), letters])
    tokenizer.train_from_iterator(_strings(read(data)), trainers.BpeTrainer(vocab_size=TOKENS, initial_alphabet=signs))
    # The library shows each byte as a sign: printable ones as themselves, the others in order from U+0100.
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    byte_of = dict(zip(sorted(signs), [*printable, *sorted({*range(256)} - {*printable})], strict=True))
    ranked = sorted((rank, bytes(byte_of[sign] for sign in token)) for token, rank in tokenizer.get_vocab().items())
    out.write_text("".join(f"{b64encode(token).decode()} {rank}\n" for rank, token in ranked), encoding="ascii")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m indexing.training", description=__doc__)
    parser.add_argument("what", choices=("encoder", "tokens"))
    parser.add_argument("--data", type=Path, required=True, help="folder with parallel/ and mono/")
    parser.add_argument("--out", type=Path, required=True, help="folder of the encoder, or file of the ranks")
    parser.add_argument("--seed", type=int, default=1, help="of the encoder; the ranks need none")
    wanted = parser.parse_args()
    if wanted.what == "encoder":
        make_encoder(wanted.data, wanted.out, wanted.seed)
    else:
        make_ranks(wanted.data, wanted.out)
