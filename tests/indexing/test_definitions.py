"""Who asks what a word means gets the provision that says so."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from corpus.types import Bilingual, Provision, Text
from indexing.definitions import Definitions, asks_meaning, is_definition, term_asked, terms
from indexing.opening import LiveIndex
from indexing.search import Index
from indexing.types import Encoder
from indexing.words import stems


@pytest.fixture(scope="module")
def index(house_data: Path, encoder: Encoder) -> Index:
    return LiveIndex(house_data / "index", encoder).now()


@pytest.mark.parametrize(
    ("question", "term"),
    [
        pytest.param("Wat is een deployer?", "een deployer", id="what is"),
        pytest.param("wat betekent beoogd doel volgens de wet", "beoogd doel", id="what comes behind it"),
        pytest.param("Wat bedoelt de Cbw met bijna-incident?", "bijna-incident", id="what is meant by"),
        pytest.param("Wat verstaat de wet onder een datalek", "een datalek", id="understood by"),
        pytest.param("Wanneer ben je een importeur?", "een importeur", id="when are you one"),
        pytest.param("What does 'provider' mean under the law?", "'provider'", id="English"),
        pytest.param("whats a CSIRT in plain words and what does it do", "a CSIRT", id="as people type"),
        pytest.param("Hoe meld ik een datalek?", "", id="no meaning is asked"),
    ],
)
def test_the_term_that_is_asked(question: str, term: str) -> None:
    assert term_asked(question) == term
    assert asks_meaning(question) == bool(term)


def defined(provision: Provision, label: str, words: str) -> Provision:
    """The provision as point 2 of an article of definitions, with this label and these words."""
    headings, texts = Bilingual("Definities", "Definitions"), (Text("nl", words),) if words else ()
    return replace(provision, label=Bilingual(label, label), headings=headings, texts=texts, digest=None)


@pytest.mark.parametrize(
    ("label", "words", "term"),
    [
        pytest.param("artikel 3, punt 2 (deelfiets)", "", "deelfiets", id="in its label"),
        pytest.param("artikel 1, begrip deelfiets", "", "deelfiets", id="a list without numbers"),
        pytest.param("artikel 3, punt 2", "„deelfiets”: een fiets die men huurt", "deelfiets", id="in quotes"),
        pytest.param("artikel 3, punt 2", "‘deelfiets’ means a bicycle", "deelfiets", id="in English quotes"),
    ],
)
def test_the_term_that_a_definition_defines(small: SimpleNamespace, label: str, words: str, term: str) -> None:
    provision = defined(small.of("fiets/art_3__point_2"), label, words)

    assert is_definition(provision)
    assert list(terms(provision, "nl")) == [term]


@pytest.mark.parametrize(
    ("question", "official", "value"),
    [
        pytest.param("Wat is een deelfiets?", set(), 1, id="the term itself"),
        pytest.param("Wat zijn deelfietsen?", set(), 1, id="its plural"),
        pytest.param("Wat is een rode deelfiets?", set(), 0.5**0.5, id="half of what is asked"),
        pytest.param("Wat is een huurfiets?", set(stems("deelfiets", "nl")), 1, id="by the glossary"),
        pytest.param("What is a deelfiets?", set(), 1, id="in the other language"),
        pytest.param("Wat is een bakfiets?", set(), 0, id="another term"),
        pytest.param("Hoe huur ik een deelfiets?", set(), 0, id="no meaning is asked"),
    ],
)
def test_a_provision_counts_by_how_much_of_what_is_asked_it_explains(
    small: SimpleNamespace, question: str, official: set[str], value: float
) -> None:
    provision = defined(small.of("fiets/art_3__point_2"), "artikel 3, punt 2 (deelfiets)", "")

    assert Definitions([provision]).explained(question, official, "nl") == pytest.approx(np.array([value], np.float32))


@pytest.mark.parametrize(
    ("question", "language", "first"),
    [
        pytest.param("Wat zijn persoonsgegevens?", "nl", "avg/art_4__point_1", id="a plural"),
        pytest.param("wat is een importeur in de ai-verordening", "nl", "ai-act/art_3__point_6", id="an act named"),
        pytest.param("What does 'high-impact capabilities' mean?", "en", "ai-act/art_3__point_64", id="English"),
        pytest.param("wanneer ben je een deployer", "nl", "ai-act/art_3__point_4", id="the English word in Dutch"),
        pytest.param("What counts as a data intermediation service?", "en", "dga/art_2__point_11", id="counts as"),
        pytest.param("What is the NDS?", "en", "nds/", id="a paper"),
    ],
)
def test_a_meaning_that_is_asked_comes_first(index: Index, question: str, language: str, first: str) -> None:
    assert index.search(question, language, 1)[0].id.startswith(first)
