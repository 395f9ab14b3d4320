"""Vectors are stored, found and read back: in a folder, and on a server."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import chromadb  # noqa: F401  where a test is the first to import it, its connections count as left open
import httpx
import numpy as np
import pytest

from indexing import vectors
from indexing.compared import Compared
from indexing.errors import SearchError
from indexing.meanings import Approximate, Meanings, match
from indexing.opening import LiveIndex
from indexing.passages import cut_all
from indexing.pointer import versions
from indexing.switching import rollback
from indexing.types import BuildReport, Encoder, Field, Passage, Vectors
from indexing.vectors import VectorIndex


@pytest.fixture(scope="module")
def passages(small: SimpleNamespace) -> list[Passage]:
    return cut_all(small.provisions)


@pytest.fixture(scope="module")
def rows(passages: list[Passage], encoder: Encoder) -> Vectors:
    return encoder.encode([passage.text for passage in passages])


@pytest.fixture(scope="module")
def index(passages: list[Passage], rows: Vectors, tmp_path_factory: pytest.TempPathFactory) -> VectorIndex:
    index = VectorIndex(tmp_path_factory.mktemp("vectors") / "chroma", "build-1")
    index.fill(passages, rows)
    return index


def test_every_passage_that_was_stored_can_be_read_back(index: VectorIndex, passages: list[Passage]) -> None:
    assert index.count() == len(passages)


def test_every_vector_comes_back_by_the_digest_of_its_text(
    index: VectorIndex, passages: list[Passage], rows: Vectors
) -> None:
    stored = index.by_digest()

    assert stored.keys() == {passage.digest for passage in passages}
    for passage, row in zip(passages, rows, strict=True):
        np.testing.assert_allclose(stored[passage.digest], row, atol=1e-6)


def test_vectors_are_read_page_by_page(
    index: VectorIndex, passages: list[Passage], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "PAGE", 3)

    assert index.count() == len(passages)
    assert index.by_digest().keys() == {passage.digest for passage in passages}


def _kept(index: VectorIndex, ids: list[str], folder: Path) -> Compared:
    Compared.gather(index.pages(), ids).save(folder / "compared")
    return Compared.load(folder / "compared")


WAYS = [
    pytest.param(lambda index, ids, _: Compared.gather(index.pages(), ids), id="one by one"),
    pytest.param(_kept, id="one by one, from the file"),
    pytest.param(lambda index, ids, _: Approximate(index, ids), id="as Chroma finds them"),
]


@pytest.mark.parametrize("way", WAYS)
def test_the_provision_of_a_passage_is_the_nearest_to_it_with_a_cosine_of_one(
    index: VectorIndex,
    passages: list[Passage],
    rows: Vectors,
    tmp_path: Path,
    way: Callable[[VectorIndex, list[str], Path], Meanings],
) -> None:
    ids = list(dict.fromkeys(each.provision for each in passages))
    meanings = way(index, ids, tmp_path)
    feature = {Field.QUESTION: "question_meaning", Field.GIST: "gist_meaning", Field.TEXT: "text_meaning"}
    for passage, row in zip(passages, rows, strict=True):
        cosines = match(meanings, row, passage.language)[feature[passage.field]]

        assert cosines.shape == (len(ids),)
        assert cosines[ids.index(passage.provision)] == pytest.approx(1, abs=1e-5) == cosines.max()


def test_a_question_comes_near_to_the_same_one_in_the_other_language(
    index: VectorIndex, passages: list[Passage], encoder: Encoder
) -> None:
    ids = list(dict.fromkeys(each.provision for each in passages))

    asked = encoder.encode(["How long do we keep ride records?"])[0]
    near = match(Compared.gather(index.pages(), ids), asked, "nl")["other_meaning"]

    assert ids[int(near.argmax())] == "fiets/art_4__para_1"


def test_a_text_without_known_words_is_near_to_nothing(
    index: VectorIndex, passages: list[Passage], rows: Vectors
) -> None:
    ids = list(dict.fromkeys(each.provision for each in passages))

    found = match(Compared.gather(index.pages(), ids), np.zeros_like(rows[0]), "nl")

    assert not any(each.any() for each in found.values())


def test_what_was_dropped_is_gone_and_can_be_dropped_again(
    passages: list[Passage], rows: Vectors, tmp_path: Path
) -> None:
    index = VectorIndex(tmp_path / "chroma", "build-1")
    index.fill(passages, rows)
    index.drop()
    index.drop()

    with pytest.raises(SearchError, match="python -m indexing build --rebuild"):
        index.count()


def test_more_passages_than_chroma_takes_at_once_are_stored(passages: list[Passage], tmp_path: Path) -> None:
    many = [replace(passages[0], id=f"fiets/art_{number}@2026", digest=f"{number}") for number in range(6001)]
    index = VectorIndex(tmp_path / "chroma", "build-1")
    index.fill(many, np.random.default_rng(1).normal(size=(len(many), 4)).astype(np.float32))

    assert index.count() == len(many)


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real Chroma server."""
    folder, port = tmp_path_factory.mktemp("server"), _free_port()
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--path", str(folder / "data")]
    url = f"http://127.0.0.1:{port}"
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen([*command, "--host", "127.0.0.1", "--port", str(port)], stdout=log, stderr=log) as running,
    ):
        try:
            for _ in range(150):
                try:
                    if httpx.get(f"{url}/api/v2/heartbeat", trust_env=False).is_success:
                        break
                except httpx.TransportError:
                    time.sleep(0.1)
            else:
                pytest.fail((folder / "log").read_text())
            yield url
        finally:
            running.terminate()


def test_on_a_server_every_build_is_a_collection_of_its_own_and_answers_the_same(
    server: str, make: Callable[..., BuildReport], small: SimpleNamespace, encoder: Encoder, built: Path, tmp_path: Path
) -> None:
    make(tmp_path, url=server)
    live = LiveIndex(tmp_path, encoder, url=server)
    here = LiveIndex(built, encoder).now().search("Hoe lang bewaren we de ritgegevens?", "nl")
    there = live.now().search("Hoe lang bewaren we de ritgegevens?", "nl")
    assert [hit.id for hit in there] == [hit.id for hit in here]
    assert not (tmp_path / live.now().manifest.version / "chroma").exists()

    second = make(tmp_path, url=server, provisions=small.provisions[2:])
    assert (second.kept, second.encoded) == (second.manifest.passages, 0)
    assert live.now().manifest.version == second.manifest.version

    rollback(tmp_path, encoder, url=server)
    assert live.now().vectors.count() == live.now().manifest.passages
    assert len(versions(tmp_path)) == 2


def test_a_server_out_of_reach_is_named_in_one_sentence(make: Callable[..., BuildReport], tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{_free_port()}"
    with pytest.raises(SearchError, match=url) as refused:
        make(tmp_path, url=url)

    assert "\n" not in str(refused.value)
    assert not (tmp_path / "current").exists()
