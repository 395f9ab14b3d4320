"""The encoder that ships is read without torch, and read as sentence-transformers reads it."""

import shutil
import time

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from indexing.encoders import OURS
from indexing.errors import SearchError
from indexing.static import AT_ONCE, WEIGHTS, StaticEncoder

TEXTS = [
    "Moet mijn gemeente een cyberincident melden, en binnen hoeveel uur?",
    "Deployers of high-risk AI systems shall assign human oversight to natural persons.",
    "Artikel 26, zesde lid, van Verordening (EU) 2024/1689",
    "één coördinatiepunt — vóór 1 januari 2027",
    "CYBERBEVEILIGINGSWET",
    "DPIA",
    "Wat?",
    "Incidenten worden gemeld aan het CSIRT. " * 200,
    "regel één\n\tregel twee",
    "een onbekend teken ☃ in de zin",
]


@pytest.fixture(scope="module")
def encoder():
    return StaticEncoder(OURS)


@pytest.mark.filterwarnings("ignore")
def test_our_reader_gives_what_sentence_transformers_gives(encoder):
    from sentence_transformers import SentenceTransformer

    theirs = SentenceTransformer(str(OURS), device="cpu").float().encode(TEXTS, show_progress_bar=False)
    assert np.allclose(encoder.encode(TEXTS), theirs, atol=1e-3)


@pytest.mark.parametrize(
    "text", [pytest.param("", id="empty"), pytest.param(" \n", id="white space"), pytest.param("☃", id="unknown sign")]
)
def test_a_text_without_known_tokens_is_all_zeros_and_disturbs_nothing(encoder, text):
    rows = encoder.encode(["toezicht", text, "oversight"])
    assert not rows[1].any()
    assert np.array_equal(rows[[0, 2]], encoder.encode(["toezicht", "oversight"]))


def test_rows_have_length_one_also_beyond_one_portion(encoder):
    rows = encoder.encode([f"artikel {number}" for number in range(AT_ONCE + 1)])
    assert rows.shape == (AT_ONCE + 1, encoder.dimensions)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_rows(encoder):
    assert encoder.encode([]).shape == (0, encoder.dimensions)


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        pytest.param("toezicht door een mens", "human oversight", "penalties and fines", id="across languages"),
        pytest.param("Wat is de boete?", "administratieve sancties", "opleiding van personeel", id="within Dutch"),
        pytest.param(
            "Do I have to report an incident?", "incident notification", "human oversight", id="within English"
        ),
        pytest.param("COORDINATIE", "coördinatie", "samenwerking", id="without accents and case"),
    ],
)
def test_what_means_the_same_lies_closer(encoder, text, near, far):
    asked, right, wrong = encoder.encode([text, near, far])
    assert asked @ right > asked @ wrong


def test_the_name_follows_the_weights(encoder, tmp_path):
    copy = shutil.copytree(OURS, tmp_path / "encoder")
    assert StaticEncoder(copy).name == encoder.name
    weights = load_file(copy / WEIGHTS)
    save_file({name: array + np.float16(1) for name, array in weights.items()}, copy / WEIGHTS)
    assert StaticEncoder(copy).name != encoder.name


@pytest.mark.parametrize("damage", [pytest.param(None, id="missing"), pytest.param(b"half a fi", id="damaged")])
def test_a_folder_that_cannot_be_read_says_what_to_do(tmp_path, damage):
    folder = tmp_path / "encoder"
    if damage:
        shutil.copytree(OURS, folder, ignore=shutil.ignore_patterns(WEIGHTS))
        (folder / WEIGHTS).write_bytes(damage)
    with pytest.raises(SearchError, match="restore that folder"):
        StaticEncoder(folder)


def test_it_ships_small_and_starts_at_once(encoder):
    assert sum(file.stat().st_size for file in OURS.rglob("*")) <= 20_000_000
    started = time.perf_counter()
    for text in TEXTS * 10:
        encoder.encode([text])
    assert time.perf_counter() - started < 1  # seconds for a hundred questions; a hundredth of it is usual
