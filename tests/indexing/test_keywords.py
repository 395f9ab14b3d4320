"""Which words of a text count, and what is found by them."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from indexing.keywords import Keywords, stems
from indexing.passages import cut, cut_all
from indexing.types import Field


@pytest.fixture(scope="module")
def keywords(small: SimpleNamespace) -> Keywords:
    return Keywords.build(cut_all(small.provisions))


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
def test_the_best_provision_comes_first(keywords: Keywords, question: str, language: str, first: str | None) -> None:
    assert next(iter(keywords.best(question, language, Field.DIGEST, 5)), None) == first


def test_each_provision_is_found_once_with_falling_scores_and_no_more_than_asked(keywords: Keywords) -> None:
    best = keywords.best("ritgegevens bewaren gemeente fiets boete", "nl", Field.DIGEST, 3)

    assert len(best) == 3
    assert list(best.values()) == sorted(best.values(), reverse=True)
    assert min(best.values()) > 0


def test_a_rare_word_tells_more_than_a_common_one_and_an_unknown_one_most(keywords: Keywords) -> None:
    rare, common, unknown = (keywords.rarity(word, "nl") for word in stems("messing fietsverordening zxqv", "nl"))

    assert unknown > rare > common > 0


def test_official_words_and_our_own_are_searched_apart(keywords: Keywords) -> None:
    assert keywords.best("onverwijld", "nl", Field.DIGEST, 5) == {}
    assert list(keywords.best("onverwijld", "nl", Field.TEXT, 5)) == ["fiets/art_4__para_1"]
    assert "brief/topic_bewaren" not in keywords.best("ritgegevens", "nl", Field.TEXT, 5)


def test_what_was_saved_finds_the_same(keywords: Keywords, tmp_path: Path) -> None:
    keywords.save(tmp_path)
    again = Keywords.load(tmp_path)

    for question, language in (("hoe hoog is de boete", "nl"), ("ride records", "en")):
        for field in Field:
            assert again.best(question, language, field, 5) == pytest.approx(
                keywords.best(question, language, field, 5)
            )
    assert again.rarity("boete", "nl") == keywords.rarity("boete", "nl")


def test_a_corpus_in_one_language_finds_nothing_in_the_other(small: SimpleNamespace, tmp_path: Path) -> None:
    Keywords.build([passage for passage in cut(small.of("fiets/art_5")) if passage.language == "nl"]).save(tmp_path)

    assert Keywords.load(tmp_path).best("bicycle shed", "en", Field.DIGEST, 5) == {}
