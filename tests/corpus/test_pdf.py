"""PDFs give their sections or articles: on files that the test writes, and on the official ones where ../shared is."""

import json
import re
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from fpdf import FPDF
from fpdf.enums import EncryptionMethod

from corpus.errors import CorpusError
from corpus.readers import Part, page_lines, pdf, pdf_bounds, read
from corpus.readers.page_paragraphs import joined

NAME = "beleid.nl.pdf"
SHARED = Path(__file__).parents[2].parent / "shared" / "corpus"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")
LEFT, TOP, PITCH = 60, 100, 12


class Paper(FPDF):
    """A paper in points; `say` puts lines under each other and remembers how far it is."""

    def __init__(self) -> None:
        super().__init__(unit="pt", format=(500, 700))
        self.down = 0.0
        self.sheet()

    def sheet(self) -> "Paper":
        self.add_page()
        self.down = TOP
        return self

    def say(self, *lines: str, style: str = "", size: float = 10, left: float = LEFT, gap: float = PITCH) -> "Paper":
        """A paragraph, with a gap after it."""
        self.set_font("Helvetica", style, size)
        for line in lines:
            self.text(left, self.down, line)
            self.down += PITCH
        self.down += gap
        return self

    def put(self, left: float, down: float, text: str, size: float = 10, style: str = "") -> "Paper":
        self.set_font("Helvetica", style, size)
        self.text(left, down, text)
        return self

    def done(self) -> bytes:
        return bytes(self.output())


def read_words(paper: Paper) -> dict[str, str]:
    return {part.eid: part.words for part in read(NAME, paper.done(), "nl")}


FULL = "Wie door onze stad fietst en een brug nadert, belt op tijd en wacht tot de ander"


def sections() -> Paper:
    paper = Paper().say("1. Inleiding", style="B").say("Wij fietsen graag door de stad.")
    paper.say("2. Regels", style="B").say("2.1 Algemeen", style="I").say("Over bellen.").say("2.1.3 Zorgplicht")
    paper.say("Een fietser doet het volgende:", "a) hij belt;", "b) hij remt.").say("Bruggen", style="I")
    return paper.say("Op bruggen wacht hij.").say("3. Slot", style="B").say("Tot ziens.")


def over_the_page() -> Paper:
    paper = Paper().say("1. Bellen", style="B").say(FULL, FULL, FULL)
    for number in range(1, 4):
        if number > 1:
            paper.sheet().say(f"is uitgeweken op bladzijde {number} van deze lange en vooral heel volledige zin", FULL)
        paper.put(LEFT, 40, "Nota over fietsen").put(LEFT, 680, "Gemeente Fietsdorp, nr. 8").put(430, 680, str(number))
    return paper


def headings_on_top() -> Paper:
    paper = Paper()
    for number in range(1, 8):
        paper.put(LEFT, 40, "Toezicht" if number in {1, 4, 7} else f"Deel {'abcdefg'[number - 1]}", style="B")
        paper.say(f"Over onderwerp {number} valt niet zo veel te zeggen.")
        if number < 7:
            paper.sheet()
    return paper


def notes() -> Paper:
    paper = Paper().say("Een bel klinkt.").say("Zij is van koper en mag nooit van plastic zijn.")
    paper.put(LEFT + 70, TOP - 4, "1", 5).put(LEFT, 641, "1", 4).put(LEFT + 4, 644, "Of van messing.", 7)
    paper.sheet().say("Zij weegt 10").put(LEFT + 60, TOP - 4, "3", 5)
    return paper.put(LEFT + 67, TOP, "gram en niet meer.")


def two_columns() -> Paper:
    paper = Paper().say("1. Bellen", style="B")
    top = paper.down
    for column, left in (("eerste", 40), ("tweede", 270)):
        paper.down = top
        for count in range(4):
            paper.say(
                f"De {column} kolom vertelt in haar alinea {count}", "iets nuttigs over fietsen en bellen.", left=left
            )
    return paper


def contents() -> Paper:
    paper = Paper().say("Inhoudsopgave", style="B")
    for number, title in enumerate(("Doel", "Regels", "Geld", "Slot"), start=1):
        paper.put(LEFT, paper.down, f"{number}. {title}").put(400, paper.down, str(number))
        paper.down += PITCH
    paper.sheet().say("1. Doel", style="B").say("Veilig fietsen.").say("2. Regels", style="B")
    return paper.say("Wij bellen op tijd voor elke brug.")


