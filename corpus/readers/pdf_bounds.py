"""Whether a PDF is whole, and how much it holds when it is unpacked: found out before anything opens it."""

import re
import zlib
from base64 import a85decode
from collections.abc import Iterator

from corpus.errors import CorpusError

MOST_BYTES = 512 * 2**20  # unpacked, all streams together
STREAM = re.compile(rb"stream\r?\n")
# The sign for "draw that", or a way to pack it that is not unpacked here.
DRAWS = (b"Do", b"/LZW", b"/RunLength", b"/RL", b"/Encrypt", b"/ASCIIHex", b"/AHx")
WRITTEN_OUT = re.compile(rb"/[A-Za-z0-9]{0,20}#[0-9A-Fa-f]{2}")  # a name with a letter written as its number
PACKED = re.compile(rb"[\x08-\x78][\x01\x5e\x9c\xda]")  # how zlib's output begins


def check_bounds(content: bytes) -> bool:
    """Unpacks every stream piece by piece, without keeping it. Whether any of it may draw another one (DRAWS).

    Raises CorpusError for one that is cut off or holds too much.
    """
    if b"%%EOF" not in content.rstrip(b"\0\r\n ")[-2048:]:  # some programs fill a file up
        raise CorpusError("it ends in the middle")
    left, draws = MOST_BYTES, _draws(content) or bool(WRITTEN_OUT.search(content))
    for found in STREAM.finditer(content):
        for place, piece in enumerate(_unpacked(_stream(content, found.end()))):
            left -= len(piece)
            draws = draws or _draws(piece)
            if left < 0:
                raise CorpusError(f"it unpacks to more than {MOST_BYTES >> 20} MB")
            if not place and PACKED.match(piece) and next(_unpacked(memoryview(piece)), b""):
                raise CorpusError("it holds packed data inside packed data")
    return draws


def _draws(piece: bytes) -> bool:
    return any(sign in piece for sign in DRAWS)


def _stream(content: bytes, start: int) -> memoryview:
    """What may be a packed stream: as it stands, or written in letters as some programs do."""
    if PACKED.match(content, start):
        return memoryview(content)[start:]
    end = content.find(b"~>", start, max(start, content.find(b"endstream", start)))
    try:
        return memoryview(a85decode(content[start:end].lstrip().removeprefix(b"<~")) if end > 0 else b"")
    except ValueError:
        return memoryview(b"")


def _unpacked(stream: memoryview) -> Iterator[bytes]:
    unpacker = zlib.decompressobj()
    try:
        for place in range(0, len(stream), 2**16):
            waiting = bytes(stream[place : place + 2**16])
            while waiting and not unpacker.eof:
                yield unpacker.decompress(waiting, 2**20)
                waiting = unpacker.unconsumed_tail
            if unpacker.eof:
                return
    except zlib.error:
        return
