"""Every word of a question looks for the nearest word that we use about a provision."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from indexing.nearness import Nearness
from indexing.ranking import FEATURES, matrix
from indexing.types import Field, Passage, Scores, Vectors

IDS = ("wet/art_1", "wet/art_2", "wet/art_3", "wet/art_4")
NEAR = {
    "fiets": (1.0, 0.0, 0.0),
    "rijwiel": (0.8, 0.6, 0.0),
    "boete": (0.0, 0.0, 1.0),
}  # the others lie apart from these


class WordEncoder:
    """Knows a few words by heart; the others have a direction of their own."""

    name = "words"

    def encode(self, texts: list[str]) -> Vectors:
        return np.array([NEAR.get(text, (0.0, 1.0, 0.0)) for text in texts], np.float32)


def passage(provision: str, text: str, field: Field = Field.GIST, language: str = "nl") -> Passage:
    return Passage(f"{provision}/{text}", provision, language, field, text, text)


@pytest.fixture
def nearness() -> Nearness:
    return Nearness.learn(
        [
            passage("wet/art_1", "De fiets"),
            passage("wet/art_1", "Wet fiets boete", Field.TEXT),  # ours goes before the official words
            passage("wet/art_2", "De boete", Field.TEXT),
            passage("wet/art_3", "De boete", language="en"),
        ],
        IDS,
        WordEncoder(),
    )


@pytest.fixture
def near(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Scores]:
    """For each of the provisions at these places the nearness of a question's words, where these are the likeliest."""

    def found(nearness: Nearness, question: str, places: Sequence[int] = range(4)) -> Scores:
        monkeypatch.setattr("indexing.nearness.CANDIDATES", len(places))
        sums = np.isin(np.arange(4), places).astype(np.float32)
        features = nearness.added(matrix({}, 4), sums, [(question, 1.0)], WordEncoder())
        return features[list(places), FEATURES.index("near_words")]

    return found


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("fiets", (1.0, 0.0, 0.0, 0.0), id="the word itself"),
        pytest.param("Rijwiel?", (0.8, 0.6, 0.6, 0.0), id="a word near it, for the first"),
        pytest.param("boete", (0.0, 1.0, 1.0, 0.0), id="official words where ours are not there, and either language"),
        pytest.param("??", (0.0, 0.0, 0.0, 0.0), id="no word"),
    ],
)
def test_a_word_counts_as_its_nearest_word(
    nearness: Nearness, near: Callable[..., Scores], question: str, expected: tuple[float, ...]
) -> None:
    assert near(nearness, question) == pytest.approx(expected, abs=1e-3)


def test_a_rare_word_counts_for_more(nearness: Nearness, near: Callable[..., Scores]) -> None:
    """ "de" stands everywhere, "fiets" once: a question with both comes nearer to what has the rare one."""
    fiets, boete, *_ = near(nearness, "de fiets")

    assert fiets == pytest.approx(1.0, abs=1e-3)
    assert boete < 0.5


def test_a_word_that_comes_near_nothing_counts_for_nothing(nearness: Nearness, near: Callable[..., Scores]) -> None:
    here = [0]  # "de" and "fiets"

    alone, beside = (near(nearness, question, here) for question in ("fiets", "fiets boete"))

    assert beside == pytest.approx(alone, abs=1e-3)


def test_only_the_places_asked_for_are_looked_at(nearness: Nearness, near: Callable[..., Scores]) -> None:
    assert near(nearness, "boete", [2, 0]) == pytest.approx((1.0, 0.0), abs=1e-3)


def test_what_is_like_the_others_that_were_found_has_company(nearness: Nearness) -> None:
    """Articles 2 and 3 say "de boete", article 1 "de fiets"; of article 4 nobody says anything."""
    features = matrix({}, 4)

    found = nearness.accompanied(features, np.full(4, 5.0, np.float32))[:, FEATURES.index("company")]

    assert found[1] == found[2] > found[0] > found[3] == 0
    assert found.max() <= 1


def test_the_likelier_the_others_are_the_more_their_company_counts(nearness: Nearness) -> None:
    fiets_first, boete_first = (
        nearness.accompanied(matrix({}, 4), np.array(sums, np.float32))[:, FEATURES.index("company")]
        for sums in ([9, 5, 5, 5], [1, 9, 5, 5])
    )

    assert boete_first[2] > fiets_first[2]


def test_what_was_saved_is_read_back(nearness: Nearness, near: Callable[..., Scores], tmp_path: Path) -> None:
    nearness.save(tmp_path / "nearness.npz")
    again = Nearness.load(tmp_path / "nearness.npz")

    one, other = (near(each, "rijwiel boete") for each in (nearness, again))

    assert one.tolist() == other.tolist()
