"""A download that is not finished: a hidden file, from which the next try or the next run goes on."""

import json
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.errors import CorpusError


@dataclass(frozen=True, slots=True)
class Head:
    """What the publisher said of the body when it began. `version` is empty where it cannot go on from the middle."""

    address: str
    etag: str = ""
    modified: str = ""
    type: str = ""  # "text/html"
    packed: bool = False  # with gzip

    @property
    def version(self) -> str:
        """The name of this very version, for If-Range: a weak tag does not promise the same bytes."""
        return self.etag if self.etag and not self.etag.startswith("W/") else self.modified


@dataclass(frozen=True, slots=True)
class PartFile:
    """Its first line is the head as JSON, the rest is the body as it came over the wire."""

    path: Path

    def begun(self, address: str) -> tuple[Head, int] | None:
        """The head and the size of the body so far; None where nothing of that address can be gone on with."""
        if not self.path.is_file():
            return None
        try:
            line, _, body = self.path.read_bytes().partition(b"\n")
            head = Head(**json.loads(line))
        except (ValueError, TypeError):
            return None
        return (head, len(body)) if head.address == address and head.version and body else None

    def begin(self, head: Head) -> None:
        """Start anew."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(json.dumps(asdict(head)).encode() + b"\n")

    def body(self) -> bytes:
        """What has come of it."""
        return self.path.read_bytes().partition(b"\n")[2]

    def drop(self) -> None:
        """Forget what has come."""
        self.path.unlink(missing_ok=True)


def unpacked(body: bytes, most: int) -> bytes:
    """What was packed with gzip; never more than `most` bytes are made of it, however small it came."""
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        content = unpacker.decompress(body, most + 1)
    except zlib.error as error:
        raise CorpusError("what came is damaged") from error
    if len(content) > most:
        raise CorpusError(f"what came is larger than {most >> 20} MB when unpacked")
    if not unpacker.eof:
        raise CorpusError("what came ends in the middle")
    return content
