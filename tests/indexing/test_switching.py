"""Which build is live, which one can be gone back to, and what may be removed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from indexing import building
from indexing.errors import SearchError
from indexing.opening import LiveIndex
from indexing.pointer import before, current_version, kept, versions
from indexing.switching import rollback, sweep, switch
from indexing.types import BuildReport, Encoder

Make = Callable[..., BuildReport]
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "moments",
    [
        pytest.param([NOW, NOW + timedelta(hours=1), NOW + timedelta(hours=2)], id="as time goes"),
        pytest.param([NOW, NOW - timedelta(days=365), NOW - timedelta(days=730)], id="put back every time"),
        pytest.param([NOW, NOW, NOW], id="standing still"),
        pytest.param([NOW.replace(year=2099), NOW, NOW + timedelta(hours=1)], id="once in the future"),
    ],
)
def test_builds_follow_each_other_whatever_the_clock_says(
    make: Make, encoder: Encoder, tmp_path: Path, moments: list[datetime]
) -> None:
    made = []
    for moment in moments:
        made.append(make(tmp_path, rebuild=True, clock=lambda moment=moment: moment).manifest.version)
        assert current_version(tmp_path) == made[-1]

    assert made == sorted(set(made))
    assert versions(tmp_path) == made[-2:]
    assert rollback(tmp_path, encoder) == made[-2]


def test_going_back_twice_falls_into_nothing_no_more_than_going_back_alone(
    make: Make, encoder: Encoder, tmp_path: Path
) -> None:
    first = make(tmp_path).manifest.version
    for _ in range(2):
        with pytest.raises(SearchError, match="the live one stays: run python -m indexing build"):
            rollback(tmp_path, encoder)
        assert current_version(tmp_path) == first


def test_an_index_that_was_gone_back_from_is_not_gone_back_to(make: Make, encoder: Encoder, tmp_path: Path) -> None:
    first, bad = make(tmp_path).manifest.version, make(tmp_path, rebuild=True).manifest.version
    rollback(tmp_path, encoder)
    third = make(tmp_path, rebuild=True).manifest.version

    assert versions(tmp_path) == [first, third]
    assert bad < third
    assert rollback(tmp_path, encoder) == first


def test_one_does_not_go_back_to_a_damaged_index(make: Make, encoder: Encoder, tmp_path: Path) -> None:
    first, second = make(tmp_path).manifest.version, make(tmp_path, rebuild=True).manifest.version
    places = tmp_path / first / "compared" / "places.npy"
    places.write_bytes(places.read_bytes()[:-1] + b"x")

    with pytest.raises(
        SearchError, match=rf"{first} is damaged \(compared/places.npy was changed\): run python -m indexing build"
    ):
        rollback(tmp_path, encoder)
    assert current_version(tmp_path) == second


def test_nor_to_one_of_another_encoder(make: Make, encoder: Encoder, other_encoder: Encoder, tmp_path: Path) -> None:
    make(tmp_path, encoder=other_encoder)
    second = make(tmp_path).manifest.version

    with pytest.raises(SearchError, match="was built with the encoder hashing"):
        rollback(tmp_path, encoder)
    assert current_version(tmp_path) == second


@pytest.mark.parametrize("pointer", ["", "\xff", "../elsewhere\n", None])
def test_a_lost_pointer_is_found_by_going_back_to_the_newest(
    make: Make, encoder: Encoder, tmp_path: Path, pointer: str | None
) -> None:
    make(tmp_path)
    second = make(tmp_path, rebuild=True).manifest.version
    if pointer is None:
        (tmp_path / "current").unlink()
    else:
        (tmp_path / "current").write_bytes(pointer.encode("latin-1"))

    with pytest.raises(SearchError, match=f"run python -m indexing rollback to go back to {second}, or run"):
        current_version(tmp_path)
    assert kept(tmp_path) == versions(tmp_path)
    assert rollback(tmp_path, encoder) == second == current_version(tmp_path)


def test_an_index_that_somebody_reads_is_removed_by_the_build_after(
    make: Make, encoder: Encoder, tmp_path: Path
) -> None:
    first = make(tmp_path).manifest.version
    reading = LiveIndex(tmp_path, encoder).now()
    built = [make(tmp_path, rebuild=True).manifest.version for _ in range(3)]
    assert versions(tmp_path) == [first, *built[-2:]]
    assert reading.search("Hoe hoog is de boete?", "nl")[0].id == "fiets/art_6__para_2"

    del reading
    sweep(tmp_path, "", print)

    assert versions(tmp_path) == built[-2:]


def test_what_is_not_named_as_a_build_is_left_alone(make: Make, tmp_path: Path) -> None:
    (tmp_path / "backup-of-monday").mkdir()
    make(tmp_path)
    make(tmp_path, rebuild=True)

    assert (tmp_path / "backup-of-monday").exists()


def test_what_was_never_finished_is_named_when_it_is_removed(make: Make, tmp_path: Path) -> None:
    make(tmp_path)
    (tmp_path / "20260101T000000000000-abcdef" / "chroma").mkdir(parents=True)
    told: list[str] = []
    make(tmp_path, rebuild=True, progress=told.append)

    assert "removing: 20260101T000000000000-abcdef, which was never finished" in told
    assert [each.partition(":")[0] for each in told if "removing" not in each] == [
        "encoding", "writing vectors", "keywords", "verifying", "telling apart", "switching",
    ]  # fmt: skip


def test_a_pointer_is_replaced_in_one_step(make: Make, tmp_path: Path) -> None:
    version = make(tmp_path).manifest.version
    with (tmp_path / "current").open(encoding="utf-8") as open_before:
        switch(tmp_path, "20260101T000000000000-abcdef")

        assert open_before.read() == version + "\n"
    assert before(tmp_path) == ""


def test_a_build_that_is_live_is_not_removed_for_what_fails_after_the_switch(
    make: Make, encoder: Encoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path)

    def interrupted(folder: Path, version: str) -> None:
        switch(folder, version)
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "switch", interrupted)
    with pytest.raises(KeyboardInterrupt):
        make(tmp_path, rebuild=True)

    assert current_version(tmp_path) == versions(tmp_path)[-1]
    assert LiveIndex(tmp_path, encoder).now()
