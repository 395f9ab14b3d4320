"""The XML readers give the parts of a text: on invented files always, on the official ones where ../shared is there."""

from functools import cache
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.readers import MOST_BYTES, Part, read
from corpus.readers.numbers import untwinned

FIXTURES = Path(__file__).parents[1] / "fixtures"
MIRROR = Path(__file__).parents[2].parent / "shared" / "corpus" / "mirror"
needs_shared = pytest.mark.skipif(not MIRROR.is_dir(), reason="needs ../shared")

FORMEX = [
    *("rec_1", "art_1", "art_1__point_1", "art_1__point_1__point_a", "art_2a", "art_2a__para_1", "art_2a__para_3"),
    *("annex_I", "annex_I__sec_A", "annex_I__sec_A__point_1", "annex_I__row_1", "annex_I__row_2"),
]
ACT = [
    *("art_1", "art_1__def_bel", "art_1__def_bel__point_1", "art_1__def_bel__point_2", "art_1__def_reele-rem"),
    *("art_2:3a", "art_2:3a__para_1", "art_2:3a__para_1__point_a", "art_2:3a__para_1__point_b", "art_2:3a__para_3"),
    *("art_12a", "annex_1", "annex_1__sec_A", "annex_1__sec_A__point_1", "annex_1__art_7", "annex_1__art_7__point_1"),
]
GAZETTE = [
    *("art_1", "art_1__para_1", "art_1__para_2", "art_2", "art_2__point_1", "art_2a", "art_2a__point_b"),
    *("annex_1", "annex_1__row_1", "annex_1__row_2", "sec_algemeen", "sec_bijlage-bij-de-nota"),
]
PAPER = [
    *("sec_intro", "sec_1-inleiding", "sec_waarom", "sec_hoe", "sec_waarom_2", "sec_2-1-artikel-1"),
    "sec_bijlage-bij-paragraaf-2",
]


@cache
def parts(folder: Path, name: str) -> dict[str, Part]:
    """The parts of a file by their ids; each file is read once."""
    found = read(name, (folder / name).read_bytes(), "nl" if ".nl." in name else "en")
    assert len({part.eid for part in found}) == len(found)
    return {part.eid: part for part in found}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("cycling-formex.en.xml", FORMEX, id="Formex, consolidated, without what was deleted"),
        pytest.param("cycling-act.nl.xml", ACT, id="BWB, without what is not in force"),
        pytest.param("cycling-stb.nl.xml", GAZETTE, id="Staatsblad, what it quotes is not its own"),
        pytest.param("cycling-kst.nl.xml", PAPER, id="Kamerstuk"),
    ],
)
def test_all_parts_are_found_in_the_order_of_the_text(name: str, expected: list[str]) -> None:
    assert list(parts(FIXTURES, name)) == expected


@pytest.mark.parametrize(
    ("name", "eid", "words"),
    [
        pytest.param("cycling-formex.en.xml", "rec_1", "Cyclists deserve a bell.\nIt rings.", id="no footnote"),
        pytest.param(
            "cycling-formex.en.xml",
            "art_1__point_1",
            "‘bell’ means what rings:\n(a) above 10^3 grams, or",
            id="quotation marks and a power are elements",
        ),
        pytest.param(
            "cycling-formex.en.xml",
            "art_2a",
            "1. A cyclist pays EUR 35 000 000.\nThat is a lot.\n"
            "3. In Article 4 the following is added:\n‘5. A scooter rings.’.",
            id="a quoted paragraph is not a paragraph, a number is grouped",
        ),
        pytest.param("cycling-formex.en.xml", "annex_I__row_2", "B | Two", id="a cell for two rows"),
        pytest.param(
            "cycling-act.nl.xml",
            "art_1__def_bel",
            "bel: wat klinkt bij:\n1°. een duim, of\n2°. een elleboog;",
            id="a definition with a list",
        ),
        pytest.param(
            "cycling-act.nl.xml", "art_1__def_reele-rem", "reële rem: wat stopt binnen 10^2 meter.", id="term"
        ),
        pytest.param(
            "cycling-act.nl.xml",
            "art_2:3a__para_1",
            "Een fietser:\na. belt op bruggen, bedoeld in artikel 9;\nb. remt.\nDat doet hij op tijd.",
            id="text after a list, and a repealed point",
        ),
        pytest.param(
            "cycling-act.nl.xml",
            "art_2:3a__para_3",
            "Over deze plicht:\nBoetes\nFout | Euro\nstil | 10\nstil | 20",
            id="a table with a title",
        ),
        pytest.param(
            "cycling-stb.nl.xml",
            "art_2",
            "De Stepwet wordt als volgt gewijzigd:\n1. Artikel 4 komt te luiden:\n"
            "1. Een step heeft een bel.\n2. En een rem.",
            id="a quoted text stays in its article",
        ),
        pytest.param(
            "cycling-kst.nl.xml", "sec_waarom_2", "Het moet.\nNieuwe woorden.", id="an unknown element is not lost"
        ),
    ],
)
def test_the_words_of_a_part_are_whole_and_clean(name: str, eid: str, words: str) -> None:
    assert parts(FIXTURES, name)[eid].words == words


