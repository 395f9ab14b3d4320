"""What a build is held against before it goes live; one that does not hold is thrown away and says why."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from indexing import verifying
from indexing.errors import SearchError, Unsound
from indexing.opening import vectors_of
from indexing.passages import cut_all
from indexing.pointer import current_version, versions
from indexing.seals import seal
from indexing.types import BuildReport, Checked, Encoder, Field, Vectors
from indexing.vectors import VectorIndex
from indexing.verifying import Smoke, smoke, verify

Make = Callable[..., BuildReport]
ASKED = Smoke("Hoe hoog is de boete?", "nl", "fiets/art_6__para_2")


class Fickle:
    """Encodes well when an index is filled, and otherwise after that."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder, self.name, self.asked = encoder, encoder.name, 0

    def encode(self, texts: list[str]) -> Vectors:
        self.asked += 1
        rows = self._encoder.encode(texts)
        return rows if self.asked == 1 else np.roll(rows, 1, axis=1)


def expect(monkeypatch: pytest.MonkeyPatch, *questions: Smoke) -> None:
    monkeypatch.setattr(verifying, "smoke", lambda: questions)


def test_a_whole_index_tells_what_it_was_held_against(
    make: Make, small: SimpleNamespace, encoder: Encoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expect(monkeypatch, ASKED, Smoke("Iets over een andere wet?", "nl", "andere-wet/art_1"))
    version = make(tmp_path).manifest.version
    passages = len(cut_all(small.provisions))

    checked = verify(tmp_path, version, encoder)

    assert checked == Checked(passages=passages, sources=3, sample=passages, questions=1)


def test_every_question_that_must_be_answered_is_answered_by_what_ships(house_data: Path, encoder: Encoder) -> None:
    folder = house_data / "index"

    assert verify(folder, current_version(folder), encoder).questions == len(smoke()) >= 12


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        pytest.param(replace(ASKED, provision="fiets/annex_I"), 'the question "Hoe hoog is de boete?"', id="a question finds another provision"),
        pytest.param(None, "passages are not found by their own vector", id="vectors are not found again"),
    ],
)  # fmt: skip
def test_a_build_that_does_not_hold_never_goes_live_and_says_why(
    make: Make, encoder: Encoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: Smoke | None, why: str
) -> None:
    first = make(tmp_path).manifest.version
    monkeypatch.setattr(verifying, "DEPTH", 1)
    expect(monkeypatch, *([wrong] if wrong else []))

    with pytest.raises(SearchError, match="thrown away, because") as refused:
        make(tmp_path, rebuild=True, encoder=encoder if wrong else Fickle(encoder))

    assert why in str(refused.value)
    assert "\n" not in str(refused.value)
    assert (current_version(tmp_path), versions(tmp_path)) == (first, [first])


@pytest.mark.parametrize(
    ("seen_from", "is_sound"),
    [
        pytest.param(0, True, id="at the first look"),
        pytest.param(verifying.FIRST + 1, True, id="at the wider look only, as an approximate graph may"),
        pytest.param(verifying.WIDE + 1, False, id="never"),
    ],
)
def test_every_passage_of_the_sample_must_find_itself(
    make: Make, encoder: Encoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seen_from: int, is_sound: bool
) -> None:
    build = make(tmp_path).manifest
    nearest = VectorIndex.nearest

    def short_sighted(index: VectorIndex, vector: Vectors, *group: str, most: int) -> dict[str, float]:
        found = nearest(index, vector, *group, most=most)
        return found if most >= seen_from else {each: min(cosine, 0.9) for each, cosine in found.items()}

    monkeypatch.setattr(VectorIndex, "nearest", short_sighted)

    if is_sound:
        assert verify(tmp_path, build.version, encoder).sample == min(build.passages, verifying.SAMPLE)
    else:
        with pytest.raises(Unsound, match=r"(\d+) of \1 passages are not found by their own vector"):
            verify(tmp_path, build.version, encoder)


def _lose_a_vector(build: Path) -> None:
    index = vectors_of(build, build.name, "")
    collection = index._collection("nl", Field.GIST)
    collection.delete(ids=collection.get(limit=1)["ids"])


def _change_a_text(build: Path) -> None:
    file = build / "provisions.jsonl"
    file.write_text(file.read_text(encoding="utf-8").replace("50.000 euro", "60.000 euro"), encoding="utf-8")
    manifest = json.loads((build / "manifest.json").read_text(encoding="utf-8"))
    (build / "manifest.json").write_text(json.dumps(manifest | {"seal": seal(build)}), encoding="utf-8")


def _lose_a_provision(build: Path) -> None:
    file = build / "provisions.jsonl"
    file.write_text("\n".join(file.read_text(encoding="utf-8").splitlines()[:-1]) + "\n", encoding="utf-8")
    manifest = json.loads((build / "manifest.json").read_text(encoding="utf-8"))
    (build / "manifest.json").write_text(json.dumps(manifest | {"seal": ""}), encoding="utf-8")


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        pytest.param(_lose_a_vector, r"^1 of \d+ vectors cannot be read back \(\d+ of \d+ can of \w+\)$", id="a vector is gone"),
        pytest.param(_change_a_text, "is stored with another text", id="a text was changed, seal and all"),
        pytest.param(_lose_a_provision, "is stored with another text, or should not be there", id="a provision is gone"),
        pytest.param(lambda build: (build / "compared" / "vectors.npy").write_bytes(
            (build / "compared" / "vectors.npy").read_bytes()[:-4] + b"abcd"), "vectors.npy was changed", id="a vector was changed"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_index_is_named(
    make: Make, encoder: Encoder, tmp_path: Path, damage: Callable[[Path], object], why: str
) -> None:
    version = make(tmp_path).manifest.version
    damage(tmp_path / version)

    with pytest.raises(SearchError, match=why):
        verify(tmp_path, version, encoder)
