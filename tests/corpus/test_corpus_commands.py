"""`python -m corpus`: what its commands print."""

import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from corpus.catalogue import load_catalogue

MIRROR = Path(__file__).parents[2].parent / "shared" / "corpus" / "mirror"
needs_shared = pytest.mark.skipif(not MIRROR.is_dir(), reason="needs ../shared")
Run = Callable[..., SimpleNamespace]


def test_check_counts_every_source_by_language_and_finds_no_errors(run: Run, tmp_path: Path) -> None:
    done = run("corpus", "check", data=str(tmp_path))

    rows = {line.split()[0]: line.split()[1:] for line in done.out.splitlines()[1:] if not line.startswith("0 errors")}
    assert (done.status, done.error) == (0, "")
    assert rows.keys() == {"all", *(source.id for source in load_catalogue())}
    assert int(rows["all"][0]) == sum(int(row[0]) for name, row in rows.items() if name != "all") >= 2000
    assert all(int(row[0]) == sum(map(int, row[5:])) for row in rows.values())


@needs_shared
def test_the_digests_are_faithful_to_the_mirror_and_in_our_own_words(run: Run, tmp_path: Path) -> None:
    done = run("corpus", "check", data=str(tmp_path), mirror=str(MIRROR))

    assert (done.status, done.error) == (0, ""), done.out
    assert done.out.splitlines()[-1] == "0 errors (held against the official texts)."


def test_sample_shows_as_many_digests_as_asked_for_and_the_same_for_the_same_seed(run: Run, tmp_path: Path) -> None:
    shown = [
        run("corpus", "sample", "--number", "40", "--seed", seed, data=str(tmp_path)).out for seed in ("7", "7", "8")
    ]

    assert len(re.findall(r"^── \d+\. [\w.-]+/\w", shown[0], re.MULTILINE)) == 40
    assert shown[0] == shown[1] != shown[2]


@needs_shared
def test_sample_puts_the_official_text_beside_our_words(run: Run, tmp_path: Path) -> None:
    out = run("corpus", "sample", "--number", "40", data=str(tmp_path), mirror=str(MIRROR)).out

    assert out.count("[nl, ours] ") == 40
    assert 0 < out.count("not here") < 80


@needs_shared
def test_compare_prints_one_line_a_file_and_whether_both_languages_are_numbered_alike(run: Run, tmp_path: Path) -> None:
    for file in MIRROR.glob("32022L2555.*"):
        (tmp_path / file.name).symlink_to(file)

    done = run("corpus", "compare", str(tmp_path), str(MIRROR.parent / "reference"), data=str(tmp_path))

    assert done.status == 0
    assert re.search(r"^32022L2555\.nl\.html +\d+", done.out, re.MULTILINE)
    assert "32022L2555: numbering in nl and en: the same" in done.out


def test_compare_names_a_folder_that_is_not_there(run: Run, tmp_path: Path) -> None:
    done = run("corpus", "compare", str(tmp_path / "nowhere"), str(tmp_path), data=str(tmp_path))

    assert (done.status, done.error.count("\n")) == (1, 1)
    assert "nowhere" in done.error


def test_own_documents_are_listed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "2026-03-01 AI-beleid.md").write_text("# Beleid\n\n## Regel\n\nEen regel.\n", encoding="utf-8")
    (tmp_path / "foto.jpeg").write_text("x", encoding="utf-8")

    done = run("corpus", "list", data=str(tmp_path / "data"), own_documents=str(tmp_path))

    assert re.search(r"^own-ai-beleid +2026-03-01 +0 digests +1 official", done.out, re.MULTILINE)
    assert done.error.startswith("foto.jpeg: ")
