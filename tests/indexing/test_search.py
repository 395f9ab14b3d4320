"""What a question finds: what it names comes first, then what shares its words and its meaning."""

from pathlib import Path

import pytest

from indexing.leaning import Talk
from indexing.opening import LiveIndex
from indexing.search import Index
from indexing.types import Encoder


@pytest.fixture(scope="module")
def index(built: Path, encoder: Encoder) -> Index:
    return LiveIndex(built, encoder).now()


@pytest.fixture(scope="module")
def house_index(house_data: Path, encoder: Encoder) -> Index:
    return LiveIndex(house_data / "index", encoder).now()


@pytest.mark.parametrize(
    ("question", "language", "first"),
    [
        pytest.param(
            "Wat zegt artikel 6 lid 2 van de Fietsverordening?", "nl", "fiets/art_6__para_2", id="article and source"
        ),
        pytest.param("Article 4(1) Cycling Regulation", "en", "fiets/art_4__para_1", id="English"),
        pytest.param("bijlage I", "nl", "fiets/annex_I", id="annex without its source"),
        pytest.param(
            "Welke boete staat er in artikel 4?",
            "nl",
            "fiets/art_4__para_1",
            id="the nearest part of what is named",
        ),
        pytest.param("artikel 3, punt 2", "nl", "fiets/art_3__point_2", id="point of an article"),
        pytest.param(
            "artikel 3, lid 2, van de Fietsverordening",
            "nl",
            "fiets/art_3__point_2",
            id="a point that people call a paragraph",
        ),
        pytest.param(
            "Wat zegt de Fietsbrief over ritgegevens bewaren?", "nl", "brief/topic_bewaren", id="a source by its name"
        ),
        pytest.param("hoe breed worden snelfietspaden?", "nl", "voorstel/art_2", id="nothing named"),
        pytest.param("Hoe lang bewaren we de ritgegevens", "nl", "fiets/art_4__para_1", id="its own question"),
    ],
)
def test_what_is_meant_is_found_first(index: Index, question: str, language: str, first: str) -> None:
    assert index.search(question, language)[0].id == first


@pytest.mark.parametrize(
    ("question", "language", "first"),
    [
        pytest.param("artikel 26 lid 4 AI-verordening", "nl", "ai-act/art_26__para_4", id="artikel 26 lid 4"),
        pytest.param(
            "Wat staat er in art. 26, zesde lid, van de AI-verordening?", "nl", "ai-act/art_26__para_6", id="zesde lid"
        ),
        pytest.param("What is in Annex III of the AI Act?", "en", "ai-act/annex_III", id="Annex III"),
        pytest.param("Annex III", "en", "ai-act/annex_III", id="Annex III alone"),
        pytest.param("artikel 21 Cbw", "nl", "cbw/art_21", id="a national act"),
    ],
)
def test_a_provision_of_the_house_that_is_named_is_found_first(
    house_index: Index, question: str, language: str, first: str
) -> None:
    hits = house_index.search(question, language)

    assert hits[0].id == first or hits[0].id.startswith(f"{first}__")
    assert "reference" in hits[0].found_by


def test_a_source_of_the_house_that_is_named_leads(house_index: Index) -> None:
    hits = house_index.search("Wat staat er in de Werkagenda over inclusie?", "nl", 3)

    assert hits[0].id.startswith("werkagenda/")


@pytest.mark.parametrize(
    "question", ["ritgegevens bewaren", "artikel 4 en artikel 4, lid 1 en bijlage I", "fiets", "zxqv"]
)
def test_each_provision_is_found_once_best_first_with_every_measure_in_bounds(index: Index, question: str) -> None:
    hits = index.search(question, "nl", 30)

    assert len({hit.id for hit in hits}) == len(hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    for hit in hits:
        assert 0 <= hit.score <= 1
        assert 0 <= hit.coverage <= 1 + 1e-9
        assert hit.found_by


def test_a_hit_brings_all_editions_of_its_provision_oldest_first(index: Index) -> None:
    hit = index.search("Hoe lang bewaren we de ritgegevens?", "nl")[0]

    assert [each.edition.id for each in hit.editions] == ["2025-01-01", "2026-06-01"]


@pytest.mark.parametrize("k", [0, 1, 3])
def test_no_more_is_found_than_was_asked_for(index: Index, k: int) -> None:
    assert len(index.search("ritgegevens bewaren", "nl", k)) == k


def test_a_question_in_one_language_finds_what_was_written_in_the_other(index: Index) -> None:
    assert "fiets/art_6__para_2" in {hit.id for hit in index.search("boete euro bewaarplicht", "en", 5)}


@pytest.mark.parametrize("question", ["artikel 999", "'; DROP TABLE --", "artikel", "\x00", "🙂", "a" * 4000])
def test_nothing_that_can_be_typed_makes_searching_fail(index: Index, question: str) -> None:
    assert isinstance(index.search(question, "nl"), tuple)


ASKED = "Hoe snel moeten we een ernstig cyberincident voor het eerst melden?"
ANSWERED = "Binnen 24 uur (Cyberbeveiligingswet) [1]."


@pytest.mark.parametrize(
    ("question", "alone", "beside"),
    [
        pytest.param("en wat is daarna de volgende stap?", "", "cbw/", id="what goes on follows the talk"),
        pytest.param("En de inwoners, horen die het ook?", "", "cbw/", id="so does what names another group"),
        pytest.param("Moeten medewerkers AI-geletterd zijn?", "ai-act/art_4", "ai-act/art_4", id="another subject does not"),
        pytest.param("Wat zegt artikel 50 van de AI-verordening?", "ai-act/art_50", "ai-act/art_50", id="nor what is named"),
    ],
)  # fmt: skip
def test_a_question_is_searched_beside_what_was_said(
    house_index: Index, question: str, alone: str, beside: str
) -> None:
    found = house_index.search(question, "nl")[0].id
    leaning = house_index.search(question, "nl", talk=Talk(question, ASKED, ANSWERED))[0].id

    assert found.startswith(alone) if alone else not found.startswith(beside)
    assert leaning.startswith(beside)


def test_what_was_named_before_is_not_what_this_question_names(house_index: Index) -> None:
    question = "En hoe lang precies?"
    talk = Talk(question, "Wat zegt artikel 26, lid 6, van de AI-verordening?", "Logs bewaart u zes maanden [1].")

    hits = house_index.search(question, "nl", 20, talk=talk)

    assert "ai-act/art_26__para_6" in {hit.id for hit in hits}
    assert all("reference" not in hit.found_by for hit in hits)
