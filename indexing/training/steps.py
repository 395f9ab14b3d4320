"""How a static encoder learns: losses one after the other, and Adam."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, islice
from typing import Any

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
from tokenizers import Tokenizer

from indexing.training.law import Pair

SCALE = 12.0  # of cosines, before the softmax over a batch


class Pieces:
    """Texts as `StaticEmbedding` takes them. Each word is cut once: cutting whole texts took most of the training."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, list[int]] = {}

    def __call__(self, texts: Sequence[str]) -> dict[str, torch.Tensor]:
        """`input_ids` of all texts in a row, and at which `offsets` each text begins."""
        texts_ids = [[each for word in text.split() for each in self._cut(word)] for text in texts]
        offsets = list(accumulate(map(len, texts_ids), initial=0))[:-1]
        ids = [each for text_ids in texts_ids for each in text_ids]
        return {"input_ids": torch.tensor(ids, dtype=torch.long), "offsets": torch.tensor(offsets)}

    def _cut(self, word: str) -> list[int]:
        if word not in self._known:
            self._known[word] = self._tokenizer.encode(word, add_special_tokens=False).ids
        return self._known[word]


def contrasts(
    model: SentenceTransformer, batches: Iterator[list[Pair]], scale: float = SCALE
) -> Iterator[torch.Tensor]:
    """Losses that pull pairs together and everything else in the batch apart, in both directions."""
    both: Any = ("query_to_doc", "doc_to_query")
    loss = MultipleNegativesRankingLoss(model, scale=scale, directions=both, partition_mode="per_direction")
    pieces = Pieces(model.tokenizer)
    for batch in batches:
        yield loss([pieces(side) for side in zip(*batch, strict=True)], torch.empty(0))


def learn(model: SentenceTransformer, losses: Iterator[torch.Tensor], steps: int, rate: float) -> None:
    """Each loss is asked for after the step before it."""
    adam = torch.optim.Adam(model.parameters(), lr=rate, betas=(0.9, 0.98), fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(adam, rate, total_steps=steps, pct_start=0.1)
    for step, loss in enumerate(islice(losses, steps), 1):
        adam.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        adam.step()
        schedule.step()
        if step % 100 == 0:
            print(f"step {step} of {steps}, loss {loss.item():.3f}", flush=True)
