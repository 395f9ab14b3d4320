"""Holds a build against what it was made from, before it becomes the live one and whenever somebody asks.

Every file against its seal; every passage and the digest of its text against what is read back; some passages,
found by their own vector; and questions of every day (smoke.toml) that must find their provision.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from indexing.copying import is_whole
from indexing.errors import Unsound
from indexing.opening import open_index
from indexing.passages import cut_all
from indexing.search import Index
from indexing.types import Checked, Encoder, Page, Passage, Vectors
from indexing.vectors import VectorIndex

SAMPLE, SEED = 200, 20261126
FIRST = 10  # neighbours among which a passage finds itself; those before it may have the same words
WIDE = (
    1000  # neighbours, where it does not: the graph of Chroma is approximate and looks further when more are asked for
)
SAME = 0.999  # cosine of a text with itself, as far as it is stored exactly
DEPTH = 8  # provisions among which a question must find its own
QUESTIONS = Path(__file__).with_name("smoke.toml")


@dataclass(frozen=True, slots=True)
class Smoke:
    """A question that every index must answer that holds the provision."""

    ask: str
    language: str
    provision: str


def verify(
    folder: Path, version: str, encoder: Encoder,
    *, mirror: str = "", url: str = "", passages: Sequence[Passage] | None = None,
) -> Checked:  # fmt: skip
    """Hold one build against everything. Raises Unsound with the reason, or SearchError where it cannot be opened at all.

    `passages`: those that it was made from, where all of them were read back a moment ago (`read_back`).
    """
    index = open_index(folder, version, encoder, mirror=mirror, url=url)
    if passages is None:
        passages = cut_all(index.provisions)
        for _ in read_back(index.vectors, passages):
            pass
    if len(passages) != index.manifest.passages:
        raise Unsound(f"its provisions give {len(passages)} passages instead of {index.manifest.passages}")
    sources = len({_source(each) for each in passages})
    return Checked(len(passages), sources, _found_again(index, passages), _answered(index))


def read_back(vectors: VectorIndex, passages: Sequence[Passage]) -> Iterator[Page]:
    """All that is stored. Raises Unsound where that is not each of these passages, with its own text, once."""
    missing = {each.id: each.digest for each in passages}
    for page in vectors.pages():
        for identity, digest in zip(page.ids, page.digests, strict=True):
            if missing.pop(identity, "") != digest:
                raise Unsound(f"the passage {identity} is stored with another text, or should not be there")
        if len(page.vectors) != len(page.ids) or not is_whole(page.vectors):
            raise Unsound(f"vectors of {page.group[1]}s in {page.group[0]} are damaged")
        yield page
    if missing:
        held = Counter(map(_source, passages))
        source, lost = Counter(_source(each) for each in passages if each.id in missing).most_common(1)[0]
        raise Unsound(
            f"{len(missing)} of {len(passages)} vectors cannot be read back "
            f"({held[source] - lost} of {held[source]} can of {source})"
        )


def _found_again(index: Index, passages: Sequence[Passage]) -> int:
    """How many of a sample, encoded anew, are searched for, both as Chroma does it and as questions are; all must find themselves."""
    sample = Random(SEED).sample(passages, min(SAMPLE, len(passages)))  # noqa: S311 - nothing secret hangs on it
    place = {identity: number for number, identity in enumerate(index.ids)}
    rows = index.encoder.encode([each.text for each in sample])
    missed: list[str] = []
    for passage, row in zip(sample, rows, strict=True):
        if not row.any():
            continue  # a text without a known word is near to nothing
        (cosines,) = index.meanings.nearness(row, [(passage.language, passage.field)])
        if cosines[place[passage.provision]] < SAME or not _is_found(index, passage, row):
            missed.append(passage.id)
    if missed:
        raise Unsound(f"{len(missed)} of {len(sample)} passages are not found by their own vector, such as {missed[0]}")
    return len(sample)


def _is_found(index: Index, passage: Passage, row: Vectors) -> bool:
    """Whether Chroma gives it for its own vector, or so many with the very same words that it is not among them."""
    for most in (FIRST, WIDE):
        near = index.vectors.nearest(row, passage.language, passage.field, most=most)
        nearest = max(near.values(), default=0)
        if nearest >= SAME and (passage.id in near or min(near.values()) >= SAME):
            return True
    return False


def _answered(index: Index) -> int:
    """The questions whose provision is here: each must find it. A reranker has no part in it."""
    asked = [each for each in smoke() if each.provision in index.editions]
    for each in asked:
        if each.provision not in {hit.id for hit in index.search(each.ask, each.language, DEPTH)}:
            raise Unsound(f'the question "{each.ask}" does not find {each.provision} among the first {DEPTH}')
    return len(asked)


@cache
def smoke() -> tuple[Smoke, ...]:
    """The questions of smoke.toml."""
    content = tomllib.loads(QUESTIONS.read_text(encoding="utf-8"))
    return tuple(Smoke(**each) for each in content["question"])


def _source(passage: Passage) -> str:
    return passage.provision.partition("/")[0]
