"""A build that is killed at any moment leaves the live index whole."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from indexing.opening import LiveIndex, read_manifest
from indexing.pointer import current_version, versions
from indexing.types import BuildReport, Encoder

ROOT = Path(__file__).parents[2]
BUILDING = """
import sys
from dataclasses import replace
from pathlib import Path
from corpus.catalogue import corpus_date, load_catalogue
from corpus.digests import read_digests
from corpus.provisions import gather
from indexing.building import build
from indexing.encoders import open_encoder

folder, encoder = Path(sys.argv[1]), open_encoder()
sources = load_catalogue()
entries = [each for each in read_digests() if each.source in ("nis2", "cbw")]  # a build takes about as long as the kills wait
provisions = gather(sources, entries, folder / "texts")
for round in range(1000):
    moved = tuple(replace(each, position=each.position + round + 1) for each in provisions)
    build(sources, moved, folder, encoder, corpus_date=corpus_date(), rebuild=round % 2 == 0,
          progress=lambda _: print("building", flush=True))
"""


def killed_after(seconds: float, folder: Path) -> None:
    """Start a process that builds again and again, and kill it that long after its first build has begun."""
    command = [sys.executable, "-c", BUILDING, str(folder)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BELEIDSWIJZER_")}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as building:
        assert building.stdout
        assert building.stdout.readline() == "building\n"
        time.sleep(seconds)
        building.send_signal(signal.SIGKILL)
    assert building.returncode == -signal.SIGKILL


def test_after_every_kill_the_live_index_answers_and_every_vector_can_be_read(
    make: Callable[..., BuildReport], encoder: Encoder, tmp_path: Path
) -> None:
    make(tmp_path)
    reader = LiveIndex(tmp_path, encoder)  # stays open all the while

    for seconds in (0.0, 0.1, 0.4, 0.9, 1.9):
        killed_after(seconds, tmp_path)

        for live in (reader, LiveIndex(tmp_path, encoder)):
            index = live.now()
            assert index.manifest.version == current_version(tmp_path)
            assert index.vectors.count() == index.manifest.passages
            assert len(index.provisions) == index.manifest.provisions
            assert index.search("Hoe lang bewaren we de gegevens?", "nl")

    for version in versions(tmp_path):
        assert read_manifest(tmp_path, version).passages > 0

    report = make(tmp_path, rebuild=True)
    left = {each.name for each in tmp_path.iterdir() if each.is_dir()}
    assert report.manifest.version in left
    assert left == set(versions(tmp_path))
    assert len(left) <= 2


@pytest.mark.parametrize("moment", ["before the pointer", "after the pointer"])
def test_a_kill_around_the_switch_leaves_one_of_two_whole_indexes(
    make: Callable[..., BuildReport], encoder: Encoder, tmp_path: Path, moment: str
) -> None:
    first, second = make(tmp_path), make(tmp_path, rebuild=True)
    (tmp_path / "current.new").write_text(f"{second.manifest.version}\n")  # what a switch leaves that was cut off
    if moment == "before the pointer":
        (tmp_path / "current").write_text(f"{first.manifest.version}\n")

    index = LiveIndex(tmp_path, encoder).now()

    assert index.manifest.version == (first if moment == "before the pointer" else second).manifest.version
    assert index.vectors.count() == index.manifest.passages
    make(tmp_path, rebuild=True)
    assert not (tmp_path / "current.new").exists()
