"""Texts come from a mirror folder into the folder of texts, and what is not there or not whole is said."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from corpus.catalogue import load_catalogue
from corpus.editions import Edition
from corpus.errors import CorpusError
from corpus.fetching import Fetched, fetch, texts, wanted
from corpus.fetching.text_files import ENDINGS, PAGES, read_text
from corpus.readers import READERS
from corpus.types import Address, Bilingual, Kind, Source, Standing

MIRROR = Path(__file__).parents[2].parent / "shared" / "corpus" / "mirror"
NO_READER_FOR = {"02024R1689-20240712.nl.html", "PE-CONS-30-26.nl.pdf"}


def source(
    *identifiers: str, languages: tuple[str, ...] = ("nl",), machines: str = "", reader: str = "files"
) -> Source:
    return Source(
        id=identifiers[0].lower(),
        title=Bilingual("titel", "title"),
        short=Bilingual("kort", "short"),
        names=("naam",),
        kind=Kind.REGULATION,
        publisher="somebody",
        reader=reader,
        address=Address("https://example.org", machines),
        licence="none",
        editions=(Edition("2026-01-01", identifiers, languages, date(2026, 1, 1)),),
    )


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def stored(folder: Path) -> dict[str, str]:
    """All texts of a folder; what else lies there (a half-written file, say) is found too."""
    files = {str(file.relative_to(folder)): file for file in folder.rglob("*") if file.is_file()}
    found = {name: file for name, file in files.items() if name != "fetched.jsonl"}
    return {name: file.read_text(encoding="utf-8", errors="replace") for name, file in found.items()}


def records(folder: Path) -> dict[str, dict[str, str]]:
    lines = (folder / "fetched.jsonl").read_text(encoding="utf-8").splitlines()
    return {record["name"]: record for record in map(json.loads, lines)}


def outcomes(found: Iterator[Fetched]) -> list[tuple[tuple[str, ...], str]]:
    return [(each.names, str(each.outcome)) for each in found]


# ── A mirror folder ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("there", "chosen", "standing"),
    [
        pytest.param(["X.nl.html", "X.nl.md", "X.nl.derived.jsonl"], "X.nl.html", Standing.OFFICIAL, id="a web page"),
        pytest.param(["X.nl.md", "X.nl.excerpt.jsonl"], "X.nl.md", Standing.OFFICIAL, id="Markdown"),
        pytest.param(["X.nl.jsonl", "X.nl.derived.jsonl"], "X.nl.jsonl", Standing.OFFICIAL, id="lines, whole"),
        pytest.param(
            ["X.nl.excerpt.jsonl", "X.nl.derived.jsonl"], "X.nl.derived.jsonl", Standing.DERIVED, id="lines, derived"
        ),
        pytest.param(["X.nl.excerpt.jsonl", "X.en.html"], "X.nl.excerpt.jsonl", Standing.EXCERPT, id="lines, a part"),
        pytest.param(["X.nl.html", "X/index.md"], "X.nl.html", Standing.OFFICIAL, id="a file before a folder"),
    ],
)
def test_the_most_official_file_of_a_language_is_taken(tmp_path, there, chosen, standing):
    mirror, folder = written(tmp_path / "mirror", dict.fromkeys(there, "words")), tmp_path / "texts"
    assert outcomes(fetch([source("X")], folder, mirror, network=False)) == [((chosen,), "copied")]
    assert stored(folder) == {chosen: "words"}
    (text,) = texts(folder, source("X"), source("X").editions[0])
    assert (text.path, text.language, text.standing) == (folder / chosen, "nl", standing)
    assert records(folder)[chosen] == {
        "name": chosen,
        "sha256": sha256(b"words").hexdigest(),
        "day": datetime.now(tz=UTC).date().isoformat(),
        "origin": str(mirror / chosen),
        "standing": standing,
    }


def test_all_pages_of_a_folder_are_taken_with_their_paths_but_not_what_is_hidden_or_no_page(tmp_path):
    pages = {"X/index.md": "one", "X/deeper/two.md": "two", "X/note.docx": "w", "X/page.html": "h", "X/paper.PDF": "p"}
    mirror = written(
        tmp_path / "mirror", pages | {"X/.github/form.md": "no", "X/picture.svg": "no", "XY/other.md": "no"}
    )
    folder = tmp_path / "texts"
    in_order = ("X/deeper/two.md", "X/index.md", "X/note.docx", "X/page.html", "X/paper.PDF")
    assert outcomes(fetch([source("X")], folder, mirror, network=False)) == [(in_order, "copied")]
    assert stored(folder) == pages
    found = texts(folder, source("X"), source("X").editions[0])
    assert [(str(text.path.relative_to(folder)), text.language) for text in found] == [
        (each, "nl") for each in in_order
    ]


def test_an_ordinary_web_page_can_only_be_a_page_of_a_set():
    page = b"<html><body><h1>Fietsen</h1><p>Bel tijdig.</p></body></html>"
    assert [part.words for part in read_text("X/deeper/page.html", page, "nl")] == ["Bel tijdig."]
    with pytest.raises(CorpusError, match="no article"):
        read_text("X.nl.html", page, "nl")


def test_every_ending_has_a_reader_and_every_reader_an_ending():
    assert {ending.rpartition(".")[2] for ending in ENDINGS} == READERS.keys()
    assert {ending[1:] for ending in PAGES} <= READERS.keys()


def test_a_page_that_its_set_no_longer_has_disappears(tmp_path):
    mirror = written(tmp_path / "mirror", {"X/index.md": "one", "X/old.md": "two"})
    folder = written(tmp_path / "texts", {"X/own.md": "put here by hand"})
    list(fetch([source("X")], folder, mirror, network=False))
    (mirror / "X" / "old.md").unlink()
    assert outcomes(fetch([source("X")], folder, mirror, network=False)) == [(("X/index.md",), "copied")]
    assert stored(folder) == {"X/index.md": "one", "X/own.md": "put here by hand"}
    assert set(records(folder)) == {"X/index.md"}


def test_texts_come_in_the_order_of_identifiers_and_languages(tmp_path):
    names = ["A.nl.html", "A.en.html", "B.nl.html", "B.en.html"]
    folder = written(tmp_path, dict.fromkeys(names, "words"))
    both = source("B", "A", languages=("nl", "en"))
    found = [text.path.name for text in texts(folder, both, both.editions[0])]
    assert found == ["B.nl.html", "B.en.html", "A.nl.html", "A.en.html"]


def test_the_pages_of_a_folder_count_once_though_the_edition_has_two_languages(tmp_path):
    folder = written(tmp_path, {"X/index.md": "words"})
    both = source("X", languages=("nl", "en"))
    assert [text.language for text in texts(folder, both, both.editions[0])] == ["nl"]


def test_a_source_without_a_reader_is_left_alone(tmp_path):
    mirror, folder = written(tmp_path / "mirror", {"X.nl.html": "words"}), tmp_path / "texts"
    assert list(fetch([source("X", reader="")], folder, mirror, network=True)) == []
    assert texts(mirror, source("X", reader=""), source("X").editions[0]) == ()


def test_the_same_text_is_not_written_again(tmp_path):
    mirror, folder = written(tmp_path / "mirror", {"X.nl.html": "words", "Y/index.md": "page"}), tmp_path / "texts"
    sources = [source("X"), source("Y")]
    list(fetch(sources, folder, mirror, network=False))
    before = {file: file.stat().st_ino for file in folder.rglob("*")}
    again = outcomes(fetch(sources, folder, mirror, network=False))
    assert again == [(("X.nl.html",), "unchanged"), (("Y/index.md",), "unchanged")]
    assert {file: file.stat().st_ino for file in folder.rglob("*")} == before


@pytest.mark.parametrize(
    ("changed", "now"),
    [pytest.param("mirror", "new words", id="a new text"), pytest.param("texts", "words", id="a damaged copy")],
)
def test_a_text_that_differs_is_replaced(tmp_path, changed, now):
    mirror, folder = written(tmp_path / "mirror", {"X.nl.md": "words"}), tmp_path / "texts"
    list(fetch([source("X")], folder, mirror, network=False))
    (tmp_path / changed / "X.nl.md").write_text("new words", encoding="utf-8")
    assert outcomes(fetch([source("X")], folder, mirror, network=False)) == [(("X.nl.md",), "copied")]
    assert stored(folder) == {"X.nl.md": now}
    assert records(folder)["X.nl.md"]["sha256"] == sha256(now.encode()).hexdigest()


def test_a_text_is_not_replaced_by_one_that_cannot_be_read(tmp_path):
    mirror, folder = written(tmp_path / "mirror", {"X.nl.html": "wor"}), written(tmp_path, {"X.nl.html": "words"})
    (failed,) = fetch([source("X")], folder, mirror, network=False)
    assert failed.outcome == "failed"
    assert failed.detail.startswith(f"{mirror / 'X.nl.html'} cannot be used and what was here stays: X.nl.html: ")
    assert (folder / "X.nl.html").read_text() == "words"


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        pytest.param("# Fiets\n\nBel.\n", "# Fiets\n\nBel  .\n\nRem.\n", ["fiets gewijzigd"], id="other words"),
        pytest.param("# Fiets\n\nBel.\n", "# Fiets\n\nBel.\n\n# Rem\n\nHard.\n", ["rem toegevoegd"], id="a section"),
        pytest.param("# Fiets\n\nBel.\n", "# Fiets\n\nBel.  \n", [], id="white space only"),
    ],
)
def test_what_changed_is_said_and_stays_in_the_list(tmp_path, before, after, changed):
    mirror, folder = written(tmp_path / "mirror", {"X.nl.md": before, "Y/p.md": before}), tmp_path / "texts"
    sources = [source("X"), source("Y")]
    assert [each.changes for each in fetch(sources, folder, mirror, network=False)] == [(), ()]
    written(mirror, {"X.nl.md": after, "Y/p.md": after})
    (single, pages) = fetch(sources, folder, mirror, network=False)
    assert list(single.changes) == changed
    assert list(pages.changes) == [f"p.md: {each}" for each in changed]
    assert records(folder)["X.nl.md"].get("changes", []) == changed


def test_a_copy_that_was_damaged_here_is_no_change_of_the_text(tmp_path):
    mirror, folder = written(tmp_path / "mirror", {"X.nl.md": "# Fiets\n\nBel.\n"}), tmp_path / "texts"
    list(fetch([source("X")], folder, mirror, network=False))
    written(folder, {"X.nl.md": "# Fiets\n\nOnzin.\n"})
    (mended,) = fetch([source("X")], folder, mirror, network=False)
    assert (mended.outcome, mended.changes) == ("copied", ())


def test_only_the_named_sources_are_fetched(tmp_path):
    mirror = written(tmp_path / "mirror", {"X.nl.html": "words", "Y.nl.html": "words"})
    sources = [source("X"), source("Y")]
    found = fetch(sources, tmp_path / "texts", mirror, network=False, only=frozenset({"y"}))
    assert outcomes(found) == [(("Y.nl.html",), "copied")]
    assert [each.name for each in wanted(sources)] == ["X.nl", "Y.nl"]
    with pytest.raises(CorpusError, match="There is no source z; python -m corpus list shows them all"):
        fetch(sources, tmp_path / "texts", mirror, network=False, only=frozenset({"y", "z"}))


def test_a_text_that_is_nowhere_is_missing_and_the_others_still_come(tmp_path):
    mirror, folder = written(tmp_path / "mirror", {"Y.nl.html": "words"}), tmp_path / "texts"
    (gone, here) = fetch([source("X"), source("Y")], folder, mirror, network=False)
    assert gone == Fetched("x", "2026-01-01", ("X.nl",), gone.outcome, "The network is off.")
    assert (gone.outcome, here.outcome, here.names) == ("missing", "copied", ("Y.nl.html",))


def test_a_text_that_is_here_already_is_not_called_missing(tmp_path):
    mirror, folder = written(tmp_path / "mirror", {"X.nl.html": "words"}), tmp_path / "texts"
    list(fetch([source("X")], folder, mirror, network=False))
    assert outcomes(fetch([source("X")], folder, None, network=False)) == [(("X.nl.html",), "unchanged")]


def test_an_empty_file_does_not_replace_a_text(tmp_path):
    mirror, folder = (
        written(tmp_path / "mirror", {"X.nl.html": " \n"}),
        written(tmp_path / "texts", {"X.nl.html": "words"}),
    )
    (failed,) = fetch([source("X")], folder, mirror, network=False)
    assert (failed.outcome, failed.detail) == ("failed", f"{mirror / 'X.nl.html'} is empty.")
    assert stored(folder) == {"X.nl.html": "words"}


def test_a_text_that_cannot_be_written_does_not_stop_the_others(tmp_path):
    mirror = written(tmp_path / "mirror", {"X/index.md": "one", "Y.nl.html": "two"})
    folder = written(tmp_path / "texts", {"X": "a file where a folder should be"})
    (failed, copied) = fetch([source("X"), source("Y")], folder, mirror, network=False)
    assert (failed.outcome, copied.outcome) == ("failed", "copied")
    assert failed.detail.startswith("A file could not be read or written: ")


def test_a_mirror_that_does_not_exist_is_named_at_once(tmp_path):
    with pytest.raises(CorpusError) as error:
        fetch([source("X")], tmp_path / "texts", tmp_path / "no", network=False)
    assert str(error.value) == (
        f"There is no mirror folder {tmp_path / 'no'}; give the path of an existing folder, or none."
    )


@pytest.mark.parametrize("line", ['{"name": "X.nl', "[]", "{}", "3", "\xff"])
def test_a_damaged_list_is_named_at_once(tmp_path, line):
    (tmp_path / "fetched.jsonl").write_bytes(line.encode("latin-1") + b"\n")
    with pytest.raises(CorpusError, match=r"fetched\.jsonl is damaged; delete it and fetch again\."):
        fetch([source("X")], tmp_path, None, network=False)


@pytest.mark.skipif(not MIRROR.is_dir(), reason="needs ../shared")
def test_every_file_of_the_shared_mirror_finds_its_source(tmp_path):
    found = list(fetch(load_catalogue(), tmp_path, MIRROR, network=False))
    assert {each.outcome for each in found} == {"copied", "missing"}
    names = {name.partition("/")[0] for name in stored(tmp_path)}
    there = {file.name for file in MIRROR.iterdir()} - {"alternates"}
    assert there - names == NO_READER_FOR
    assert all(
        each.reader == "files"
        for each in load_catalogue()
        for edition in each.editions
        if texts(tmp_path, each, edition)
    )
