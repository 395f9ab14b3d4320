"""An index that is missing, damaged or made otherwise is refused in one sentence that says what to run."""

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from indexing import opening
from indexing.errors import SearchError
from indexing.opening import LiveIndex
from indexing.pointer import current_version
from indexing.switching import rollback
from indexing.types import BuildReport, Encoder

Make = Callable[..., BuildReport]


def refused(folder: Path, encoder: Encoder, **settings: str) -> str:
    """What a reader is told on opening."""
    with pytest.raises(SearchError) as error:
        LiveIndex(folder, encoder, **settings).now().search("boete", "nl")
    said = str(error.value)
    assert "\n" not in said
    assert "python -m indexing build" in said
    return said


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    """An index of its own, to damage."""
    return Path(shutil.copytree(built, tmp_path / "index"))


@pytest.mark.parametrize("folder", ["", "nowhere", "nowhere/deeper"])
def test_where_no_index_was_built_the_place_and_the_command_are_named(
    tmp_path: Path, encoder: Encoder, folder: str
) -> None:
    assert str(tmp_path / folder) in refused(tmp_path / folder, encoder)


def test_an_index_by_another_encoder_is_refused_naming_both(
    built: Path, encoder: Encoder, other_encoder: Encoder
) -> None:
    said = refused(built, other_encoder)

    assert encoder.name in said
    assert other_encoder.name in said


def test_an_index_without_the_texts_of_the_mirror_is_refused_naming_it(built: Path, encoder: Encoder) -> None:
    assert "/srv/mirror" in refused(built, encoder, mirror="/srv/mirror")


def test_an_index_with_the_texts_of_the_mirror_is_opened(make: Make, encoder: Encoder, tmp_path: Path) -> None:
    make(tmp_path, mirror="/srv/mirror")

    assert LiveIndex(tmp_path, encoder, mirror="/srv/mirror").now().manifest.mirror == "/srv/mirror"
    assert LiveIndex(tmp_path, encoder).now()


def _truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


DAMAGES = [
    pytest.param(lambda index: _truncate(index / "manifest.json"), id="half a manifest"),
    pytest.param(lambda index: (index / "manifest.json").write_text("{}"), id="a manifest without fields"),
    pytest.param(lambda index: (index / "manifest.json").write_text("[1]"), id="a manifest that is a list"),
    pytest.param(lambda index: (index / "manifest.json").unlink(), id="no manifest"),
    pytest.param(lambda index: _truncate(index / "provisions.jsonl"), id="half the provisions"),
    pytest.param(lambda index: (index / "sources.json").unlink(), id="no sources"),
    pytest.param(lambda index: shutil.rmtree(index / "keywords"), id="no keywords"),
    pytest.param(lambda index: shutil.rmtree(index / "compared"), id="no vectors"),
    pytest.param(lambda index: _truncate(index / "compared" / "vectors.npy"), id="half the vectors"),
    pytest.param(lambda index: _truncate(index / "compared" / "places.npy"), id="half their places"),
    pytest.param(
        lambda index: (index / "compared" / "vectors.npy").write_bytes(b"no vectors"), id="vectors that are none"
    ),
    pytest.param(lambda index: (index / "compared" / "slices.json").write_text("{}"), id="vectors of nothing"),
    pytest.param(shutil.rmtree, id="the whole folder"),
]


CHROMA_DAMAGES = [
    pytest.param(lambda index: shutil.rmtree(index / "chroma"), id="no Chroma"),
    pytest.param(lambda index: _truncate(index / "chroma" / "chroma.sqlite3"), id="half of Chroma"),
    pytest.param(
        lambda index: (index / "chroma" / "chroma.sqlite3").write_bytes(b"not a database"), id="Chroma that is none"
    ),
]


@pytest.mark.parametrize("other", [pytest.param({}, id="one that did not say its format"), {"format": 1}])
def test_an_index_of_another_format_is_refused_and_mended_by_a_build(
    copy: Path, make: Make, encoder: Encoder, other: dict[str, int]
) -> None:
    manifest = copy / current_version(copy) / "manifest.json"
    content = json.loads(manifest.read_text(encoding="utf-8"))
    del content["format"]
    manifest.write_text(json.dumps(content | other), encoding="utf-8")
    with pytest.raises(
        SearchError, match=r"stored in format \d+, this program reads \d+: run python -m indexing build\."
    ):
        LiveIndex(copy, encoder).now()

    report = make(copy)

    assert (report.kept, LiveIndex(copy, encoder).now().manifest) == (0, report.manifest)
    with pytest.raises(SearchError, match="stored in format"):
        rollback(copy, encoder)
    assert current_version(copy) == report.manifest.version


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_refused_in_one_sentence(
    copy: Path, encoder: Encoder, damage: Callable[[Path], object]
) -> None:
    damage(copy / current_version(copy))

    refused(copy, encoder)