def drawn_table() -> Paper:
    paper = Paper().say("1. Eisen", style="B").say("De eisen staan hieronder:")
    for count in range(2):
        for down in (150, 170, 190, 210):
            paper.line(LEFT if down != 190 else 200, down, 400, down)
        for left in (LEFT, 200, 400):
            paper.line(left, 150, left, 210)
        paper.put(65, 163, "Onderdeel", style="B").put(205, 163, "Eis", style="B")
        paper.put(65, 183, "Bel" if not count else "Rem")
        paper.put(205, 183, "klinkt goed").put(205, 203, "blinkt mooi")
        if not count:
            paper.sheet()
    return paper


def open_table() -> Paper:
    paper = Paper().say("1. Kosten", style="B")
    for down in (130, 150, 220):
        paper.line(LEFT, down, 440, down)
    for down, cells in {
        143: ("Post", "Uitleg", "Bedrag"),
        163: ("Bellen", "voor alle fietsen", "10"),
        175: ("", "van de gemeente", ""),
        187: ("Remmen", "voor de rest", "20"),
        199: ("Lampen", "", "30"),
    }.items():
        for left, cell in zip((LEFT, 180, 380), cells, strict=True):
            paper.put(left, down, cell)
    paper.down = 250
    return paper.say("Meer geld is er niet.")


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        pytest.param(
            sections,
            {
                "sec_1": "Wij fietsen graag door de stad.",
                "sec_2.1": "Over bellen.",
                "sec_2.1.3": "Een fietser doet het volgende:\na) hij belt;\nb) hij remt.\nBruggen\nOp bruggen wacht hij.",
                "sec_2.1.3__sec_bruggen": "Op bruggen wacht hij.",
                "sec_3": "Tot ziens.",
            },
            id="headings by number, weight and slant; a list item a line",
        ),
        pytest.param(
            over_the_page,
            {
                "sec_1": f"{FULL} {FULL} {FULL} is uitgeweken op bladzijde 2 van deze lange en vooral heel volledige zin "
                f"{FULL} is uitgeweken op bladzijde 3 van deze lange en vooral heel volledige zin {FULL}"
            },
            id="a sentence goes on over pages; running headers, footers and numbers do not",
        ),
        pytest.param(
            headings_on_top,
            {
                f"sec_{name}": f"Over onderwerp {number} valt niet zo veel te zeggen."
                for number, name in enumerate(
                    ("toezicht", "deel-b", "deel-c", "toezicht_2", "deel-e", "deel-f", "toezicht_3"), start=1
                )
            },
            id="a heading that comes back at the top of some pages is no running header",
        ),
        pytest.param(
            notes,
            {
                "sec_intro": "Een bel klinkt.\nZij is van koper en mag nooit van plastic zijn.\n"
                "Zij weegt 10^3 gram en niet meer.",
                "sec_notes": "1 Of van messing.",
            },
            id="footnotes stand apart, without their marks; a power is kept",
        ),
        pytest.param(
            two_columns,
            {
                "sec_1": "\n".join(
                    f"De {column} kolom vertelt in haar alinea {count} iets nuttigs over fietsen en bellen."
                    for column in ("eerste", "tweede")
                    for count in range(4)
                )
            },
            id="two columns after each other",
        ),
        pytest.param(
            contents,
            {"sec_1": "Veilig fietsen.", "sec_2": "Wij bellen op tijd voor elke brug."},
            id="no table of contents",
        ),
        pytest.param(
            drawn_table,
            {
                "sec_1": "De eisen staan hieronder:\nOnderdeel | Eis\nBel | klinkt goed\nBel | blinkt mooi\n"
                "Rem | klinkt goed\nRem | blinkt mooi"
            },
            id="a drawn table over two pages, a cell for two rows",
        ),
        pytest.param(
            open_table,
            {
                "sec_1": "Post | Uitleg | Bedrag\nBellen | voor alle fietsen van de gemeente | 10\n"
                "Remmen | voor de rest | 20\nLampen | 30\nMeer geld is er niet."
            },
            id="a table without lines between its columns",
        ),
    ],
)
def test_a_paper_gives_its_sections(paper: Callable[[], Paper], expected: dict[str, str]) -> None:
    assert read_words(paper()) == expected


def test_a_section_knows_the_headings_it_lies_under() -> None:
    found = {part.eid: part.headings for part in read(NAME, sections().done(), "nl")}
    assert found["sec_2.1.3__sec_bruggen"] == ("2. Regels", "2.1 Algemeen", "2.1.3 Zorgplicht", "Bruggen")


def test_text_that_stands_on_its_side_is_no_part_of_the_text() -> None:
    paper = Paper().say("Een bel klinkt heel goed.")
    with paper.rotation(90, 300, 300):
        paper.put(300, 300, "CONCEPT", 30)
    assert read_words(paper) == {"sec_intro": "Een bel klinkt heel goed."}


