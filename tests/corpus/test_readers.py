"""The readers give the parts of a text: on invented files always, on the official ones where ../shared is there."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.readers import Part, read
from corpus.readers.numbers import leading, number, slug

FIXTURES = Path(__file__).parents[1] / "fixtures"
SHARED = Path(__file__).parents[2].parent / "shared" / "corpus"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")


@cache
def parts(folder: Path, name: str) -> dict[str, Part]:
    """The parts of a file by their ids; each file is read once."""
    found = read(name, (folder / name).read_bytes(), name.split(".")[1])
    assert len({part.eid for part in found}) == len(found)
    return {part.eid: part for part in found}


def invented(name: str) -> dict[str, Part]:
    return parts(FIXTURES, name)


def official(name: str) -> dict[str, Part]:
    return parts(SHARED / "mirror", name)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param("4 bis", "4a", id="an inserted article"),
        pytest.param("1 ter.", "1b", id="an inserted paragraph"),
        pytest.param("b bis)", "ba", id="an inserted point"),
        pytest.param("b quater)", "bc", id="a third inserted point"),
        pytest.param("(14a)", "14a", id="English"),
        pytest.param("6 sexies", "6e", id="sexies"),
        pytest.param("(ii)", "ii", id="Roman"),
        pytest.param("1.1.2.", "1.1.2", id="decimal"),
        pytest.param("3°.", "3", id="Dutch law"),
        pytest.param("—", "", id="a dash has no number"),
        pytest.param("Artikel", "", id="a word has no number"),
    ],
)
def test_numbers_of_both_languages_get_the_english_form(printed: str, expected: str) -> None:
    assert number(printed) == expected


def test_a_line_is_parted_from_its_marker() -> None:
    assert leading("a) belt;") == ("a)", "belt;")
    assert leading("b bis) remt.") == ("b bis)", "remt.")
    assert leading("De wet.") == ("", "De wet.")


def test_a_slug_keeps_words_apart_and_drops_accents() -> None:
    assert slug("Essentiële entiteit–groep (NIS2)") == "essentiele-entiteit-groep-nis2"


ORIGINAL_NL = [
    *("rec_1", "art_1", "art_1__point_1", "art_1__point_2", "art_1__point_2__point_a", "art_1__point_2__point_b"),
    *("art_2", "art_2__para_1", "art_2__para_1__point_a", "art_2__para_1__point_a__point_i"),
    *("art_2__para_1__point_a__point_ii", "art_2__para_1__point_b", "art_2__para_1__subpara_2"),
    *("art_2__para_1__subpara_2__point_a", "art_2__para_2", "art_3", "art_4", "art_4__point_1", "art_4__point_2"),
    *("art_5", "art_5__subpara_1", "art_5__subpara_2", "art_5__point_a"),
    *("annex_I", "annex_I__sec_A", "annex_I__sec_A__point_1", "annex_I__sec_B", "annex_I__sec_B__point_1"),
    *("annex_I__sec_B__point_1__point_a", "annex_II", "annex_II__row_1", "annex_II__row_2"),
]
CONSOLIDATED_EN = [
    *("art_1", "art_1__para_1", "art_1__para_1__point_a", "art_1__para_1__point_ba", "art_1__para_1a", "art_1__para_3"),
    *("art_1a", "annex_I", "annex_I__point_1", "annex_I__point_2", "annex_I__point_2.1", "annex_I__point_2.1__point_a"),
    *("annex_I__point_2.2", "annex_I__row_1"),
]
ORIGINAL_EN = [
    *("rec_1", "art_1", "art_1__point_1", "art_1__point_2", "art_1__point_2__point_a"),
    *("art_2", "art_2__para_1", "art_2__para_2"),
]
CONSOLIDATED_NL = [
    *("art_4", "art_4__para_1", "art_4__para_1__point_a", "art_4__para_1__point_ba", "art_4__para_1__point_bb"),
    *("art_4__para_1a", "art_4__para_1c", "art_4a", "art_4a__subpara_1", "art_4a__subpara_2"),
]
LINES_NL = [
    *("art_1", "art_1__def_onze-fiets", "art_1__def_reele-bel", "art_1__def_reele-bel__point_a"),
    *("art_1__def_reele-bel__point_b", "art_2", "art_2__para_1", "art_2__para_1__point_a"),
    *("art_2__para_1__point_a__point_i", "art_2__para_1__point_a__point_ii", "art_2__para_1__point_ba"),
    *("art_3a", "art_3a__subpara_1", "art_3a__subpara_2", "art_3a__point_a"),
    *("art_4.1a", "art_4.1a__para_1", "art_4.1a__para_1__point_a", "art_4.1a__para_1__point_b", "art_4.1a__para_2"),
    *("annex_I", "annex_I__point_1", "annex_I__row_1", "annex_II", "annex_II__sec_A", "annex_II__sec_A__point_1"),
    *("annex_II__sec_A__point_1__point_a", "annex_II__sec_A__point_1__point_b"),
]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("cycling-original.nl.html", ORIGINAL_NL, id="Official Journal, Dutch"),
        pytest.param("cycling-original.en.html", ORIGINAL_EN, id="Official Journal before 2023, English"),
        pytest.param("cycling-consolidated.nl.html", CONSOLIDATED_NL, id="consolidated, Dutch"),
        pytest.param("cycling-consolidated.en.html", CONSOLIDATED_EN, id="consolidated, English"),
        pytest.param("cycling.nl.derived.jsonl", LINES_NL, id="JSON lines"),
        pytest.param(
            "cycling.nl.md", ["sec_intro", "sec_vereiste", "sec_vereiste_2", "measure_5.01.02"], id="Markdown"
        ),
        pytest.param("letter.nl.md", ["sec_intro", "sec_inbreng-fietsers", "sec_ga-door-met-bellen"], id="a letter"),
    ],
)
def test_all_parts_are_found_in_the_order_of_the_text(name: str, expected: list[str]) -> None:
    assert list(invented(name)) == expected


@pytest.mark.parametrize(
    ("name", "eid", "words"),
    [
        pytest.param(
            "cycling-original.nl.html",
            "art_2__para_1",
            "Een fietser:\na) belt tijdig:\ni) op bruggen, en\nii) in bochten;\nb) remt.\n"
            "Van de eerste alinea mag worden afgeweken:\na) in een park.",
            id="a paragraph holds everything in it",
        ),
        pytest.param(
            "cycling-original.nl.html",
            "art_4__point_1",
            "artikel 9 wordt vervangen door:\n“Artikel 9\nSteppen\n1. Wie stept:\na) draagt een helm.”;",
            id="a quoted article is not an article",
        ),
        pytest.param(
            "cycling-original.nl.html", "rec_1", "Fietsers verdienen een bel die klinkt.", id="no footnote mark"
        ),
        pytest.param(
            "cycling-original.nl.html", "art_1__point_2__point_b", "minder dan 10^3 gram weegt.", id="a power is kept"
        ),
        pytest.param("cycling-original.nl.html", "annex_II__row_2", "Bezorging | Post", id="a cell for two rows"),
        pytest.param(
            "cycling-original.en.html",
            "art_2",
            "1. A cyclist shall ring.\nThat shall be done in time.\n2. A cyclist shall brake.",
            id="an article with numbered paragraphs",
        ),
        pytest.param(
            "cycling-consolidated.en.html",
            "art_1__para_1",
            "A cyclist:\n(a) shall ring;\n(ba) shall not ring at night.\nPoint (a) also applies to trams.",
            id="no amendment arrows",
        ),
        pytest.param(
            "cycling-consolidated.en.html",
            "annex_I__point_2.2",
            "The result shall be kept.\nIt shall be kept for a year.",
            id="a line under a numbered line belongs to it",
        ),
        pytest.param("cycling-consolidated.en.html", "annex_I__row_1", "B 01 | Copper", id="a row of a table"),
        pytest.param(
            "cycling.nl.derived.jsonl",
            "art_2",
            "1. Een fietser:\na) belt:\ni) op bruggen;\nii) in bochten;\nb bis) remt.\nDat doet hij op tijd.",
            id="a paragraph with an open date is left out",
        ),
        pytest.param(
            "cycling.nl.derived.jsonl",
            "art_3a",
            "Deze wet treedt morgen in werking.\nEvenwel zijn:\na) de bellen nu verplicht;",
            id="a point with an open date is left out",
        ),
        pytest.param(
            "cycling.nl.derived.jsonl",
            "art_4.1a__para_1",
            "Een fietser die niet belt, betaalt:\na. een euro, of\nb. een bos bloemen.",
            id="broken lines are joined",
        ),
        pytest.param(
            "cycling.nl.derived.jsonl",
            "annex_II__sec_A__point_1__point_a",
            "van koper;\nook van messing;",
            id="what is set in belongs to the item above it",
        ),
        pytest.param(
            "cycling.nl.md",
            "sec_vereiste",
            "Gebruik een bel en een rem. Dat is verplicht.\n- Eerst bellen, dan remmen.\n- Zie ook de wet.",
            id="Markdown as plain text",
        ),
        pytest.param(
            "cycling.nl.md",
            "sec_vereiste_2",
            "Let op\nEen snake_case_woord blijft heel.\nBel | Rem\nja | nee",
            id="a note and a table",
        ),
        pytest.param(
            "letter.nl.md", "sec_ga-door-met-bellen", "Bellen is goed.\n- Bel vaker.", id="short lines are headings"
        ),
    ],
)
def test_the_words_of_a_part_are_whole_and_clean(name: str, eid: str, words: str) -> None:
    assert invented(name)[eid].words == words


@pytest.mark.parametrize(
    ("name", "eid", "headings"),
    [
        pytest.param(
            "cycling-original.nl.html",
            "art_2__para_2",
            ("HOOFDSTUK I DE FIETS", "AFDELING 1 Plichten", "Plichten van fietsers"),
            id="chapter, section, article",
        ),
        pytest.param(
            "cycling-original.nl.html",
            "annex_I__sec_A__point_1",
            ("BIJLAGE I Soorten bellen", "Afdeling A Handbellen"),
            id="annex and section",
        ),
        pytest.param(
            "cycling-consolidated.en.html", "art_1a", ("CHAPTER I THE BICYCLE", "Supervision"), id="consolidated"
        ),
        pytest.param(
            "cycling.nl.derived.jsonl",
            "art_2__para_1",
            ("HOOFDSTUK II PLICHTEN", "AFDELING 1 Bellen", "plichten"),
            id="JSON lines",
        ),
        pytest.param("cycling.nl.derived.jsonl", "art_1", ("HOOFDSTUK 1 BEGRIPPEN", "begrippen"), id="Dutch law"),
        pytest.param("cycling.nl.md", "sec_vereiste_2", ("De fiets", "Vereiste", "Vereiste"), id="Markdown"),
    ],
)
def test_a_part_knows_the_titles_it_lies_under(name: str, eid: str, headings: tuple[str, ...]) -> None:
    assert invented(name)[eid].headings == headings


WHOLE = (FIXTURES / "cycling-consolidated.nl.html").read_bytes()
LINES = (FIXTURES / "cycling.nl.derived.jsonl").read_bytes()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        pytest.param("x.nl.html", WHOLE[: len(WHOLE) // 2], "ends in the middle", id="half a page"),
        pytest.param("x.nl.html", b"<html><body><p>Try again later.</p></body></html>", "no article", id="no article"),
        pytest.param("x.nl.html", b"\x00\x01</html>", "no", id="not a page"),
        pytest.param("x.nl.html", b"", "empty", id="an empty page"),
        pytest.param("x.nl.jsonl", LINES[:-40], "line 9 is cut off", id="half a line"),
        pytest.param("x.nl.jsonl", b'["a"]\n', "line 1 is cut off", id="another sort of line"),
        pytest.param(
            "x.nl.jsonl", b'{"kind": "title", "number": "", "text": "x"}', "no article", id="lines without articles"
        ),
        pytest.param(
            "x.nl.jsonl", b'{"kind": "article", "number": "?", "text": "x"}', "not the number", id="no number"
        ),
        pytest.param("x.nl.md", b"", "empty", id="empty Markdown"),
        pytest.param("x.nl.md", "# Eén".encode()[:-2], "middle", id="Markdown cut in a letter"),
        pytest.param("x.nl.odt", b"x", "no reader", id="an unknown ending"),
    ],
)
def test_a_file_that_is_not_whole_is_refused_by_name(name: str, content: bytes, reason: str) -> None:
    with pytest.raises(CorpusError, match=reason) as caught:
        read(name, content, "nl")
    assert str(caught.value).startswith(f"{name}: ")
    assert str(caught.value).count(". ") == 0
    assert ("fetch it again with python -m corpus fetch" in str(caught.value)) == (reason != "no reader")


def test_a_page_that_only_shows_made_lists_has_no_parts() -> None:
    assert read("x.nl.md", b"---\ntitle: Lijst\n---\n<!-- list_maatregelen -->\n", "nl") == ()


def count(found: dict[str, Part], kind: str) -> int:
    return sum(bool(re.fullmatch(rf"{kind}_[^_]+", eid)) for eid in found)


@needs_shared
@pytest.mark.parametrize(
    ("name", "articles", "recitals", "annexes"),
    [
        pytest.param("32024R1689.nl.html", 113, 180, 13, id="AI Act, Dutch"),
        pytest.param("32024R1689.en.html", 113, 180, 13, id="AI Act, English"),
        pytest.param("02024R1689-20240712.nl.html", 113, 0, 13, id="AI Act 2024 consolidated, Dutch"),
        pytest.param("02024R1689-20260727.en.html", 119, 0, 14, id="AI Act 2026 consolidated, English"),
        pytest.param("02024R1689-20260727.nl.derived.jsonl", 119, 0, 14, id="AI Act 2026 derived, Dutch"),
        pytest.param("32022L2555.nl.html", 46, 144, 3, id="NIS2, Dutch"),
        pytest.param("32022L2555.en.html", 46, 144, 3, id="NIS2, English"),
        pytest.param("32016R0679.nl.html", 99, 173, 0, id="GDPR, Dutch"),
        pytest.param("32016R0679.en.html", 99, 173, 0, id="GDPR, English"),
        pytest.param("32022L2557.nl.html", 29, 45, 1, id="CER"),
        pytest.param("32022R0868.en.html", 38, 63, 0, id="Data Governance Act"),
        pytest.param("32023R2854.en.html", 50, 120, 0, id="Data Act"),
        pytest.param("32024R2690.nl.html", 16, 43, 1, id="Implementing Regulation 2024/2690, Dutch"),
        pytest.param("32024R2690.en.html", 16, 43, 1, id="Implementing Regulation 2024/2690, English"),
        pytest.param("32024R2847.en.html", 71, 130, 8, id="Cyber Resilience Act"),
        pytest.param("02014R0910-20241018.en.html", 82, 0, 7, id="eIDAS consolidated"),
        pytest.param("32026R1744.en.html", 4, 47, 0, id="an amending act has only its own articles"),
        pytest.param("BWBR0052872.nl.derived.jsonl", 103, 0, 1, id="Cyberbeveiligingswet"),
        pytest.param("BWBR0045754.nl.excerpt.jsonl", 53, 0, 0, id="Woo"),
    ],
)
def test_official_texts_have_all_their_parts(name: str, articles: int, recitals: int, annexes: int) -> None:
    found = official(name)
    assert (count(found, "art"), count(found, "rec"), count(found, "annex")) == (articles, recitals, annexes)


def squeezed(words: str) -> str:
    """Letters and figures only: two parsers may differ in spaces and punctuation."""
    return re.sub(r"[\W_]+", "", words).lower()


def reference(name: str) -> Iterator[tuple[str, str]]:
    """The articles, paragraphs and recitals of the other parser, as our ids, with their words."""
    for row in (SHARED / "reference" / name).read_text(encoding="utf-8").splitlines():
        unit = json.loads(row)
        found = re.fullmatch(r"([^()]+)(?:\(([^()]+)\))?", unit["number"])
        kind = {"article": "art", "paragraph": "art", "recital": "rec"}.get(unit["kind"])
        if found and kind:
            paragraph = f"__para_{number(found[2])}" if found[2] else ""
            yield f"{kind}_{number(found[1])}{paragraph}", unit["text"]


@needs_shared
@pytest.mark.parametrize(
    ("name", "other", "least"),
    [
        pytest.param("32024R1689.nl.html", "aiact.nl.jsonl", 0.998, id="AI Act, Dutch"),
        pytest.param("32024R1689.en.html", "aiact.en.jsonl", 1, id="AI Act, English"),
        # articles 105, 106, 107 and 109: the other parser takes the paragraphs that they quote for their own
        pytest.param("02024R1689-20260727.en.html", "aiact-20260727.en.jsonl", 0.985, id="AI Act 2026, English"),
        pytest.param("32022L2555.nl.html", "nis2.nl.jsonl", 1, id="NIS2, Dutch"),
        pytest.param("32022L2555.en.html", "nis2.en.jsonl", 1, id="NIS2, English"),
        pytest.param("32016R0679.nl.html", "gdpr.nl.jsonl", 0.998, id="GDPR, Dutch"),
        pytest.param("32016R0679.en.html", "gdpr.en.jsonl", 1, id="GDPR, English"),
    ],
)
def test_the_words_are_those_that_another_parser_found(name: str, other: str, least: float) -> None:
    found = official(name)
    same = [eid in found and squeezed(found[eid].words) == squeezed(words) for eid, words in reference(other)]
    assert len(same) > 150
    assert sum(same) / len(same) >= least


@needs_shared
@pytest.mark.parametrize(
    ("name", "eid", "beginning"),
    [
        pytest.param("32024R1689.nl.html", "art_26__para_6", "Gebruiksverantwoordelijken van AI-systemen", id="lid"),
        pytest.param("32024R1689.nl.html", "art_3__point_4", "“gebruiksverantwoordelijke”:", id="definition"),
        pytest.param("32024R1689.nl.html", "art_113__subpara_2", "Zij is van toepassing met ingang van 2", id="alinea"),
        pytest.param("32024R1689.nl.html", "annex_III__point_5__point_a", "AI-systemen die bedoeld zijn", id="bijlage"),
        pytest.param(
            "32024R1689.nl.html", "art_73__para_10", "Voor AI-systemen met een hoog risico", id="counted twice"
        ),
        pytest.param("32024R1689.nl.html", "rec_53", "Het is ook belangrijk", id="overweging"),
        pytest.param("02024R1689-20260727.en.html", "art_4a__para_2__point_b", "all of the conditions", id="inserted"),
        pytest.param(
            "02024R1689-20260727.en.html", "art_5__para_1__point_ba", "the placing on the market", id="point (ba)"
        ),
        pytest.param(
            "02024R1689-20260727.en.html", "art_113__point_c__point_i", "2 December 2027 as regards", id="(c)(i)"
        ),
        pytest.param("02024R1689-20260727.en.html", "annex_XIV__row_1", "AIP 0102 | AI systems", id="row of an annex"),
        pytest.param("32024R1689.en.html", "annex_VIII__sec_B__point_3", "The name, address", id="section of an annex"),
        pytest.param(
            "32022L2555.en.html", "annex_I__row_2", "1. Energy | (a) Electricity | — Distribution", id="NIS2 row"
        ),
        pytest.param(
            "32024R2690.en.html", "annex_1__point_1.1.1__point_a", "set out the relevant entities’", id="decimal"
        ),
        pytest.param(
            "32016R0679.nl.html", "art_4__point_16__point_a", "met betrekking tot een", id="set beside each other"
        ),
        pytest.param("02014R0910-20241018.en.html", "art_26__para_1__point_a", "it is uniquely", id="lost number"),
        pytest.param("BWBR0052872.nl.derived.jsonl", "art_24__para_12__point_d", "bij gemeenten:", id="Cbw onderdeel"),
        pytest.param(
            "BWBR0052872.nl.derived.jsonl", "art_1__def_incident", "incident: een gebeurtenis", id="Cbw begrip"
        ),
        pytest.param("BWBR0052872.nl.derived.jsonl", "art_69__point_a__point_2", "het niet melden", id="Cbw 2°"),
        pytest.param("BWBR0045754.nl.excerpt.jsonl", "art_5.1__para_2__point_e", "de eerbiediging van", id="Woo"),
        pytest.param("ipo-vng-2024.nl.md", "sec_een-bewindspersoon-voor-digitalisering", "Om de doelen", id="a letter"),
    ],
)
def test_known_provisions_begin_with_their_own_words(name: str, eid: str, beginning: str) -> None:
    assert official(name)[eid].words.startswith(beginning)


@needs_shared
def test_two_languages_and_two_markups_of_one_text_have_the_same_parts() -> None:
    journal = list(official("32024R1689.nl.html"))
    assert journal == list(official("32024R1689.en.html"))
    assert [eid for eid in journal if not eid.startswith("rec")] == list(official("02024R1689-20240712.nl.html"))


@needs_shared
def test_only_the_units_with_an_open_date_are_missing_from_the_derived_text() -> None:
    english, derived = official("02024R1689-20260727.en.html"), official("02024R1689-20260727.nl.derived.jsonl")
    assert set(english) - set(derived) == {"art_43__para_3", "art_97__para_2", "art_113__point_d"}
    assert set(derived) <= set(english)
    assert not [part.eid for part in derived.values() if " … " in part.words]


@needs_shared
def test_every_page_of_the_folders_can_be_read() -> None:
    pages = [page for folder in ("bio2", "algoritmekader") for page in (SHARED / "mirror" / folder).rglob("*.md")]
    found = [part for page in pages for part in read(page.name, page.read_bytes(), "nl")]
    assert len(found) > len(pages) > 200
    assert not [part.eid for part in found if re.search(r"\*\*|```|<!--|^---", part.words)]
