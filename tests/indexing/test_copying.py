"""Vectors of unchanged texts are copied from the live index; what is damaged is encoded again."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from indexing import building, opening
from indexing.copying import Beside, Stored, is_whole, known_in
from indexing.passages import cut_all
from indexing.types import BuildReport, Encoder, Manifest

Make = Callable[..., BuildReport]


@pytest.fixture(params=[pytest.param(True, id="beside Chroma"), pytest.param(False, id="in Chroma")])
def live(request: pytest.FixtureRequest, make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Manifest:
    """Of an index that is compared one by one, and of one that is too large for that."""
    if not request.param:
        monkeypatch.setattr(building, "EXACT", 0)
        monkeypatch.setattr(opening, "EXACT", 0)
    return make(tmp_path).manifest


def test_each_text_has_its_own_vector(live: Manifest, tmp_path: Path, small, encoder: Encoder) -> None:
    known = known_in(live, tmp_path, "")
    texts = {each.digest: each.text for each in cut_all(small.provisions)}
    found = known.vectors([*texts, "00" * 32])

    assert found.keys() == texts.keys()
    np.testing.assert_allclose(np.stack([*found.values()]), encoder.encode([texts[each] for each in found]), atol=1e-5)


def test_what_is_gone_is_counted(live: Manifest, tmp_path: Path, small) -> None:
    digests = list({each.digest for each in cut_all(small.provisions)})

    assert known_in(live, tmp_path, "").gone(digests[3:]) == 3


def test_from_a_damaged_index_nothing_is_copied(live: Manifest, make: Make, tmp_path: Path) -> None:
    for file in [*(tmp_path / live.version).glob("chroma/*.sqlite3"), *(tmp_path / live.version).glob("compared/v*")]:
        os.truncate(file, 100)
    second = make(tmp_path, corpus_date=date(2026, 11, 2))  # another content; of the live index it wants the vectors

    assert (second.kept, second.encoded) == (0, second.manifest.passages)


def test_a_large_index_is_read_from_chroma_and_a_small_one_is_not(live: Manifest, tmp_path: Path) -> None:
    assert isinstance(known_in(live, tmp_path, ""), (Beside, Stored))
    assert isinstance(known_in(live, tmp_path, ""), Beside) == (tmp_path / live.version / "compared").exists()


@pytest.mark.parametrize(
    ("row", "whole"),
    [([1, 0], True), ([0.6, -0.8], True), ([0, 0], True), ([0.5, 0], False), ([3e30, 1], False), ([np.nan, 1], False)],
)
def test_a_vector_of_another_length_is_damaged(row: list[float], whole: bool) -> None:
    assert is_whole(np.array([row, [0, 1]], np.float32)) is whole
