"""Makes the two models that ship, from EU law in two languages: the static encoder and the token counter's ranks."""

import argparse
import json
import logging
import re
import time
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.random import Generator
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
from sklearn.decomposition import TruncatedSVD  # type: ignore[import-untyped]
from sklearn.feature_extraction.text import TfidfVectorizer  # type: ignore[import-untyped]
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

from indexing.keywords import QUESTION_WORDS
from indexing.passages import WINDOW

TOKENS, DIMENSIONS = 32_000, 256  # 16 MB in half precision
STEPS, BATCH, RATE, THREADS = 800, 1024, 0.02, 2
NEIGHBOURS = 128  # texts of the same acts in a batch: what a question must tell apart is about one act, too
HELD_PAIRS, HELD_TITLES = 1500, 900  # at least; whole acts
RARE = 0.01  # a of a / (a + p(token)), which makes rare tokens count for more (Arora et al. 2017)
RANKS = 32_000
PATTERN = r" ?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"  # as in assistant.budget; a test compares them

_CLAUSE = re.compile(r"(?<=[.;:])\s+")
_ASKING = sorted(QUESTION_WORDS)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of law in clauses. Where it has both languages, clause i says the same in both."""

    act: str
    article: str
    title: str
    dutch: tuple[str, ...]
    english: tuple[str, ...] = ()


def read(data: Path) -> list[Text]:
    """Every text once, in the order of the files."""
    texts: dict[str, Text] = {}
    for file in _files(data):
        for line in file.read_text(encoding="utf-8").splitlines():
            row: dict[str, str] = json.loads(line)
            act = row.get("celex") or row.get("law") or row["loc"].split()[0]
            article = str(row.get("art") or re.sub(r"^art |\(.*", "", row.get("loc", "")))
            dutch = row.get("nl") or row.get("body") or row["text"]
            clauses = _aligned(dutch, row["en"]) if "en" in row else (tuple(_CLAUSE.split(dutch)), ())
            texts.setdefault(dutch, Text(act, article, row.get("title", ""), *clauses))
    return list(texts.values())


def _files(data: Path) -> list[Path]:
    return sorted(data.glob("*/*.jsonl"))


def _aligned(dutch: str, english: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Clause by clause where both have as many of about the same lengths, otherwise the texts as they are."""
    pairs = list(zip(left := _CLAUSE.split(dutch), right := _CLAUSE.split(english), strict=False))
    alike = len(left) == len(right) and all(0.5 < (len(nl) + 10) / (len(en) + 10) < 2 for nl, en in pairs)
    return (tuple(left), tuple(right)) if alike else ((dutch,), (english,))


def hold_out(texts: list[Text], random: Generator) -> tuple[list[Text], list[Text]]:
    """What to train on, and whole acts to measure with: enough pairs, enough titles."""
    held: set[str] = set()
    for least, chosen in (
        (HELD_PAIRS, [text.act for text in texts if text.english]),
        (HELD_TITLES, [text.act for text in texts if text.title]),
    ):
        for act in random.permutation(sorted(set(chosen))):
            if sum(each in held for each in chosen) < least:
                held.add(str(act))
    return [text for text in texts if text.act not in held], [text for text in texts if text.act in held]


def make_tokenizer(texts: list[str]) -> Tokenizer:
    """Lower case and without accents: people leave both out when they type, and law is not consistent in them."""
    normalizer = normalizers.BertNormalizer(lowercase=True, strip_accents=True)
    trained, made = Tokenizer(models.WordPiece(unk_token="[UNK]")), Tokenizer(models.WordPiece(unk_token="[UNK]"))
    signs = sorted(set(normalizer.normalize_str("".join(texts)).replace(" ", "")))
    # The trainer numbers the signs inside words as it meets them, in another order every time, and breaks ties by
    # these numbers: named beforehand, they are the same for everybody.
    first = ["[PAD]", "[UNK]", *(f"##{sign}" for sign in signs)]
    for tokenizer in (trained, made):
        tokenizer.normalizer, tokenizer.pre_tokenizer = normalizer, pre_tokenizers.BertPreTokenizer()
    trained.train_from_iterator(texts, trainers.WordPieceTrainer(vocab_size=TOKENS, special_tokens=first))
    made.model = models.WordPiece(trained.get_vocab(), unk_token="[UNK]")
    return made