@pytest.mark.parametrize(
    ("name", "eid", "headings"),
    [
        pytest.param("cycling-formex.en.xml", "art_2a__para_1", ("CHAPTER I THE BICYCLE", "Duties"), id="Formex"),
        pytest.param(
            "cycling-formex.en.xml", "annex_I__sec_A__point_1", ("ANNEX I Bells", "Section A Hand bells"), id="annex"
        ),
        pytest.param(
            "cycling-act.nl.xml",
            "art_2:3a__para_1",
            ("Hoofdstuk 2 Plichten", "§ 2.1 Bellen", "Tijdig bellen"),
            id="chapter, paragraph, article",
        ),
        pytest.param("cycling-act.nl.xml", "art_1", ("Hoofdstuk 1 Begrippen", "begrippen"), id="title in brackets"),
        pytest.param("cycling-stb.nl.xml", "sec_algemeen", ("Nota van toelichting", "Algemeen"), id="notes"),
        pytest.param(
            "cycling-kst.nl.xml",
            "sec_hoe",
            ("MEMORIE VAN TOELICHTING", "1 Inleiding", "1.1 Bellen", "Waarom", "Hoe"),
            id="numbered divisions, then headings by their type",
        ),
    ],
)
def test_a_part_knows_the_titles_it_lies_under(name: str, eid: str, headings: tuple[str, ...]) -> None:
    assert parts(FIXTURES, name)[eid].headings == headings


def test_a_circular_is_cut_into_its_sections() -> None:
    circular = b"""<toestand><wetgeving><circulaire><circulaire-tekst>
        <circulaire.divisie><kop><nr>1</nr><titel>Bellen</titel></kop><tekst><al>Bel op tijd.</al></tekst>
        </circulaire.divisie></circulaire-tekst></circulaire></wetgeving></toestand>"""
    assert [(part.eid, part.words) for part in read("x.nl.xml", circular, "nl")] == [("sec_1-bellen", "Bel op tijd.")]


def test_a_ministerial_rule_and_a_gazette_have_the_same_articles() -> None:
    article = b"<artikel><kop><nr>1</nr></kop><al>Bel op tijd.</al></artikel>"
    rule = b"<toestand><wetgeving><regeling><regeling-tekst>%s</regeling-tekst></regeling></wetgeving></toestand>"
    gazette = b"<officiele-publicatie><staatscourant><regeling><regeling-tekst>%s</regeling-tekst></regeling></staatscourant></officiele-publicatie>"
    assert [read("x.nl.xml", text % article, "nl") for text in (rule, gazette)] == [
        (Part("art_1", (), "Bel op tijd."),)
    ] * 2


def test_an_annex_in_a_file_of_its_own_is_read() -> None:
    annex = (
        b"<ANNEX><TITLE><TI><P>ANNEX</P></TI><STI><P>Bells</P></STI></TITLE><CONTENTS><P>Copper.</P></CONTENTS></ANNEX>"
    )
    assert read("x.en.xml", annex, "en") == (Part("annex_1", ("ANNEX Bells",), "Copper."),)


def test_a_page_of_cellar_may_be_called_xml() -> None:
    page = (FIXTURES / "cycling-original.en.html").read_bytes()
    page = page[page.index(b"<html") :].replace(b"<html", b'<html xmlns="http://www.w3.org/1999/xhtml"', 1)
    page = page.replace(b'<meta charset="utf-8">', b"")
    assert read("x.en.xml", page, "en") == read("x.en.html", page, "en")


