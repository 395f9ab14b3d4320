"""What tells a provision from all others, learnt from our own words about each."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus.digests import read_digests
from indexing.prototypes import SHARPNESS, Examples, Prototypes
from indexing.types import Encoder, Field, Page, Vectors

IDS = ("wet/art_1", "wet/art_2", "wet/art_3")
# Each has the direction that both share, and one of its own: article 1 is asked about in two ways, article 2 in one.
SHARED, FIRST, SECOND = np.eye(3, dtype=np.float32)


def page(*passages: tuple[str, Vectors], field: Field = Field.QUESTION) -> Page:
    rows = [vector / np.linalg.norm(vector) for _, vector in passages]
    ids = [f"{identity}@2026-01-01/nl/ask/{number}" for number, (identity, _) in enumerate(passages)]
    return Page(("nl", field), ids, ["00"] * len(ids), np.array(rows, np.float32))


def learnt(*pages: Page) -> Prototypes:
    examples = Examples(IDS)
    assert list(examples.reading(pages)) == list(pages)
    return Prototypes.learn(examples, len(IDS))


ASKED = page(
    (IDS[0], SHARED + FIRST), (IDS[0], 2 * SHARED + FIRST), (IDS[1], SHARED + SECOND), (IDS[1], 3 * SHARED + SECOND)
)


@pytest.mark.parametrize(
    ("vector", "first"), [pytest.param(FIRST, 0, id="of the first"), pytest.param(SECOND, 1, id="of the second")]
)
def test_its_own_word_speaks_for_it(vector: Vectors, first: int) -> None:
    assert np.argmax(learnt(ASKED).match(vector)) == first


def test_official_words_teach_nothing() -> None:
    scores = learnt(ASKED, page((IDS[2], FIRST), field=Field.TEXT)).match(FIRST)

    assert scores[2] == 0
    assert np.array_equal(scores, learnt(ASKED).match(FIRST))


def test_without_a_word_of_our_own_nothing_is_said() -> None:
    assert learnt(page((IDS[0], FIRST), field=Field.TEXT)).match(FIRST).tolist() == [0, 0, 0]


def test_what_was_learnt_is_read_back_as_it_was(tmp_path: Path) -> None:
    made = learnt(ASKED)
    made.save(tmp_path / "prototypes.npy")

    assert np.array_equal(Prototypes.load(tmp_path / "prototypes.npy").match(SHARED), made.match(SHARED))


def test_a_question_that_was_left_out_is_told_better_than_by_the_mean_of_the_others(encoder: Encoder) -> None:
    asked = {each.eid: each.digest.asks_nl for each in read_digests() if each.digest and each.source == "cbw"}
    asked = {eid: asks for eid, asks in asked.items() if len(asks) > 3}
    ids, left_out = list(asked), encoder.encode([asks[0] for asks in asked.values()])
    taught = [(eid, ask) for eid, asks in asked.items() for ask in asks[1:]]
    rows = encoder.encode([ask for _, ask in taught])
    examples = Examples(ids)
    list(examples.reading([Page(("nl", Field.QUESTION), [f"{eid}@x" for eid, _ in taught], [""] * len(rows), rows)]))
    means = np.array([rows[[each == eid for each, _ in taught]].mean(axis=0) for eid in ids])
    means /= np.linalg.norm(means, axis=1, keepdims=True)

    made = Prototypes.learn(examples, len(ids))

    def likelihood(scores: list[NDArray[np.float32]]) -> float:
        """The mean logarithm of the likelihood of the provision that each question is of."""
        sums = SHARPNESS * np.array(scores)
        return float(np.mean(np.diag(sums) - np.log(np.exp(sums).sum(axis=1))))

    assert len(ids) > 200
    assert likelihood([made.match(row) for row in left_out]) > likelihood([means @ row for row in left_out]) + 0.1
