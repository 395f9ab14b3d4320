"""Which parts of a provision are searched, and under which names."""

from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace

import pytest

from corpus.types import Bilingual, Provision, Text
from indexing.passages import STEP, WINDOW, cut, cut_all
from indexing.types import Field


def names(provision: Provision) -> list[str]:
    return [passage.id.partition("@")[2] for passage in cut(provision)]


def in_words(provision: Provision, count: int, eid: str = "art_9") -> Provision:
    """The provision with an official Dutch text of so many words and without a digest."""
    text = Text("nl", " ".join(f"woord{number}" for number in range(count)))
    return replace(provision, eid=eid, texts=(text,), digest=None)


def test_a_provision_is_found_by_its_gist_its_questions_and_its_official_words(small: SimpleNamespace) -> None:
    assert names(small.of("fiets/art_4__para_1")) == [
        "2026-06-01/nl/gist",
        "2026-06-01/nl/ask/1",
        "2026-06-01/nl/text/1",
        "2026-06-01/en/gist",
        "2026-06-01/en/ask/1",
        "2026-06-01/en/text/1",
    ]


def test_every_passage_names_its_provision_and_has_an_id_of_its_own(small: SimpleNamespace) -> None:
    passages = cut_all(small.provisions)

    assert len({passage.id for passage in passages}) == len(passages)
    assert all(passage.id.startswith(f"{passage.provision}@") for passage in passages)


def test_gist_and_official_words_carry_the_name_of_the_provision_and_the_parts_it_lies_in(
    small: SimpleNamespace,
) -> None:
    provision = replace(
        small.of("fiets/art_4__para_1"), headings=Bilingual("Hoofdstuk II › Gegevens", "Chapter II › Data")
    )
    texts = {passage.id.rpartition("@2026-06-01/")[2]: passage.text for passage in cut(provision)}

    for name in ("nl/gist", "nl/text/1"):
        assert texts[name].startswith("Hoofdstuk II › Gegevens Fietsverordening, artikel 4, lid 1. ")
    assert texts["en/gist"].startswith("Chapter II › Data Cycling Regulation, Article 4(1). ")
    assert texts["nl/ask/1"] == "Hoe lang bewaren we de ritgegevens?"


@pytest.mark.parametrize(
    ("words", "windows"),
    [
        pytest.param(1, 1, id="one word"),
        pytest.param(WINDOW, 1, id="exactly one window"),
        pytest.param(WINDOW + 1, 2, id="one word more"),
        pytest.param(WINDOW + STEP, 2, id="exactly two windows"),
        pytest.param(WINDOW + STEP + 1, 3, id="and one word more"),
    ],
)
def test_a_long_text_is_cut_into_windows_that_overlap_and_lose_nothing(
    small: SimpleNamespace, words: int, windows: int
) -> None:
    passages = list(cut(in_words(small.of("fiets/art_5"), words)))
    seen = [text.split(". ", 1)[1].split() for text in (passage.text for passage in passages)]

    assert len(passages) == windows
    assert {word for window in seen for word in window} == {f"woord{number}" for number in range(words)}
    assert all(len(window) <= WINDOW for window in seen)
    assert all(set(one) & set(next_) for one, next_ in pairwise(seen))


@pytest.mark.parametrize(
    ("eid", "searched"),
    [
        pytest.param("art_9", True, id="article"),
        pytest.param("art_9__para_1", True, id="paragraph"),
        pytest.param("rec_53", True, id="recital"),
        pytest.param("annex_III__point_5", True, id="point of an annex"),
        pytest.param("art_9__para_1__point_a", False, id="point of a paragraph: that has it"),
        pytest.param("annex_III__point_5__point_a", False, id="point in a point"),
    ],
)
def test_small_print_without_a_digest_is_left_to_the_part_around_it(
    small: SimpleNamespace, eid: str, searched: bool
) -> None:
    assert bool(names(in_words(small.of("fiets/art_5"), 5, eid))) is searched


def test_a_digest_makes_small_print_searched_after_all(small: SimpleNamespace) -> None:
    provision = replace(small.of("fiets/art_4__para_1"), eid="art_9__para_1__point_a")

    assert "2026-06-01/nl/text/1" in names(provision)


def test_an_undigested_article_is_searched_by_its_paragraphs_and_not_again_as_a_whole(small: SimpleNamespace) -> None:
    whole, part = (in_words(small.of("fiets/art_5"), 5, eid) for eid in ("art_9", "art_9__para_1"))

    assert [passage.provision for passage in cut_all([whole])] == ["fiets/art_9"]
    assert [passage.provision for passage in cut_all([whole, part])] == ["fiets/art_9__para_1"]


def test_a_point_brings_what_stands_above_its_list_and_a_paragraph_does_not(small: SimpleNamespace) -> None:
    words = {
        "art_9": "1. Een gemeente zorgt\nvoor dit:\na) een bel\n2. Een dak.",
        "art_9__para_1": "Een gemeente zorgt voor dit:\na) een bel die:\ni) klinkt",
        "art_9__para_1__point_a": "een bel die:\ni) klinkt",
        "art_9__para_1__point_a__point_i": "klinkt",
    }
    parts = [
        replace(small.of("fiets/art_4__para_1"), eid=eid, texts=(Text("nl", text),)) for eid, text in words.items()
    ]
    texts = {each.provision: each.text.partition(". ")[2] for each in cut_all(parts) if each.id.endswith("/text/1")}

    assert texts["fiets/art_9__para_1__point_a__point_i"] == "Een gemeente zorgt voor dit: een bel die: klinkt"
    assert texts["fiets/art_9__para_1"] == "Een gemeente zorgt voor dit: a) een bel die: i) klinkt"


def test_an_edition_that_repeats_the_words_of_another_adds_nothing(small: SimpleNamespace) -> None:
    new = small.of("fiets/art_5")
    old = replace(new, edition=small.of("fiets/art_8").edition)

    assert len(cut_all([old, new])) == len(cut_all([new]))


def test_official_words_are_told_from_our_own(small: SimpleNamespace) -> None:
    fields = {passage.id.partition("/nl/")[2]: passage.field for passage in cut(small.of("fiets/art_4__para_1"))}

    assert (fields["gist"], fields["ask/1"], fields["text/1"]) == (Field.GIST, Field.QUESTION, Field.TEXT)


def test_a_digest_of_the_passage_changes_with_its_words_only(small: SimpleNamespace) -> None:
    provision = small.of("fiets/art_5")
    before = [passage.digest for passage in cut(provision)]
    moved = [passage.digest for passage in cut(replace(provision, position=99))]
    renamed = [passage.digest for passage in cut(replace(provision, label=Bilingual("artikel 6", "Article 6")))]

    assert moved == before
    assert [one == other for one, other in zip(before, renamed, strict=True)] == [
        False,
        True,
        False,
        True,
    ]  # the asks stay
