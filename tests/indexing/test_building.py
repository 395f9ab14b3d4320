"""An index is built beside the live one and switched in one step; what did not change is not encoded again."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from corpus.types import Bilingual, Provision
from indexing.elsewhere import questions
from indexing.errors import SearchError
from indexing.opening import LiveIndex, open_index
from indexing.passages import cut_all
from indexing.pointer import current_version, versions
from indexing.switching import rollback
from indexing.types import BuildReport, Encoder, Vectors
from indexing.verifying import SAMPLE

Make = Callable[..., BuildReport]


class CountingEncoder:
    """Passes on to another encoder, remembers what it was asked, and fails on demand."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder, self.name = encoder, encoder.name
        self.encoded: list[str] = []
        self.broken = False

    def encode(self, texts: list[str]) -> Vectors:
        self.encoded += texts
        if self.broken:
            raise MemoryError("too many texts")
        return self._encoder.encode(texts)

    def beside_the_sample(self, report: BuildReport) -> int:
        """How many texts were encoded for the index itself, single words aside; the sample that verifies it is encoded once more."""
        return sum(" " in each for each in self.encoded) - min(SAMPLE, report.manifest.passages)


@pytest.fixture
def counting(encoder: Encoder) -> CountingEncoder:
    return CountingEncoder(encoder)


def counts(report: BuildReport) -> tuple[int, int, int]:
    return report.encoded, report.kept, report.removed


def say(provision: Provision, gist: str) -> Provision:
    """The provision with another Dutch gist."""
    assert provision.digest
    return replace(provision, digest=replace(provision.digest, gist=Bilingual(gist, provision.digest.gist.en)))


def folders(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir() if each.is_dir())


def test_the_first_build_encodes_everything_and_is_live(make: Make, small: SimpleNamespace, tmp_path: Path) -> None:
    report = make(tmp_path)
    all_of_them = len(cut_all(small.provisions))

    assert counts(report) == (all_of_them, 0, 0)
    assert (report.manifest.passages, report.manifest.provisions) == (all_of_them, len(small.provisions))
    assert current_version(tmp_path) == report.manifest.version


def test_the_same_content_needs_no_second_build(make: Make, counting: CountingEncoder, tmp_path: Path) -> None:
    first = make(tmp_path)
    second = make(tmp_path, encoder=counting)

    assert second.manifest == first.manifest
    assert counts(second) == (0, first.encoded, 0)
    assert (counting.encoded, folders(tmp_path)) == ([], [first.manifest.version])


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(lambda old: [*old[:-1], say(old[-1], "Nieuw.")], (1, -1, 1), id="one gist changed"),
        pytest.param(lambda old: old[:-1], (0, -4, 4), id="one provision less"),
        pytest.param(lambda old: [*old, replace(old[-1], eid="art_3")], (0, 4, 0), id="the same words elsewhere"),
        pytest.param(lambda old: [replace(each, position=9) for each in old], (0, 0, 0), id="only moved"),
        pytest.param(lambda old: list(reversed(old)), (0, 0, 0), id="another order"),
    ],
)
def test_only_what_changed_is_encoded(
    make: Make, small: SimpleNamespace, counting: CountingEncoder, tmp_path: Path,
    change: Callable[[list[Provision]], list[Provision]], expected: tuple[int, int, int],
) -> None:  # fmt: skip
    first = make(tmp_path)
    second = make(tmp_path, provisions=tuple(change(list(small.provisions))), encoder=counting)
    encoded, kept, removed = expected

    assert counts(second) == (encoded, first.manifest.passages + kept, removed)
    assert counting.beside_the_sample(second) == encoded
    assert LiveIndex(tmp_path, counting).now().vectors.count() == second.manifest.passages


def test_a_word_that_was_there_before_keeps_its_vector(
    make: Make, small: SimpleNamespace, counting: CountingEncoder, tmp_path: Path
) -> None:
    make(tmp_path)
    provisions = list(small.provisions)
    make(tmp_path, provisions=(*provisions[:-1], say(provisions[-1], "Splinternieuw.")), encoder=counting)

    assert [each for each in counting.encoded if " " not in each] == ["splinternieuw"]


