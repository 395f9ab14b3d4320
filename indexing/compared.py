"""The vectors of one build in memory, compared with a question one by one, provision after provision.

Then the same question always finds the same, where Chroma's approximate search orders neighbours differently in each
process. They are read back from Chroma once, when an index is built, and kept beside it in the order in which they
are compared: that is proof that Chroma gives back all of them, and spares every start of a program the reading
(1.2 s of 45,000 passages, and 0.7 s to import Chroma). They are read into memory, not mapped: a file that is written
over while it is mapped ends the whole program.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexing.types import Field, Group, Page, Scores, Vectors

VECTORS, PLACES, SLICES = "vectors.npy", "places.npy", "slices.json"
DIGESTS = "digests.npy"  # of the texts, row by row: the next build copies by them
# In this order, what a question of one language leaves alone (the gists in the other one) lies at an end.
GROUPS: tuple[Group, ...] = (
    *(("nl", field) for field in (Field.GIST, Field.QUESTION, Field.TEXT)),
    *(("en", field) for field in (Field.TEXT, Field.QUESTION, Field.GIST)),
)
_OTHER_HALF = ThreadPoolExecutor(max_workers=1, thread_name_prefix="comparing")


class Compared:
    """Vectors of passages, those of a language and field together; `places` says of which provision each of them is."""

    def __init__(
        self,
        vectors: Vectors,
        places: NDArray[np.int32],
        slices: Mapping[str, tuple[int, int]],
        provisions: int,
        digests: NDArray[np.uint8] | None = None,
    ) -> None:
        self._digests = digests  # not read back: asking does without
        self._vectors, self._places, self._slices, self._provisions = vectors, places, slices, provisions
        # Where the passages of each provision begin, so that the best of them is found in one go.
        self._starts = {
            name: np.flatnonzero(np.diff(places[start:end], prepend=-1)) for name, (start, end) in slices.items()
        }

    def __len__(self) -> int:
        return len(self._places)

    @classmethod
    def gather(cls, pages: Iterable[Page], ids: Sequence[str]) -> "Compared":
        """Of all vectors, as they are read back; `ids` are those of the provisions, in the order of their scores."""
        place = {identity: number for number, identity in enumerate(ids)}
        read: dict[Group, list[tuple[NDArray[np.int32], Vectors, NDArray[np.uint8]]]] = {}
        for page in pages:
            places = page.places(place)
            digests = np.frombuffer(bytes.fromhex("".join(page.digests)), np.uint8).reshape(len(places), -1)
            read.setdefault(page.group, []).append((places, page.vectors, digests))
        parts: list[tuple[NDArray[np.int32], Vectors, NDArray[np.uint8]]] = []
        slices: dict[str, tuple[int, int]] = {}
        end = 0
        for group in GROUPS:
            found = read.pop(group, [])
            slices[_name(*group)] = (end, end := end + sum(len(places) for places, *_ in found))
            if found:
                places, vectors, digests = map(np.concatenate, zip(*found, strict=True))
                order = np.argsort(places, kind="stable")
                parts.append((places[order], vectors[order], digests[order]))
        places, vectors, digests = map(np.concatenate, zip(*parts, strict=True))
        return cls(vectors, places, slices, len(ids), digests)

    def save(self, folder: Path) -> None:
        """Write to a new folder."""
        folder.mkdir()
        np.save(folder / VECTORS, self._vectors)
        np.save(folder / PLACES, self._places)
        if self._digests is not None:
            np.save(folder / DIGESTS, self._digests)
        content = {"slices": self._slices, "provisions": self._provisions}
        (folder / SLICES).write_text(json.dumps(content), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Compared":
        """Read what `save` wrote."""
        content = json.loads((folder / SLICES).read_text(encoding="utf-8"))
        slices = {name: (start, end) for name, (start, end) in content["slices"].items()}
        return cls(np.load(folder / VECTORS), np.load(folder / PLACES), slices, content["provisions"])

    def nearness(self, vector: Vectors, groups: Sequence[Group]) -> list[Scores]:
        """See Meanings."""
        names = [_name(*group) for group in groups]
        first, last = min(self._slices[name][0] for name in names), max(self._slices[name][1] for name in names)
        cosines = _cosines(self._vectors[first:last], vector)
        found = [np.zeros(self._provisions, np.float32) for _ in groups]
        for name, scores in zip(names, found, strict=True):
            starts, (begin, end) = self._starts[name], self._slices[name]
            if begin < end:
                best = np.maximum.reduceat(cosines[begin - first : end - first], starts)
                scores[self._places[begin:end][starts]] = np.maximum(best, 0)
        return found


def _cosines(vectors: Vectors, vector: Vectors) -> Scores:
    """Half of them beside the other half.

    Not by `@`: BLAS shares the rows among threads too, but waits for them tens of milliseconds on a busy machine.
    """
    cosines, half = np.empty(len(vectors), np.float32), len(vectors) // 2
    other = _OTHER_HALF.submit(np.vecdot, vectors[half:], vector, out=cosines[half:])
    np.vecdot(vectors[:half], vector, out=cosines[:half])
    other.result()
    return cosines


def _name(language: str, field: Field) -> str:
    return f"{language}-{field}"
