"""Copies the vectors of unchanged passages from the live index, a portion at a time: they need no second encoding."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from indexing.errors import SearchError
from indexing.opening import vectors_of
from indexing.types import Group, Manifest, Vectors
from indexing.vectors import PAGE, VectorIndex

SLACK = 1e-3  # of a length of 1: what was damaged on the disk is longer or shorter


class Known:
    """Where in the live index the vector of each text lies, by the digest of the text."""

    def __init__(self, index: VectorIndex | None = None, places: dict[str, tuple[Group, str]] | None = None) -> None:
        self._index, self._places = index, places or {}

    @classmethod
    def of(cls, live: Manifest, folder: Path, url: str) -> "Known":
        """Of a build. What is damaged is not known, so that it is encoded again."""
        index = vectors_of(folder / live.version, live.version, url)
        try:
            places = {
                digest: (page.group, identity)
                for page in index.pages(vectors=False)
                for digest, identity in zip(page.digests, page.ids, strict=True)
            }
        except SearchError:
            return cls()
        return cls(index, places)

    def gone(self, digests: Iterable[str]) -> int:
        """How many texts are not among these any more."""
        return len(self._places.keys() - set(digests))

    def vectors(self, digests: Iterable[str]) -> dict[str, Vectors]:
        """Those of these texts that can be read whole."""
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
        assert self._index
        try:
            page = self._index.of(group, ids)
        except SearchError:
            return {}
        return {digest: row for digest, row in zip(page.digests, page.vectors, strict=True) if is_whole(row)}


def is_whole(vectors: Vectors) -> bool:
    """Whether every row has length 1, or is that of a text without known words."""
    lengths = np.linalg.norm(np.atleast_2d(vectors), axis=1)
    return bool(np.all((np.abs(lengths - 1) < SLACK) | (lengths == 0)))
