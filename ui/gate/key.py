"""An API key as it is handed out: `bwk_`, 256 random bits, and a checksum of eight signs.

The prefix lets scanners find a key that was left in code. The checksum tells a typing error, and keeps what only looks
like a key from being looked up at all.
"""

import re
import secrets
import zlib
from hashlib import sha256

PREFIX = "bwk_"
_SHAPE = re.compile(r"bwk_([0-9a-f]{64})([0-9a-f]{8})", re.ASCII)


def new_key() -> str:
    """A key that nobody has had before. It is shown once and never kept."""
    secret = secrets.token_hex(32)
    return f"{PREFIX}{secret}{_checksum(secret)}"


def is_whole(key: str) -> bool:
    """Whether it has the shape of a key and its checksum is right."""
    found = _SHAPE.fullmatch(key)
    return found is not None and _checksum(found[1]) == found[2]


def digest(key: str) -> str:
    """What is kept instead of the key.

    A plain SHA-256 is right here: slow hashes protect what can be guessed, and 256 random bits cannot be. A slow one
    would only make each request slow.
    """
    return sha256(key.encode()).hexdigest()


def _checksum(secret: str) -> str:
    return f"{zlib.crc32(secret.encode()):08x}"