def test_a_rebuild_encodes_everything_again(
    make: Make, small: SimpleNamespace, counting: CountingEncoder, tmp_path: Path
) -> None:
    first = make(tmp_path)
    second = make(tmp_path, encoder=counting, rebuild=True)

    assert second.manifest.version != first.manifest.version
    assert (second.encoded, second.kept) == (first.encoded, 0)
    assert {passage.text for passage in cut_all(small.provisions)} | set(questions()) <= set(counting.encoded)


def test_another_encoder_encodes_everything_again(make: Make, other_encoder: Encoder, tmp_path: Path) -> None:
    first = make(tmp_path)

    assert counts(make(tmp_path, encoder=other_encoder))[:2] == (first.encoded, 0)


def test_an_open_reader_sees_the_new_index_at_its_next_question(
    make: Make, small: SimpleNamespace, encoder: Encoder, tmp_path: Path
) -> None:
    make(tmp_path)
    live = LiveIndex(tmp_path, encoder)
    before = live.now()
    assert live.now() is before

    make(tmp_path, provisions=tuple(each for each in small.provisions if each.eid != "art_5"))

    assert "fiets/art_5" in {hit.id for hit in before.search("fietsenstalling", "nl")}
    assert "fiets/art_5" not in {hit.id for hit in live.now().search("fietsenstalling", "nl")}


def test_one_can_go_back_to_the_index_before_but_no_further(make: Make, encoder: Encoder, tmp_path: Path) -> None:
    first, second = make(tmp_path), make(tmp_path, rebuild=True)
    live = LiveIndex(tmp_path, encoder)
    assert live.now().manifest.version == second.manifest.version

    assert rollback(tmp_path, encoder) == first.manifest.version
    assert live.now().manifest.version == first.manifest.version
    assert live.now().search("Hoe hoog is de boete?", "nl")[0].id == "fiets/art_6__para_2"

    with pytest.raises(SearchError, match="python -m indexing build"):
        rollback(tmp_path, encoder)
    assert current_version(tmp_path) == first.manifest.version


def test_after_going_back_a_build_is_the_live_one_again(
    make: Make, small: SimpleNamespace, encoder: Encoder, tmp_path: Path
) -> None:
    make(tmp_path)
    make(tmp_path, rebuild=True)
    rollback(tmp_path, encoder)
    third = make(tmp_path, provisions=small.provisions[1:])

    assert LiveIndex(tmp_path, encoder).now().manifest == third.manifest


def test_the_live_index_and_the_one_before_it_are_kept_also_when_builds_follow_each_other_at_once(
    make: Make, tmp_path: Path
) -> None:
    built = [make(tmp_path, rebuild=True).manifest.version for _ in range(6)]

    assert versions(tmp_path) == folders(tmp_path) == built[-2:]


def test_an_unfinished_build_is_never_used_and_swept_by_the_next(make: Make, encoder: Encoder, tmp_path: Path) -> None:
    first = make(tmp_path)
    unfinished = tmp_path / "99991231T235959-dead00"
    (unfinished / "chroma").mkdir(parents=True)
    (unfinished / "chroma" / "chroma.sqlite3").write_bytes(b"half")

    assert LiveIndex(tmp_path, encoder).now().manifest == first.manifest
    assert unfinished.name not in versions(tmp_path)

    make(tmp_path, rebuild=True)
    assert not unfinished.exists()


def test_a_failing_encoder_leaves_the_live_index_as_it_was(
    make: Make, small: SimpleNamespace, counting: CountingEncoder, tmp_path: Path
) -> None:
    first = make(tmp_path)
    live = LiveIndex(tmp_path, counting)
    counting.broken = True

    with pytest.raises(MemoryError):
        make(tmp_path, encoder=counting, rebuild=True)

    counting.broken = False
    assert folders(tmp_path) == [first.manifest.version]
    assert live.now().manifest == first.manifest
    assert live.now().search("Hoe hoog is de boete?", "nl")[0].id == "fiets/art_6__para_2"
    assert live.now().vectors.count() == first.manifest.passages


def test_there_must_be_something_to_index(make: Make, tmp_path: Path) -> None:
    with pytest.raises(SearchError, match="nothing to index"):
        make(tmp_path, provisions=())

    assert folders(tmp_path) == []


def test_an_index_holds_exactly_the_provisions_it_was_made_from(
    make: Make, small: SimpleNamespace, encoder: Encoder, tmp_path: Path
) -> None:
    report = make(tmp_path)
    index = open_index(tmp_path, report.manifest.version, encoder)

    assert (index.sources, index.provisions) == (small.sources, small.provisions)
