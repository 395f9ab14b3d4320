"""Reads the static encoder that ships with this project, without torch: a text is the mean of its tokens' vectors."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load
from tokenizers import Tokenizer

from indexing.errors import SearchError
from indexing.types import Vectors

WEIGHTS, TOKENS = "model.safetensors", "tokenizer.json"
AT_ONCE = 64  # texts: keeps the gathered token vectors inside the processor's cache


class StaticEncoder:
    """A sentence-transformers folder of `StaticEmbedding` and `Normalize`; a test holds both readers equal."""

    def __init__(self, folder: Path) -> None:
        try:
            weights, tokens = (folder / WEIGHTS).read_bytes(), (folder / TOKENS).read_bytes()
            stored = load(weights)["embedding.weight"]
        except (OSError, KeyError, SafetensorError) as error:
            raise SearchError(
                f"The encoder in {folder} is missing or damaged: restore that folder from the repository, or make it "
                "again with python -m indexing.training encoder."
            ) from error
        self._vectors: Vectors = stored.astype(np.float32)  # shape (tokens, dimensions)
        self._tokenizer = Tokenizer.from_buffer(tokens)
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.dimensions = int(self._vectors.shape[1])
        self.name = f"static-{sha256(weights + tokens).hexdigest()[:8]}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Shape (texts, dimensions), rows of length 1; a text without known tokens gives zeros."""
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for start in range(0, len(texts), AT_ONCE):
            part = list(texts[start : start + AT_ONCE])
            for row, encoding in enumerate(self._tokenizer.encode_batch_fast(part, add_special_tokens=False), start):
                rows[row] = self._vectors[encoding.ids].sum(axis=0)  # the mean, up to the length taken out below
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        rows /= np.where(lengths > 0, lengths, 1)
        return rows
