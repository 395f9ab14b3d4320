"""Which words of a text count, and what is found by them."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from indexing.keywords import Keywords
from indexing.passages import cut, cut_all
from indexing.words import stems


@pytest.fixture(scope="module")
def ids(small: SimpleNamespace) -> list[str]:
    return list(dict.fromkeys(each.id for each in small.provisions))


@pytest.fixture(scope="module")
def keywords(small: SimpleNamespace, ids: list[str]) -> Keywords:
    return Keywords.build(cut_all(small.provisions), ids)


def best(keywords: Keywords, ids: list[str], question: str, language: str, feature: str) -> list[str]:
    """The provisions with a score, best first."""
    scores = keywords.match(question, language)[feature]
    return [ids[place] for place in np.argsort(-scores, kind="stable") if scores[place] > 0]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param("hoog-risico", "nl", ["hoog", "risico"], id="a hyphen parts words"),
        pytest.param("boetes, boete!", "nl", ["boete", "boete"], id="plural and signs"),
        pytest.param("systemen", "nl", ["systeem"], id="a vowel that doubles"),
        pytest.param("municipalities keeping", "en", ["municip", "keep"], id="English endings"),
        pytest.param("coördinator", "nl", ["coordinator"], id="diaeresis"),
        pytest.param("één café", "nl", ["cafe"], id="accents; a stressed article is still a stopword"),
        pytest.param("CAFE\u0301", "nl", ["cafe"], id="an accent apart, and capitals"),
        pytest.param("Wat moet ik doen?", "nl", [], id="nothing but question words"),
        pytest.param("what do I have to do", "en", [], id="and in English"),
        pytest.param("the van", "nl", ["the"], id="each language has its own stopwords"),
        pytest.param("the van", "en", ["van"], id="and English its own"),
        pytest.param("maatregel 5.01.01", "nl", ["maatregel", "5.01.01"], id="a number with dots stays whole"),
        pytest.param("2024/1689", "nl", ["2024", "1689"], id="a slash parts numbers"),
        pytest.param("", "nl", [], id="nothing"),
        pytest.param("?! … —", "nl", [], id="only signs"),
    ],
)
def test_a_text_is_brought_back_to_the_stems_that_count(text: str, language: str, expected: list[str]) -> None:
    assert stems(text, language) == expected


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        pytest.param("hoog-risico", "hoog risico", "nl", id="with or without a hyphen"),
        pytest.param("Bewaren", "bewaren", "nl", id="capital"),
        pytest.param("boetes", "boete", "nl", id="plural"),
        pytest.param("fines", "fine", "en", id="English plural"),
        pytest.param("reële", "reele", "nl", id="without its diaeresis"),
    ],
)
def test_two_ways_of_writing_are_one_word(one: str, other: str, language: str) -> None:
    assert stems(one, language) == stems(other, language)


@pytest.mark.parametrize(
    ("question", "language", "first"),
    [
        pytest.param("hoe hoog is de boete", "nl", "fiets/art_6__para_2", id="Dutch"),
        pytest.param("which colours", "en", "fiets/annex_I", id="English"),
        pytest.param("BOETES?", "nl", "fiets/art_6__para_2", id="plural in capitals"),
        pytest.param("zxqv", "nl", None, id="no such word"),
        pytest.param("wat is dit?", "nl", None, id="nothing but stopwords"),
        pytest.param("", "nl", None, id="nothing"),
    ],
)
def test_the_best_provision_comes_first(
    keywords: Keywords, ids: list[str], question: str, language: str, first: str | None
) -> None:
    assert next(iter(best(keywords, ids, question, language, "own_words")), None) == first


def test_every_match_lies_between_0_and_what_could_be_had(keywords: Keywords) -> None:
    for scores in keywords.match("ritgegevens bewaren gemeente fiets boete", "nl").values():
        assert scores.min() >= 0
    assert keywords.match("Hoe hoog is de boete?", "nl")["coverage"].max() == pytest.approx(1)


def test_coverage_is_the_share_of_the_telling_words(keywords: Keywords, ids: list[str]) -> None:
    covered = keywords.match("boete zxqv", "nl")["coverage"][ids.index("fiets/art_6__para_2")]

    assert 0 < covered < 0.5  # the unknown word tells more


def test_official_words_and_our_own_are_searched_apart(keywords: Keywords, ids: list[str]) -> None:
    assert best(keywords, ids, "onverwijld", "nl", "own_words") == []
    assert best(keywords, ids, "onverwijld", "nl", "text_words") == ["fiets/art_4__para_1"]
    assert "brief/topic_bewaren" not in best(keywords, ids, "ritgegevens", "nl", "text_words")


def test_what_was_saved_finds_the_same(keywords: Keywords, tmp_path: Path) -> None:
    keywords.save(tmp_path / "keywords")
    again = Keywords.load(tmp_path / "keywords")

    for question, language in (("hoe hoog is de boete", "nl"), ("ride records", "en")):
        before, after = keywords.match(question, language), again.match(question, language)
        assert before.keys() == after.keys()
        for name, scores in before.items():
            np.testing.assert_allclose(after[name], scores)


def test_a_corpus_in_one_language_finds_nothing_in_the_other(small: SimpleNamespace, tmp_path: Path) -> None:
    place = small.of("fiets/art_5")
    Keywords.build([passage for passage in cut(place) if passage.language == "nl"], [place.id]).save(
        tmp_path / "keywords"
    )

    assert not any(scores.any() for scores in Keywords.load(tmp_path / "keywords").match("bicycle shed", "en").values())