@pytest.mark.parametrize(
    ("lines", "known", "expected"),
    [
        pytest.param(("de samen\ufffe", "werking"), set(), "de samenwerking", id="a parted word"),
        pytest.param(("een AI\ufffe", "systeem"), set(), "een AI-systeem", id="capitals keep their hyphen"),
        pytest.param(("netwerk-", "en fietspaden"), set(), "netwerk- en fietspaden", id="half a word and another"),
        pytest.param(("de privacy-", "eisen"), {"privacy-eisen"}, "de privacy-eisen", id="as it is written elsewhere"),
        pytest.param(("bel -", "of rem"), set(), "bel - of rem", id="a dash is no hyphen"),
    ],
)
def test_words_are_whole_again(lines: tuple[str, ...], known: set[str], expected: str) -> None:
    assert joined(lines, known) == expected


def law() -> Paper:
    paper = Paper().say(*[FULL] * 20).say("(1)", gap=-PITCH).say("Bellen is goed.", left=90).say("(2) Remmen is beter.")
    paper.say("HEBBEN DE VOLGENDE VERORDENING VASTGESTELD:").say("HOOFDSTUK I", left=220).say("DE FIETS", left=230)
    paper.say("Artikel 1", style="I", left=220).say("Bellen", style="B", left=225)
    paper.say("1.   Een fietser:").say("a)  belt:", left=80).say("i)  op bruggen;", left=100).say("b)  remt.", left=80)
    paper.say("2.   Dat doet hij op tijd.").say("Artikel 2", style="I", left=220).say("Wijziging", style="B", left=225)
    paper.say("1)  het volgende artikel wordt ingevoegd:").say("«Artikel 3", style="I", left=220)
    paper.say("1.   Wie stept, draagt een helm.»;", left=80).say(
        "2)  artikel 9 vervalt op … [datum].".replace("…", "[...]")
    )
    paper.sheet().say("Artikel 3", style="I", left=220).say("Slot", style="B", left=225)
    paper.say("Deze verordening treedt morgen in werking.").say("Gedaan te Fietsdorp,")
    paper.sheet().say("BIJLAGE I", style="I", left=220).say("SOORTEN BELLEN", style="B", left=200)
    return paper.say("1.   Handbellen").say("2.   Voetbellen")


def test_a_law_gives_its_recitals_articles_and_annexes() -> None:
    found = {part.eid: part for part in read(NAME, law().done(), "nl")}
    assert list(found) == [
        *("rec_1", "rec_2", "art_1", "art_1__para_1", "art_1__para_1__point_a", "art_1__para_1__point_a__point_i"),
        *("art_1__para_1__point_b", "art_1__para_2", "art_2", "art_2__point_1", "art_3"),
        *("annex_I", "annex_I__point_1", "annex_I__point_2"),
    ]
    assert found["art_1"].headings == ("HOOFDSTUK I DE FIETS", "Bellen")
    assert found["art_1__para_1"].words == "Een fietser:\na) belt:\ni) op bruggen;\nb) remt."
    assert found["art_3"].words == "Deze verordening treedt morgen in werking."
    assert found["annex_I"].headings == ("BIJLAGE I SOORTEN BELLEN",)


def scanned() -> bytes:
    paper = Paper()
    paper.rect(0, 0, 500, 700, style="F")
    return paper.put(LEFT, 680, "1").done()


def locked() -> bytes:
    paper = sections()
    paper.set_encryption("eigenaar", "lezer", encryption_method=EncryptionMethod.RC4)
    return paper.done()


def packed_twice() -> bytes:
    twice = zlib.compress(zlib.compress(bytes(2**20)))
    added = b"\n9 0 obj\n<< /Length %d >>\nstream\n%b\nendstream\nendobj\n%%%%EOF" % (len(twice), twice)
    return sections().done() + added


