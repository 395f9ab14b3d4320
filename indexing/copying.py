"""Copies the vectors of unchanged passages from the live index: they need no second encoding.

Of an index that is compared one by one they lie beside Chroma, under the seal; Chroma itself, which can end a program
by a segmentation fault where its files are damaged, is only read where there are too many for that.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from indexing.compared import DIGESTS, VECTORS
from indexing.errors import SearchError
from indexing.opening import COMPARED, vectors_of
from indexing.types import Group, Manifest, Vectors
from indexing.vectors import PAGE, VectorIndex

SLACK = 1e-3  # of a length of 1: what was damaged on the disk is longer or shorter


class Known(Protocol):
    """Vectors by the digest of the text that they belong to."""

    def gone(self, digests: Iterable[str]) -> int:
        """How many texts are not among these any more."""

    def vectors(self, digests: Iterable[str]) -> dict[str, Vectors]:
        """Those of these texts that are known and whole."""


def known_in(live: Manifest, folder: Path, url: str) -> Known:
    """What a build knows that is under its seal. What is damaged in Chroma is not known, so that it is encoded again."""
    build = folder / live.version
    try:
        if (build / COMPARED / DIGESTS).exists():
            return Beside(np.load(build / COMPARED / VECTORS), np.load(build / COMPARED / DIGESTS))
        return Stored(vectors_of(build, live.version, url))
    except (SearchError, OSError, ValueError):
        return Beside.nothing()


class Beside:
    """The vectors that are compared one by one."""

    def __init__(self, vectors: Vectors, digests: NDArray[np.uint8]) -> None:
        self._vectors = vectors
        self._rows = {each.tobytes(): row for row, each in enumerate(digests)}

    @classmethod
    def nothing(cls) -> "Beside":
        """Where everything is new."""
        return cls(np.zeros((0, 0), np.float32), np.zeros((0, 32), np.uint8))

    def gone(self, digests: Iterable[str]) -> int:
        """See Known."""
        return len(self._rows.keys() - set(map(bytes.fromhex, digests)))

    def vectors(self, digests: Iterable[str]) -> dict[str, Vectors]:
        """See Known."""
        places = {digest: self._rows.get(bytes.fromhex(digest)) for digest in digests}
        return {digest: self._vectors[row] for digest, row in places.items() if row is not None}


class Stored:
    """The vectors in Chroma, read a page at a time."""

    def __init__(self, index: VectorIndex) -> None:
        """Raises SearchError where Chroma cannot be read."""
        self._index = index
        self._places: dict[str, tuple[Group, str]] = {
            digest: (page.group, identity)
            for page in index.pages(vectors=False)
            for digest, identity in zip(page.digests, page.ids, strict=True)
        }

    def gone(self, digests: Iterable[str]) -> int:
        """See Known."""
        return len(self._places.keys() - set(digests))

    def vectors(self, digests: Iterable[str]) -> dict[str, Vectors]:
        """See Known."""
        wanted: dict[Group, list[str]] = {}
        for digest in dict.fromkeys(digests):
            if digest in self._places:
                group, identity = self._places[digest]
                wanted.setdefault(group, []).append(identity)
        found: dict[str, Vectors] = {}
        for group, ids in wanted.items():
            for start in range(0, len(ids), PAGE):
                found |= self._read(group, ids[start : start + PAGE])
        return found

    def _read(self, group: Group, ids: list[str]) -> dict[str, Vectors]:
        try:
            page = self._index.of(group, ids)
        except SearchError:
            return {}
        return {digest: row for digest, row in zip(page.digests, page.vectors, strict=True) if is_whole(row)}


def is_whole(vectors: Vectors) -> bool:
    """Whether every row has length 1, or is that of a text without known words."""
    rows = np.atleast_2d(vectors)
    with np.errstate(all="ignore"):  # what was damaged can be any number, or none
        lengths = np.linalg.norm(rows, axis=1)
        return bool(np.all((np.abs(lengths - 1) < SLACK) | (lengths == 0)))
