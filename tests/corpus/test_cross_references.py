"""What an official text points to."""

from dataclasses import replace

import pytest

from corpus.catalogue import load_catalogue
from corpus.cross_references import cross_references
from corpus.editions import Edition
from corpus.types import Bilingual, Provision, Text

SOURCES = load_catalogue()
AI_ACT = next(each for each in SOURCES if each.id == "ai-act")
EDITION: Edition = AI_ACT.editions[-1]


def pointed(words: str, eid: str = "art_26__para_5", language: str = "nl") -> list[str]:
    """What a provision of the AI Act with these words points to."""
    provision = Provision(AI_ACT, EDITION, eid, Bilingual(), Bilingual(), texts=(Text(language, words),))
    return [f"{each.source}/{each.eid}" for each in cross_references(provision, SOURCES)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("zoals bepaald in artikel 6, lid 2, ", ["ai-act/art_6__para_2"], id="an article of its own act"),
        pytest.param("pursuant to Article 6(2) they", ["ai-act/art_6__para_2"], id="the same in English"),
        pytest.param("op grond van artikel 17, eerste lid", ["ai-act/art_17__para_1"], id="an ordinal behind it"),
        pytest.param("de in lid 2 vermelde", ["ai-act/art_26__para_2"], id="a paragraph of its own article"),
        pytest.param("under paragraph 4 of this Article", ["ai-act/art_26__para_4"], id="this Article"),
        pytest.param("het derde lid geldt", ["ai-act/art_26__para_3"], id="an ordinal alone"),
        pytest.param("de leden 1 en 3", ["ai-act/art_26__para_1", "ai-act/art_26__para_3"], id="two paragraphs"),
        pytest.param("het tweede en vierde lid", ["ai-act/art_26__para_2", "ai-act/art_26__para_4"], id="two ordinals"),
        pytest.param("Articles 9 and 11", ["ai-act/art_9", "ai-act/art_11"], id="two articles"),
        pytest.param(
            "de artikelen 8, 10 en 12", ["ai-act/art_8", "ai-act/art_10", "ai-act/art_12"], id="three articles"
        ),
        pytest.param(
            "de artikelen 8 tot en met 10", ["ai-act/art_8", "ai-act/art_9", "ai-act/art_10"], id="a run of articles"
        ),
        pytest.param("de artikelen 8 tot en met 90", ["ai-act/art_8", "ai-act/art_90"], id="the ends of a long run"),
        pytest.param("listed in Annex III, point 5", ["ai-act/annex_III__point_5"], id="a point of an annex"),
        pytest.param("artikel 33 van Verordening (EU) 2016/679", ["avg/art_33"], id="another act that we have"),
        pytest.param("Article 33 of Regulation (EU) 2016/679", ["avg/art_33"], id="the same act in English"),
        pytest.param("artikel 21 NIS2-richtlijn", ["nis2/art_21"], id="an act directly behind it"),
        pytest.param(
            "artikel 21 en artikel 23 van Richtlijn (EU) 2022/2555", ["nis2/art_21", "nis2/art_23"], id="one act for both"
        ),
        pytest.param("artikel 3 van Richtlijn 2009/73/EG", [], id="an act that we do not have"),
        pytest.param("Article 290 of the Treaty on European Union", [], id="a treaty"),
        pytest.param("artikel 5:20 van de Algemene wet bestuursrecht", [], id="an act without a number"),
        pytest.param("lid 5 zelf, of artikel 26", [], id="itself and what it lies in"),
        pytest.param("ieder lid van het bestuur; een wijziging van artikel", [], id="words that only look like it"),
        pytest.param("lid 1 en nog eens lid 1", ["ai-act/art_26__para_1"], id="each thing once"),
    ],
)  # fmt: skip
def test_what_a_text_points_to_is_found(words: str, expected: list[str]) -> None:
    assert pointed(words) == expected


def test_a_paragraph_without_an_article_points_nowhere_in_an_annex() -> None:
    assert pointed("zoals in lid 2", eid="annex_III__point_5") == []


def test_a_text_in_english_only_points_too_and_no_text_points_nowhere() -> None:
    assert pointed("referred to in Article 9", language="en") == ["ai-act/art_9"]
    bare = Provision(AI_ACT, EDITION, "art_26", Bilingual(), Bilingual())
    assert cross_references(replace(bare, texts=()), SOURCES) == ()