BOMB = b"""<!DOCTYPE toestand [<!ENTITY a "bel"><!ENTITY b "&a;&a;&a;&a;">]>
    <toestand><artikel><kop><nr>1</nr></kop><al>&b;</al></artikel></toestand>"""
OUTSIDE = b"""<!DOCTYPE toestand [<!ENTITY a SYSTEM "file:///etc/hostname">]>
    <toestand><artikel><kop><nr>1</nr></kop><al>&a;</al></artikel></toestand>"""


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(BOMB, "defines entities", id="entities that grow"),
        pytest.param(OUTSIDE, "defines entities", id="an entity from outside"),
        pytest.param(b"<toestand><artikel>", "not whole XML", id="half a file"),
        pytest.param(b"<toestand/>", "no article", id="nothing in it"),
        pytest.param(b"<officiele-publicatie/>", "no article", id="an empty publication"),
        pytest.param(b"<ACT/>", "no article", id="an empty act"),
        pytest.param(b"<recept/>", "no reader knows XML that begins with <recept>", id="another sort of XML"),
        pytest.param(b" " * (MOST_BYTES + 1), "larger than 64 MB", id="too large"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_by_name(content: bytes, reason: str) -> None:
    with pytest.raises(CorpusError, match=reason) as caught:
        read("x.nl.xml", content, "nl")
    assert str(caught.value).startswith("x.nl.xml: ")
    assert str(caught.value).count(". ") == 0


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        pytest.param("9 11 11", "9 10 11", id="the first of two should be one lower"),
        pytest.param("c d d f", "c d e f", id="the second should be one higher"),
        pytest.param("c d d e", "c d e f", id="and so should all after it"),
        pytest.param("a a", "a a", id="nothing says which of two"),
        pytest.param("1 2 3", "1 2 3", id="no slip"),
        pytest.param("aa ab ab", "aa ab ab", id="two letters are left alone"),
    ],
)
def test_a_number_that_was_printed_twice_is_mended(printed: str, mended: str) -> None:
    assert untwinned(printed.split()) == mended.split()


@needs_shared
@pytest.mark.parametrize(
    ("alternate", "page", "only_there"),
    [
        pytest.param("32022L2555.en.oj.html", "32022L2555.en.html", "", id="page of the Official Journal"),
        pytest.param("32024R1689.en.eurlex-page.html", "32024R1689.en.html", "", id="whole page of EUR-Lex"),
        pytest.param("32024R1689.en.fmx.xml", "32024R1689.en.html", "annex", id="Formex, its annexes are other files"),
        pytest.param("02024R1689-20260727.en.fmx.xml", "02024R1689-20260727.en.html", "", id="Formex, consolidated"),
    ],
)
def test_every_form_of_an_act_gives_the_same_parts(alternate: str, page: str, only_there: str) -> None:
    expected = [part for part in parts(MIRROR, page).values() if not (only_there and part.eid.startswith(only_there))]
    assert list(parts(MIRROR / "alternates", alternate).values()) == expected


@needs_shared
def test_a_corrigendum_is_the_only_difference_between_nis2_and_its_consolidated_formex() -> None:
    journal = parts(MIRROR, "32022L2555.en.html")
    formex = parts(MIRROR / "alternates", "02022L2555-20221227.en.fmx.xml")
    assert list(formex) == [eid for eid in journal if not eid.startswith("rec_")]
    assert [eid for eid in formex if formex[eid] != journal[eid]] == ["art_19", "art_19__para_1"]


@needs_shared
@pytest.mark.parametrize(
    ("name", "articles", "annexes"),
    [
        pytest.param("32022R2554.nl.html", 64, 0, id="DORA"),
        pytest.param("32024R1183.en.html", 2, 7, id="eIDAS 2, which only quotes its new annexes"),
    ],
)
def test_other_acts_have_all_their_parts(name: str, articles: int, annexes: int) -> None:
    whole = [eid for eid in parts(MIRROR / "alternates", name) if "__" not in eid]
    assert [sum(eid.startswith(kind) for eid in whole) for kind in ("art_", "annex_")] == [articles, annexes]
    assert not [eid for eid in whole if "\u00a0" in eid]
