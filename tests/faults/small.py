"""A small real corpus, and `python -m indexing build` of it: what the shipped command does, on fewer digests.

`python -m tests.faults.small build --rebuild` is that command; the settings say where.
"""

import os
import sys
from pathlib import Path

from corpus.catalogue import corpus_date, load_catalogue
from corpus.digests import FOLDER, Entry, read_digest_file, read_digests
from corpus.provisions import gather
from indexing import commands
from indexing.__main__ import main
from indexing.building import build
from indexing.encoders import open_encoder
from indexing.types import BuildReport

ROOT = Path(__file__).parents[2]
SOURCES = ("nis2",)
QUESTION = "Binnen hoeveel uur moeten we een significant incident melden volgens NIS2?"
FINDS = "nis2/art_23__para_4"


def entries() -> tuple[Entry, ...]:
    """Those of a few sources."""
    return tuple(entry for source in SOURCES for entry in read_digest_file(FOLDER / f"{source}.yaml"))


def build_here(folder: Path, *, whole: bool = False, **more: object) -> BuildReport:
    """An index of them, or of all digests, without official texts and by this process."""
    sources = load_catalogue()
    provisions = gather(sources, read_digests() if whole else entries(), ROOT / "no-texts")
    return build(sources, provisions, folder, open_encoder(), corpus_date=corpus_date(), **more)  # type: ignore[arg-type]


def environment(data: Path, **settings: str) -> dict[str, str]:
    """What a command of ours sees: no settings but these."""
    ours = {name: value for name, value in os.environ.items() if not name.upper().startswith("BELEIDSWIJZER_")}
    given = {"data": str(data)} | settings
    return ours | {f"BELEIDSWIJZER_{name.upper()}": value for name, value in given.items()} | {"PYTHONPATH": str(ROOT)}


if __name__ == "__main__":
    commands.read_digests = entries  # type: ignore[assignment]
    sys.exit(main(sys.argv[1:]))
