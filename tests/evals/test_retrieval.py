"""Ours and the alternatives read the same texts under the same budget."""

from dataclasses import replace

import pytest

from assistant.budget import count
from assistant.types import Question, Turn
from corpus.errors import Refusal
from corpus.types import Text
from evals.alternatives import Tutorial, _chunks, _document, alternatives
from evals.grid import grid
from evals.retrieval import Bill, Ours, Query, Reading, ask, judged, trials, within, words

QUERIES = (
    Query("keep", Question("Hoe lang bewaren we de ritgegevens?", "nl"), ("fiets/art_4__para_1",)),
    Query("shed", Question("Which requirements does a bicycle shed meet?", "en"), ("fiets/art_5",)),
)


@pytest.fixture(scope="module")
def index(assistant):
    return assistant.live.now()


@pytest.fixture(scope="module")
def retrievers(assistant, index):
    bill = Bill(index)
    return (Ours(assistant, index, bill), *alternatives(index, bill))


@pytest.mark.parametrize(
    ("costs", "budget", "read"),
    [
        pytest.param([40, 40, 40], 100, ["a", "b"], id="as many as fit"),
        pytest.param([40, 60, 1], 100, ["a", "b"], id="exactly full"),
        pytest.param([40, 70, 10], 100, ["a"], id="nothing jumps the queue"),
        pytest.param([200, 10], 100, ["a"], id="the first one always counts"),
        pytest.param([], 100, [], id="nothing found"),
    ],
)
def test_reading_ends_with_the_budget(costs, budget, read):
    readings = [Reading((name,), tokens) for name, tokens in zip("abc", costs, strict=False)]

    assert within(readings, budget) == read


def test_a_chunk_brings_all_its_provisions_once():
    assert within([Reading(("a", "b"), 1), Reading(("b", "c"), 1)]) == ["a", "b", "c"]


def test_big_chunks_win_nothing_under_a_budget():
    """At k = 1 the big chunk would look better; at the same number of tokens it does not."""
    query = Query("c", Question("?"), ("c",))
    big, small = [Reading(("a", "b", "c"), 300)], [Reading((name,), 100) for name in "abc"]

    assert judged(big, query, "paragraph", 300).hit() == judged(small, query, "paragraph", 300).hit() == 1


def test_each_finds_what_is_plainly_there(retrievers):
    for retriever in retrievers:
        (trial,) = trials("tiny", QUERIES, retriever, ["paragraph"])
        assert trial.values["hit in budget"] == (1, 1), retriever.name
        assert list(trial.by_rank) == sorted(trial.by_rank)
        assert list(trial.by_tokens) == sorted(trial.by_tokens)
    assert [each.name for each in retrievers] == ["Beleidswijzer", "LangChain tutorial", "BM25 alone", "vectors alone"]


def test_a_provision_costs_the_words_that_are_searched(index):
    (reading,) = Bill(index).readings(["fiets/art_4__para_1"], "nl")
    text = words(index.editions["fiets/art_4__para_1"][-1], "nl")

    assert reading.tokens == count(text)
    assert "ten minste zes maanden" in text
    assert "Hoe lang bewaren we de ritgegevens?" in text
    assert "six months" not in text


def test_a_chunk_counts_for_the_provisions_whose_words_it_has(index, monkeypatch):
    monkeypatch.setattr("evals.alternatives.SIZE", 200)
    monkeypatch.setattr("evals.alternatives.OVERLAP", 40)
    chunks = list(_chunks(index, "nl"))
    assert len(chunks) > len(index.sources)
    for text, provisions in chunks:
        assert provisions, text
        for provision, editions in index.editions.items():
            gist = editions[-1].digest.gist.nl
            assert gist not in text or provision in provisions


def test_official_words_stand_once_in_a_document_and_count_for_the_parts_they_lie_in(small):
    article = replace(small.of("fiets/art_5"), texts=(Text("nl", "1. Er is licht. 2. Er is een dak."),), digest=None)
    first, second = (
        replace(article, eid=f"art_5__para_{number}", texts=(Text("nl", words),), digest=digest)
        for number, words, digest in ((1, "Er is licht.", None), (2, "Er is een dak.", small.of("fiets/art_5").digest))
    )
    whole, places = _document([article, first, second], "nl")
    found = {(name, whole[start:end]) for name, start, end in places}

    assert whole.count("Er is licht.") == whole.count("Er is een dak.") == 1
    assert {("fiets/art_5__para_1", "Er is licht."), ("fiets/art_5__para_2", "Er is een dak.")} < found
    assert sum("Een stalling voldoet" in text for name, text in found if name == "fiets/art_5__para_2") == 1


def test_another_encoder_comes_once_more(index, other_encoder):
    names = [each.name for each in alternatives(index, Bill(index), other_encoder)]

    assert names[:2] == ["LangChain tutorial", "LangChain tutorial, hashing"]
    assert list(Tutorial(index, other_encoder).read(QUERIES[0]))


def test_the_conversation_belongs_to_the_question():
    earlier = (Turn("user", "Wat is een stalling?"), Turn("assistant", "Een huis."), Turn("user", "Hoe groot?"))

    assert Query("1", Question("en hoe hoog?", "nl", earlier), ("x",)).text == "Hoe groot? en hoe hoog?"


def test_a_run_needs_one_index(assistant, index):
    other = replace(index, manifest=replace(index.manifest, version="another"))

    with pytest.raises(Refusal, match="replaced during the run"):
        ask(assistant, QUERIES[0].question, other)


def test_each_cell_of_the_grid_has_the_questions_of_its_row(index):
    cells = {(cell.asked, cell.searched): cell for cell in grid(index, QUERIES)}

    assert set(cells) == {("nl", "nl"), ("nl", "en"), ("en", "nl"), ("en", "en")}
    assert cells["nl", "nl"].paragraph == cells["en", "en"].article == (1,)
    assert all(len(cell.article) == len(cell.paragraph) == 1 for cell in cells.values())
