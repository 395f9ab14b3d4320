"""deploy/start.sh in a plain folder: an empty one gets the index of the image, whole or not at all; another one is kept."""

import os
import subprocess
from pathlib import Path

import pytest

START = Path(__file__).parents[2] / "deploy" / "start.sh"
VERSION = "20261127T000000000000-abcdef"
PYTHON = '#!/bin/sh\necho "$@" >> "$BELEIDSWIJZER_DATA/called"\n'


@pytest.fixture
def place(tmp_path):
    """An image's index, a data folder, and a `python` that only writes down what it was called with."""
    build = tmp_path / "seed" / VERSION
    build.mkdir(parents=True)
    (build / "manifest.json").write_text("{}")
    (build / "texts").write_text("a" * 100_000)
    (tmp_path / "seed" / "current").write_text(f"{VERSION}\n")
    (tmp_path / "seed" / "building.lock").write_text("7")
    (tmp_path / "data").mkdir()
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").write_text(PYTHON)
    (tmp_path / "bin" / "python").chmod(0o755)
    return tmp_path


def begun(place, *arguments, **settings):
    surroundings = {
        "PATH": f"{place / 'bin'}:{os.environ['PATH']}",
        "SEED": str(place / "seed"),
        "BELEIDSWIJZER_DATA": str(place / "data"),
    }
    return subprocess.Popen(
        ["/bin/sh", str(START), *arguments], env=surroundings | settings, stderr=subprocess.PIPE, text=True
    )


def done(place, *arguments, **settings):
    running = begun(place, *arguments, **settings)
    assert (running.communicate()[1], running.returncode) == ("", 0)
    return (place / "data" / "called").read_text().splitlines()


def test_an_empty_folder_gets_the_index_of_the_image_and_then_what_is_newer(place):
    assert done(place, "prepare") == ["-m indexing build"]

    index = place / "data" / "index"
    assert {each.name for each in index.iterdir()} == {VERSION, "current"}
    assert (index / "current").read_text() == f"{VERSION}\n"
    assert (index / VERSION / "texts").read_text() == (place / "seed" / VERSION / "texts").read_text()


def test_an_index_that_is_there_stays(place):
    index = place / "data" / "index"
    index.mkdir()
    (index / "current").write_text("20250101T000000000000-mine00\n")

    done(place, "prepare")

    assert [each.name for each in index.iterdir()] == ["current"]


def test_a_copy_that_broke_off_is_made_again(place):
    half = place / "data" / "index" / VERSION
    half.mkdir(parents=True)
    (half / "texts").write_text("a")

    done(place, "prepare")

    assert len((half / "texts").read_text()) == 100_000
    assert (half.parent / "current").exists()


def test_two_that_start_at_once_do_not_trip_over_each_other(place):
    running = [begun(place, "prepare") for _ in range(4)]

    assert [(each.communicate()[1], each.returncode) for each in running] == [("", 0)] * 4
    assert {each.name for each in (place / "data" / "index").iterdir()} == {VERSION, "current"}


def test_with_a_chroma_server_the_build_makes_the_index(place):
    assert done(place, "prepare", BELEIDSWIJZER_CHROMA_URL="http://chroma:8000") == ["-m indexing build"]
    assert list((place / "data" / "index").iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "called"),
    [
        pytest.param(["serve"], ["-m ui --host 0.0.0.0 --port 7860"], id="serve"),
        pytest.param([], ["-m indexing build", "-m ui --host 0.0.0.0 --port 7860"], id="all"),
        pytest.param(["python", "-m", "ui.keys", "list"], ["-m ui.keys list"], id="another_command"),
    ],
)
def test_it_does_what_it_is_asked(place, arguments, called):
    assert done(place, *arguments) == called


@pytest.mark.parametrize(("settings", "status"), [({}, 0), ({"BELEIDSWIJZER_CHROMA_URL": "http://chroma:8000"}, 1)])
def test_where_the_build_fails_what_is_there_is_served_and_nothing_is_not(place, settings, status):
    (place / "bin" / "python").write_text(f'{PYTHON}[ "$2" != indexing ]\n')
    running = begun(place, "all", **settings)
    running.communicate()

    called = (place / "data" / "called").read_text().splitlines()
    assert running.returncode == status
    assert called[1:] == ([] if status else ["-m ui --host 0.0.0.0 --port 7860"])