@pytest.mark.parametrize(
    ("content", "bound", "reason"),
    [
        pytest.param(scanned, {}, "no text layer", id="a scan"),
        pytest.param(locked, {}, "locked with a password", id="locked"),
        pytest.param(lambda: b"%PDF-1.7\nno more\n%%EOF", {}, "damaged or not a PDF", id="damaged"),
        pytest.param(lambda: sections().done()[:-200], {}, "ends in the middle", id="cut off"),
        pytest.param(packed_twice, {}, "packed data inside packed data", id="packed twice"),
        pytest.param(lambda: sections().done(), {"MOST_BYTES": 100}, "unpacks to more than", id="a bomb"),
        pytest.param(lambda: over_the_page().done(), {"MOST_PAGES": 2}, "it has 3 pages", id="too many pages"),
        pytest.param(lambda: sections().done(), {"MOST_CHARACTERS": 9}, "more than 9 characters", id="too full a page"),
        pytest.param(lambda: sections().done(), {"MOST_WORDS": 9}, "more than 9 words", id="too many words"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(
    content: Callable[[], bytes], bound: dict[str, int], reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, most in bound.items():
        monkeypatch.setattr(pdf_bounds if name == "MOST_BYTES" else pdf, name, most)
    with pytest.raises(CorpusError, match=reason) as caught:
        read(NAME, content(), "nl")
    assert str(caught.value).startswith(f"{NAME}: ")
    assert ". " not in str(caught.value)


@cache
def official(name: str) -> dict[str, Part]:
    found = read(name, (SHARED / "mirror" / name).read_bytes(), name.split(".")[1])
    assert len({part.eid for part in found}) == len(found)
    return {part.eid: part for part in found}


def squeezed(words: str) -> str:
    """Letters and figures only: two parsers may differ in spaces and punctuation."""
    return re.sub(r"[\W_]+", "", words).lower()


def reference(name: str, kind: str) -> Iterator[dict[str, str]]:
    """The units of that kind that another parser found."""
    rows = (SHARED / "reference" / name).read_text(encoding="utf-8").splitlines()
    return (unit for row in rows if (unit := json.loads(row))["kind"] == kind)


@needs_shared
def test_the_official_journal_says_the_same_as_pdf_and_as_web_page() -> None:
    page, paper = official("32022L2555.nl.html"), official("alternates/32022L2555.nl.pdf")
    assert list(paper) == list(page)
    assert {eid: squeezed(part.words) for eid, part in paper.items()} == {
        eid: squeezed(part.words) for eid, part in page.items()
    }
    assert {eid: part.headings for eid, part in paper.items()} == {eid: part.headings for eid, part in page.items()}


@needs_shared
def test_only_units_with_an_open_date_are_missing_before_signature() -> None:
    paper, page = official("PE-CONS-30-26.nl.pdf"), official("32026R1744.en.html")
    missing = {"rec_18", "art_1__point_19", "art_1__point_37__point_a", "art_1__point_40__point_c"}
    assert set(page) - set(paper) == missing | {"art_3__point_3__point_a"}
    # quoted points that `blocks.unquoted` takes for the act's own: their quotation mark stands before the number
    assert set(paper) - set(page) <= {"art_1__point_4__point_b__point_14b", "art_1__point_7__point_a__point_bb"}
    other = {f"rec_{unit['number']}": unit["text"] for unit in reference("ai-omnibus.nl.jsonl", "recital")}
    assert all(squeezed(paper[eid].words) == squeezed(words) for eid, words in other.items() if eid != "rec_18")


@needs_shared
@pytest.mark.parametrize(
    ("name", "other", "own"),
    [
        pytest.param("kst-36764-3.nl.pdf", "cbw-mvt-36764-3.nl.jsonl", 0.9, id="explanatory memorandum"),
        pytest.param("kst-36764-8.nl.pdf", "cbw-nnv-36764-8.nl.jsonl", 0.99, id="reply to the report"),
    ],
)
def test_nothing_is_lost_or_doubled(name: str, other: str, own: float) -> None:
    """`own`: how much of what we find the other parser has too; it drops small tables with the footnotes."""
    found = {eid: part for eid, part in official(name).items() if "__" not in eid and eid != "sec_notes"}
    ours = squeezed("".join(" ".join(part.headings[-1:]) + part.words for part in found.values()))
    units = [unit for unit in reference(other, "section") if unit["heading"] != "(vooraf)"]
    theirs = squeezed("".join(unit["heading"] + unit["text"] for unit in units))
    sentences = [squeezed(each) for unit in units for each in re.split(r"[.;:]\s", unit["text"]) if len(each) > 40]
    assert sum(each in ours for each in sentences) / len(sentences) > 0.99
    assert own <= len(theirs) / len(ours) < 1.01


@needs_shared
def test_known_sections_begin_with_their_own_words() -> None:
    found = official("kst-36764-3.nl.pdf")
    assert found["sec_2.4"].headings[-2:] == ("2. De NIS2-richtlijn", "2.4 Verhouding tot de DORA")
    assert found["sec_5.2.1"].headings[-1] == "5.2.1 Inleiding"
    assert found["sec_11"].words.split("\n")[1].startswith("Artikel 1, eerste en tweede lid | – | – | ")
    assert "sec_artikel-21" in found
    assert not [part.eid for part in found.values() if "vergaderjaar 2024–2025, 36 764, nr. 3" in part.words]


def test_a_line_is_told_from_a_footnote_by_its_mark() -> None:
    mark, word = (page_lines.Word(text, 0, 5, base, size, bold=False, italic=False, glued=False)
                  for text, base, size in (("1", 96, 5), ("Noot", 100, 10)))  # fmt: skip
    assert page_lines.Line([mark, word], 0).begins_note
    assert not page_lines.Line([word, mark], 0).begins_note