def starting_vectors(tokenizer: Tokenizer, texts: list[Text], seed: int) -> torch.Tensor:
    """Shape (tokens, dimensions): tokens that occur in the same bilingual texts start close together (LSA)."""
    counts = TfidfVectorizer(analyzer=lambda text: tokenizer.encode(text).tokens, vocabulary=tokenizer.get_vocab())
    matrix = counts.set_params(binary=True).fit_transform(" ".join((*each.dutch, *each.english)) for each in texts)
    parts = TruncatedSVD(DIMENSIONS, random_state=seed).fit(matrix)
    vectors = parts.components_.T * np.sqrt(parts.singular_values_) * counts.idf_[:, None]
    # Short vectors, so that the first steps can still turn them.
    return torch.tensor(vectors / np.linalg.norm(vectors, axis=1).mean() * 0.3, dtype=torch.float32)


def views(text: Text, random: Generator) -> tuple[str, str]:
    """Two texts that belong together: a title and its words, the same in two languages, a part and what is around it."""
    draw, start = random.random(3), int(random.integers(len(text.dutch)))
    if text.title and draw[0] < 0.7:
        pair = text.title, _window(text.dutch, start if draw[1] < 0.5 else 0)
    elif text.english and draw[0] < 0.35:
        pair = _window(text.dutch, 0), _window(text.english, 0)
    elif text.english and draw[0] < 0.7:
        one, other = (text.dutch, text.english) if draw[1] < 0.6 else (text.english, text.dutch)
        pair = one[start], (other[start] if draw[2] < 0.5 else _window(other, max(start - 1, 0)))
    else:
        words = _window(text.english if text.english and draw[1] < 0.4 else text.dutch, start).split()
        length = int(random.integers(4, 24)) if draw[2] < 0.7 else len(words) // 2
        here = int(random.integers(max(len(words) - length, 1)))
        pair = " ".join(words[here : here + length]), " ".join(words[:here] + words[here + length :])
    # Law never asks: without these, "wat", "mijn" and "what" would be rare words that carry weight.
    asking = random.choice(_ASKING, int(random.integers(1, 6))) if random.random() < 0.5 else []
    return " ".join([*asking, pair[0]]), pair[1]


def _window(clauses: Sequence[str], start: int) -> str:
    return " ".join(" ".join(clauses[start:]).split()[:WINDOW])


def batches(texts: list[Text], random: Generator) -> Iterator[list[tuple[str, str]]]:
    """Pairs without end, neighbours together; no text twice in a batch, or it would count as its own opposite."""
    texts = sorted(texts, key=lambda text: text.act)
    while True:
        shift = int(random.integers(NEIGHBOURS))
        blocks = [texts[max(at, 0) : at + NEIGHBOURS] for at in range(-shift, len(texts), NEIGHBOURS)]
        order = [text for block in random.permutation(len(blocks)) for text in blocks[block]]
        for start in range(0, len(order) - BATCH + 1, BATCH):
            yield [views(text, random) for text in order[start : start + BATCH]]


