"""How parts are labelled, and how people name them."""

from dataclasses import replace

import pytest

from corpus.catalogue import load_catalogue
from corpus.labels import label
from corpus.references import Reference, references
from corpus.types import Bilingual, Kind

SOURCES = load_catalogue()


@pytest.mark.parametrize(
    ("eid", "dutch", "english"),
    [
        pytest.param("art_26__para_6", "artikel 26, lid 6", "Article 26(6)", id="paragraph"),
        pytest.param("art_26__para_11__point_a", "artikel 26, lid 11, punt a", "Article 26(11)(a)", id="point"),
        pytest.param("art_3__point_4", "artikel 3, punt 4", "Article 3(4)", id="definition"),
        pytest.param(
            "art_113__point_c__point_i", "artikel 113, punt c, punt i", "Article 113(c)(i)", id="point in a point"
        ),
        pytest.param("art_113__subpara_2", "artikel 113, alinea 2", "Article 113, subparagraph 2", id="subparagraph"),
        pytest.param("art_4a", "artikel 4 bis", "Article 4a", id="inserted article"),
        pytest.param(
            "art_5__para_1__point_ba", "artikel 5, lid 1, punt b bis", "Article 5(1)(ba)", id="inserted point"
        ),
        pytest.param("rec_53", "overweging 53", "recital 53", id="recital"),
        pytest.param("annex_III__point_5__point_a", "bijlage III, punt 5, punt a", "Annex III, point 5(a)", id="annex"),
        pytest.param(
            "annex_VIII__sec_B__point_3",
            "bijlage VIII, afdeling B, punt 3",
            "Annex VIII, Section B, point 3",
            id="section",
        ),
    ],
)
def test_a_part_is_labelled_as_lawyers_write_it(eid: str, dutch: str, english: str) -> None:
    assert (label(eid).nl, label(eid).en) == (dutch, english)


def test_a_national_act_has_onderdelen_and_keeps_its_letters() -> None:
    assert label("art_24__para_12__point_d", european=False).nl == "artikel 24, lid 12, onderdeel d"
    assert label("art_21a", european=False).nl == "artikel 21a"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("wat zegt artikel 26 lid 4 van de AI-verordening?", [("ai-act", "art_26__para_4")], id="Dutch"),
        pytest.param("Art. 26, zesde lid, onder a", [("", "art_26__para_6__point_a")], id="ordinal"),
        pytest.param("Article 26(11)(a) AI Act", [("ai-act", "art_26__para_11__point_a")], id="brackets"),
        pytest.param("Annex III point 5(a)", [("", "annex_III__point_5__point_a")], id="annex"),
        pytest.param("artikel 4 bis", [("", "art_4a")], id="Latin article"),
        pytest.param("art 5 lid 1 punt b bis", [("", "art_5__para_1__point_ba")], id="Latin point"),
        pytest.param("artikel 21a Cbw en artikel 6 AI Act", [("cbw", "art_21a"), ("ai-act", "art_6")], id="two acts"),
        pytest.param("de cbw?", [("cbw", "")], id="only a source, small letters"),
        pytest.param("overweging 53", [("", "rec_53")], id="recital"),
        pytest.param(
            "artikel 53, lid 1, punten a en b", [("", "art_53__para_1__point_a")], id="the first of some points"
        ),
        pytest.param("Article 53(1), points (a) and (b)", [("", "art_53__para_1__point_a")], id="the same in English"),
        pytest.param("valt artikel 5 onder de wet?", [("", "art_5")], id="a short word is no point"),
        pytest.param("artikel 24 een lid", [("", "art_24")], id="a word is not a letter"),
        pytest.param("Mag ik een particulier vragen?", [], id="nothing named"),
    ],
)
def test_what_a_question_names_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert references(text, SOURCES) == tuple(Reference(*each) for each in expected)


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        pytest.param("de AI-verordening", "artikel 26 van de AI-verordening", ("ai-act", "art_26"), id="a law with its article"),
        pytest.param("artikel 33 van de AVG", "artikel 33 van de AVG", ("avg", "art_33"), id="a part of a law"),
        pytest.param("beleid", "artikel 3 van ons beleid", ("", "art_3"), id="a title of one word"),
        pytest.param("Beleid fietsenstalling", "artikel 3 van Beleid fietsenstalling", ("own", "art_3"), id="a title of its own"),
        pytest.param("Regeling AI-verordening", "artikel 3 Regeling AI-verordening", ("own", "art_3"), id="a title with a law in it"),
    ],
)  # fmt: skip
def test_an_own_document_does_not_take_the_name_of_a_law(title: str, text: str, expected: tuple[str, str]) -> None:
    name = Bilingual(title, title)
    own = replace(SOURCES[0], id="own", kind=Kind.OWN_POLICY, names=(), short=name, title=name)

    assert references(text, (*SOURCES, own)) == (Reference(*expected),)
