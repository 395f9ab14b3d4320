"""Counts tokens, always offline: with the ranks that ship, or with `o200k_base` where tiktoken has it already."""

import os
import tempfile
from base64 import b64decode
from collections.abc import Sequence
from functools import cache
from hashlib import sha1, sha256
from itertools import accumulate
from pathlib import Path

import tiktoken

RANKS = Path(__file__).parent / "tokens.tiktoken"
# Words with the space before them, numbers by three digits, signs, white space: indexing.training cuts the same way.
PATTERN = r" ?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"

O200K_ADDRESS = "https://openaipublic.blob.core.windows.net/encodings/o200k_base.tiktoken"
O200K_DIGEST = "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"


@cache
def encoding() -> tiktoken.Encoding:
    """The encoding that counts; read once, because reading takes longer than counting."""
    if _has_o200k():
        return tiktoken.get_encoding("o200k_base")
    # tiktoken's own reader would keep a copy under this path in its cache, and read that after the file has changed.
    lines = (line.split() for line in RANKS.read_text(encoding="ascii").splitlines())
    ranks = {b64decode(token): int(rank) for token, rank in lines}
    return tiktoken.Encoding("beleidswijzer", pat_str=PATTERN, mergeable_ranks=ranks, special_tokens={})


def count(text: str) -> int:
    """How many tokens a text takes; marks such as <|endoftext|> are text like any other."""
    return len(encoding().encode_ordinary(text))


def fit(texts: Sequence[str], limit: int) -> int:
    """How many texts from the start fit together within `limit` tokens."""
    return sum(total <= limit for total in accumulate(map(count, texts)))


def _has_o200k() -> bool:
    """Looks where tiktoken looks. A damaged copy counts as none: tiktoken would fetch it again over the network."""
    default = str(Path(tempfile.gettempdir()) / "data-gym-cache")
    folder = os.environ.get("TIKTOKEN_CACHE_DIR", os.environ.get("DATA_GYM_CACHE_DIR", default))
    file = Path(folder) / sha1(O200K_ADDRESS.encode(), usedforsecurity=False).hexdigest()
    return bool(folder) and file.is_file() and sha256(file.read_bytes()).hexdigest() == O200K_DIGEST