def train(model: SentenceTransformer, texts: list[Text], random: Generator) -> None:
    """Pulls the pairs together and everything else in the batch apart, in both directions."""
    loss = MultipleNegativesRankingLoss(
        model, directions=("query_to_doc", "doc_to_query"), partition_mode="per_direction"
    )
    adam = torch.optim.Adam(model.parameters(), lr=RATE, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.OneCycleLR(adam, RATE, total_steps=STEPS, pct_start=0.1)
    for step, pairs in enumerate(islice(batches(texts, random), STEPS), 1):
        left, right = zip(*pairs, strict=True)
        value = loss([model[0].preprocess(list(left)), model[0].preprocess(list(right))], torch.empty(0))
        adam.zero_grad()
        value.backward()
        adam.step()
        schedule.step()
        if step % 100 == 0:
            _log.info("step %d of %d, loss %.3f", step, STEPS, value.item())


def measure(model: SentenceTransformer, held: list[Text]) -> dict[str, Any]:
    """hit@1 and hit@10 on acts that were not trained on: between the languages, and from a Dutch title to the words."""
    pairs, titled = [text for text in held if text.english], [text for text in held if text.title]
    dutch, english = model.encode([" ".join(t.dutch) for t in pairs]), model.encode([" ".join(t.english) for t in pairs])
    bodies, titles = model.encode([" ".join(t.dutch) for t in titled]), model.encode([t.title for t in titled])
    same = np.array([[(a.act, a.article) == (b.act, b.article) for b in pairs] for a in titled])
    both = same.any(axis=1)
    return {
        "nl-en": _hits(dutch, english, np.eye(len(pairs), dtype=bool)),
        "en-nl": _hits(english, dutch, np.eye(len(pairs), dtype=bool)),
        "title-nl": _hits(titles, bodies, np.eye(len(titled), dtype=bool)),
        "title-en": _hits(titles[both], english, same[both]),
    }


def _hits(queries: np.ndarray, passages: np.ndarray, right: np.ndarray) -> dict[str, float]:
    """`right` has shape (queries, passages)."""
    ranks = np.take_along_axis(right, np.argsort(-(queries @ passages.T), axis=1), axis=1).argmax(axis=1)
    rates = {f"hit@{cut}": round(float((ranks < cut).mean()), 3) for cut in (1, 10)}
    return {**rates, "queries": len(queries), "candidates": len(passages)}


def make_encoder(data: Path, out: Path, seed: int) -> None:
    """Trains, weighs the tokens if that helps, and saves in half precision with the figures in training.json."""
    started, random = time.perf_counter(), np.random.default_rng(seed)
    torch.manual_seed(seed)
    torch.set_num_threads(THREADS)
    learned, held = hold_out(read(data), random)
    strings = [part for text in learned for part in (text.title, *text.dutch, *text.english)]
    tokenizer = make_tokenizer(strings)
    static = StaticEmbedding(tokenizer, embedding_weights=starting_vectors(tokenizer, learned, seed))
    model = SentenceTransformer(modules=[static, Normalize()], device="cpu")
    _log.info("%d texts, %d held out, ready after %.0f s", len(learned), len(held), time.perf_counter() - started)
    train(model, learned, random)

    plain, figures = static.embedding.weight.data.clone(), {"plain": measure(model, held)}
    ids = [token for encoding in tokenizer.encode_batch_fast(strings) for token in encoding.ids]
    share = torch.bincount(torch.tensor(ids), minlength=len(plain)) / len(ids)
    static.embedding.weight.data = plain * (RARE / (RARE + share))[:, None]
    figures["weighted"] = measure(model, held)
    kept = max(figures, key=lambda name: sum(each["hit@10"] for each in figures[name].values()))
    if kept == "plain":
        static.embedding.weight.data = plain
    static.embedding.weight.data[:2] = 0  # [PAD] and [UNK]: an unknown text is nothing, and no text's neighbour
    model.half().save(str(out), create_model_card=False)
    report = {
        "seed": seed, "steps": STEPS, "batch": BATCH, "seconds": round(time.perf_counter() - started),
        "texts": len(learned), "kept": kept, "held_out": figures,
        "data": {str(file.relative_to(data)): sha256(file.read_bytes()).hexdigest() for file in _files(data)},
    }  # fmt: skip
    (out / "training.json").write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    _log.info("%s", json.dumps(figures, indent=2))


def make_ranks(data: Path, out: Path) -> None:
    """Byte-level BPE in tiktoken's own format: a token in base64 and its rank, a line each."""
    tokenizer = Tokenizer(models.BPE())
    words = pre_tokenizers.Split(Regex(PATTERN), "isolated")
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([words, pre_tokenizers.ByteLevel(False, use_regex=False)])
    signs = pre_tokenizers.ByteLevel.alphabet()
    strings = [part for text in read(data) for part in (text.title, " ".join(text.dutch), " ".join(text.english))]
    tokenizer.train_from_iterator(strings, trainers.BpeTrainer(vocab_size=RANKS, initial_alphabet=signs))
    # The library writes each byte as a sign: printable ones as themselves, the others in order from U+0100.
    shown = {byte: chr(byte) for byte in (*range(33, 127), *range(161, 173), *range(174, 256))}
    hidden = (byte for byte in range(256) if byte not in shown)
    back = {sign: byte for byte, sign in shown.items()} | {chr(256 + at): byte for at, byte in enumerate(hidden)}
    ranked = sorted(tokenizer.get_vocab().items(), key=lambda entry: entry[1])
    lines = (f"{b64encode(bytes(back[sign] for sign in token)).decode()} {rank}\n" for token, rank in ranked)
    out.write_text("".join(lines), encoding="ascii")


def main() -> None:
    """`encoder` or `tokens`."""
    parser = argparse.ArgumentParser(prog="python -m indexing.training", description=__doc__)
    parser.add_argument("what", choices=("encoder", "tokens"))
    parser.add_argument("--data", type=Path, required=True, help="folder with parallel/ and mono/")
    parser.add_argument("--out", type=Path, required=True, help="folder of the encoder, or file of the ranks")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    if asked.what == "encoder":
        make_encoder(asked.data, asked.out, asked.seed)
    else:
        make_ranks(asked.data, asked.out)


if __name__ == "__main__":
    main()
