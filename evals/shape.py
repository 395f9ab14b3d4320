"""An encoder as slow as a well-known one that nobody could fetch here: its shape, with weights left to chance.

How long a transformer takes depends on its shape and not on its weights, so its speed means something and what it
finds means nothing. transformers lives here.
"""

from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from indexing.encoders import OURS, SentenceEncoder
from indexing.static import TOKENS

if TYPE_CHECKING:
    from indexing.types import Vectors

LAYERS, WIDTH, HEADS, LONGEST = 6, 384, 12, 256  # all-MiniLM-L6-v2, as its model card and config.json say


class Shape:
    """sentence-transformers' all-MiniLM-L6-v2 in shape: 6 layers of 384, 12 heads, 256 tokens; our own tokens."""

    name = "MiniLM-L6's shape"

    def __init__(self) -> None:
        from transformers import BertConfig, BertModel, PreTrainedTokenizerFast  # ten seconds, with torch behind it

        tokenizer = PreTrainedTokenizerFast(tokenizer_file=str(OURS / TOKENS), model_max_length=LONGEST)  # type: ignore[no-untyped-call]
        tokenizer.add_special_tokens({"pad_token": "[PAD]"})
        config = BertConfig(
            vocab_size=len(tokenizer),
            hidden_size=WIDTH,
            num_hidden_layers=LAYERS,
            num_attention_heads=HEADS,
            intermediate_size=4 * WIDTH,
        )
        with TemporaryDirectory() as folder:
            BertModel(config).save_pretrained(folder)
            tokenizer.save_pretrained(folder)
            self._encoder = SentenceEncoder(folder)

    def encode(self, texts: list[str]) -> "Vectors":
        """Shape (texts, 384); they mean nothing."""
        return self._encoder.encode(texts)