@pytest.mark.parametrize("damage", CHROMA_DAMAGES)
def test_a_damaged_chroma_answers_from_the_vectors_beside_it_and_in_one_sentence_where_it_is_asked_itself(
    copy: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch, damage: Callable[[Path], object]
) -> None:
    damage(copy / current_version(copy))
    assert LiveIndex(copy, encoder).now().search("boete", "nl")

    monkeypatch.setattr(opening, "EXACT", 0)

    refused(copy, encoder)


@pytest.mark.parametrize("damage", DAMAGES + CHROMA_DAMAGES)
def test_what_the_sentence_says_to_run_mends_it(
    copy: Path, make: Make, encoder: Encoder, damage: Callable[[Path], object]
) -> None:
    damage(copy / current_version(copy))

    make(copy, rebuild=True)

    assert LiveIndex(copy, encoder).now().search("boete", "nl")[0].id == "fiets/art_6__para_2"


@pytest.mark.parametrize("pointer", ["", "\n", "20250101T000000-gone00\n", "../elsewhere\n"])
def test_a_pointer_to_nothing_is_refused_and_mended_by_a_rebuild(
    copy: Path, make: Make, encoder: Encoder, pointer: str
) -> None:
    (copy / "current").write_text(pointer)
    refused(copy, encoder)

    make(copy, rebuild=True)
    assert LiveIndex(copy, encoder).now()


def test_an_open_index_that_is_looked_up_again_costs_no_second_opening(built: Path, encoder: Encoder) -> None:
    live = LiveIndex(built, encoder)

    assert live.now() is live.now()


def test_a_reader_that_was_refused_answers_as_soon_as_there_is_an_index(
    make: Make, encoder: Encoder, tmp_path: Path
) -> None:
    live = LiveIndex(tmp_path, encoder)
    with pytest.raises(SearchError):
        live.now()

    version = make(tmp_path).manifest.version

    assert live.now().manifest.version == version
    assert re.fullmatch(r"\d{8}T[\w-]+", version)


OPEN_DAMAGES = [
    pytest.param(lambda folder: (folder / "current").write_text(""), id="the pointer emptied"),
    pytest.param(lambda folder: (folder / "current").unlink(), id="the pointer removed"),
    pytest.param(lambda folder: (folder / "current").write_text("20990101T000000000000-abcdef"), id="the pointer to nothing"),
    pytest.param(lambda folder: os.truncate(folder / current_version(folder) / "compared" / "vectors.npy", 0), id="the vectors emptied in place"),
    pytest.param(lambda folder: shutil.rmtree(folder / current_version(folder)), id="the folder removed"),
]  # fmt: skip


@pytest.mark.parametrize("damage", OPEN_DAMAGES)
def test_an_open_index_goes_on_answering_whatever_happens_to_its_files(
    copy: Path, make: Make, encoder: Encoder, caplog: pytest.LogCaptureFixture, damage: Callable[[Path], object]
) -> None:
    live = LiveIndex(copy, encoder)
    opened = live.now()
    damage(copy)

    for _ in range(3):
        assert live.now() is opened
        assert live.now().search("Hoe hoog is de boete?", "nl")[0].id == "fiets/art_6__para_2"
    assert len(caplog.messages) <= 1, "it is said once"

    version = make(copy, rebuild=True).manifest.version
    assert live.now().manifest.version == version


def test_where_the_next_index_cannot_be_opened_the_one_before_answers_and_that_is_said(
    copy: Path, make: Make, encoder: Encoder, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = LiveIndex(copy, encoder)
    first = live.now().manifest.version
    second = make(copy, rebuild=True).manifest.version
    (copy / second / "sources.json").rename(copy / "away")
    caplog.clear()

    assert live.now().manifest.version == live.now().manifest.version == first
    (said,) = caplog.messages
    assert said.startswith(f"The index {second} is damaged (sources.json is missing): run python -m indexing rollback ")
    assert said.endswith(f" Until then the index {first} answers.")

    (copy / "away").rename(copy / second / "sources.json")
    monkeypatch.setattr(opening, "AGAIN", 0)
    assert live.now().manifest.version == second
