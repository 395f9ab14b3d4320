"""Opens an encoder by name. sentence-transformers lives here (and in `training`), loaded only when it is asked for."""

from pathlib import Path

import numpy as np

from indexing.errors import SearchError
from indexing.static import StaticEncoder
from indexing.types import Encoder, Vectors

OURS = Path(__file__).parent / "encoder"


def open_encoder(name: str = "") -> Encoder:
    """The encoder that ships with this project, or any sentence-transformers model by name or folder."""
    return SentenceEncoder(name) if name else StaticEncoder(OURS)


class SentenceEncoder:
    """Any model that sentence-transformers can load."""

    def __init__(self, name: str) -> None:
        from sentence_transformers import SentenceTransformer  # ten seconds: not for those who do not use it

        try:
            self._model = SentenceTransformer(name)
        except (OSError, ValueError) as error:
            raise SearchError(
                f"The encoder {name} cannot be loaded: give the folder of a sentence-transformers model in "
                "BELEIDSWIJZER_ENCODER, or leave it empty for the one that ships."
            ) from error
        self.name = name

    def encode(self, texts: list[str]) -> Vectors:
        """Shape (texts, dimensions), rows of length 1."""
        vectors = self._model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)
