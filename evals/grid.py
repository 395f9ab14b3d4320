"""How much is lost between languages: nl→nl, nl→en, en→nl and en→en (question → texts that are searched)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from corpus.types import LANGUAGES
from evals.metrics import judge
from evals.retrieval import Query
from indexing.compared import Compared
from indexing.passages import cut_all
from indexing.prototypes import Examples, Prototypes
from indexing.search import Index
from indexing.vectors import VectorIndex

K = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """hit@5 per question: the questions of one language, searched in the texts of one language."""

    asked: str
    searched: str
    article: tuple[float, ...]
    paragraph: tuple[float, ...]


def grid(index: Index, queries: Sequence[Query]) -> Iterator[Cell]:
    """Search with only the passages of one language left, so that a find cannot come through the other one.

    The question's words are then looked up in that language, as they would be in an index that only has it; vectors
    and named articles work across languages. The rows hold different questions: compare the cells of one row.
    """
    for searched in LANGUAGES:
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            only = _only(index, searched, Path(folder))
            for asked in LANGUAGES:
                mine = [query for query in queries if query.language == asked]
                rankings = [[hit.id for hit in only.search(query.text, searched, 4 * K)] for query in mine]
                pairs = list(zip(rankings, mine, strict=True))
                yield Cell(
                    asked,
                    searched,
                    tuple(judge(found, query.expected, "article").hit(K) for found, query in pairs),
                    tuple(judge(found, query.expected, "paragraph").hit(K) for found, query in pairs),
                )


def _only(index: Index, language: str, folder: Path) -> Index:
    """The index with the vectors of one language. Its keywords are apart by language already."""
    passages = [each for each in cut_all(index.provisions) if each.language == language]
    known = index.vectors.by_digest()
    vectors = VectorIndex(folder, "grid")
    vectors.fill(passages, np.stack([known[each.digest] for each in passages]))
    examples = Examples(index.ids)
    meanings = Compared.gather(examples.reading(vectors.pages()), index.ids)
    prototypes = Prototypes.learn(examples, len(index.ids))
    return replace(index, vectors=vectors, meanings=meanings, prototypes=prototypes)
