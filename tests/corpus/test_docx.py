"""Word documents give their sections or articles: on documents that the test writes."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from corpus.errors import CorpusError
from corpus.readers import read
from corpus.readers.docx_numbers import Numbers

NAME = "beleid.nl.docx"
NUMBERING = f"""<w:numbering {nsdecls("w")}>
  <w:abstractNum w:abstractNumId="1">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
    <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%3)"/></w:lvl>
  </w:abstractNum>
  <w:abstractNum w:abstractNumId="2">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl>
    <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
  </w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
  <w:num w:numId="3"><w:abstractNumId w:val="2"/>
    <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


def listed(paragraph: Any, number: int, depth: int = 0) -> None:
    """Makes Word count the paragraph in a list."""
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def written(document: Any) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def with_file(content: bytes, name: str, added: bytes) -> bytes:
    """The archive with one file more, or with another one in its place."""
    file = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, added)
    return file.getvalue()


def numbered(document: Any) -> bytes:
    """With the lists of NUMBERING."""
    return with_file(written(document), "word/numbering.xml", NUMBERING.encode())


def read_words(content: bytes) -> dict[str, str]:
    return {part.eid: part.words for part in read(NAME, content, "nl")}


def styled() -> bytes:
    document = docx.Document()
    document.add_paragraph("Fietsbeleid", style="Title")
    document.add_paragraph("Wij fietsen.")
    document.add_heading("Regels", 1)
    document.add_heading("Bellen", 2)
    document.add_paragraph("Wie fietst, belt.")
    document.add_heading("Lampen", 2)
    document.add_paragraph("Wie fietst, brandt licht.")
    document.add_heading("Bellen", 1)
    document.add_paragraph("Ook hier.")
    return written(document)


def bold_lines() -> bytes:
    document = docx.Document()
    for title, text in (("Doel", "Wij willen veilig fietsen."), ("Middel", "Wij kopen bellen.")):
        document.add_paragraph().add_run(title).bold = True
        document.add_paragraph(text)
    document.add_paragraph().add_run("Een vette zin is geen kop.").bold = True
    return written(document)


def counted() -> bytes:
    document = docx.Document()
    for text, depth in (("Inleiding", 0), ("Regels", 0), ("Bellen", 1), ("Zorgplicht", 1)):
        listed(document.add_heading(text, depth + 1), 1, depth)
        document.add_paragraph(f"Over {text.lower()}.")
    for text, number, depth in (("bel;", 2, 0), ("rem:", 2, 0), ("achter;", 2, 1), ("opnieuw.", 3, 0)):
        listed(document.add_paragraph(text), number, depth)
    return numbered(document)


def tabled() -> bytes:
    document = docx.Document()
    table = document.add_table(rows=3, cols=2)
    for row, cells in zip(table.rows, (("Onderdeel", "Eis"), ("Bel", "klinkt"), ("", "blinkt")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    document.add_table(rows=1, cols=1).cell(0, 0).text = "In een kader."
    return written(document)


def changed() -> bytes:
    document = docx.Document()
    paragraph = document.add_paragraph("Een fietser ")
    for tag, text, kind in (("w:del", "zingt", "w:delText"), ("w:ins", "belt", "w:t")):
        change, run, word = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(kind)
        word.text = text
        run.append(word)
        change.append(run)
        paragraph._p.append(change)
    run = paragraph.add_run()
    run.add_text(" op")
    run.add_break()
    run.add_text("tijd.")
    return written(document)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            styled,
            {
                "sec_intro": "Fietsbeleid\nWij fietsen.",
                "sec_bellen": "Wie fietst, belt.",
                "sec_lampen": "Wie fietst, brandt licht.",
                "sec_bellen_2": "Ook hier.",
            },
            id="headings by their style",
        ),
        pytest.param(
            bold_lines,
            {"sec_doel": "Wij willen veilig fietsen.", "sec_middel": "Wij kopen bellen.\nEen vette zin is geen kop."},
            id="bold short lines where no style says it",
        ),
        pytest.param(
            counted,
            {
                "sec_1": "Over inleiding.",
                "sec_2": "Over regels.",
                "sec_2.1": "Over bellen.",
                "sec_2.2": "Over zorgplicht.\na) bel;\nb) rem:\n• achter;\na) opnieuw.",
            },
            id="numbers that Word counts",
        ),
        pytest.param(
            tabled,
            {"sec_intro": "Onderdeel | Eis\nBel | klinkt\nBel | blinkt\nIn een kader."},
            id="rows of a table, a cell for two of them, and a frame",
        ),
        pytest.param(changed, {"sec_intro": "Een fietser belt op tijd."}, id="insertions count, deletions do not"),
    ],
)
def test_a_document_gives_its_sections(content: Callable[[], bytes], expected: dict[str, str]) -> None:
    assert read_words(content()) == expected


def test_a_section_knows_the_headings_it_lies_under() -> None:
    found = {part.eid: part.headings for part in read(NAME, styled(), "nl")}
    assert found["sec_lampen"] == ("Regels", "Lampen")
    assert found["sec_bellen_2"] == ("Bellen",)


FOOTNOTES = f"""<w:footnotes {nsdecls("w")}>
  <w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>-</w:t></w:r></w:p></w:footnote>
  <w:footnote w:id="1"><w:p><w:r><w:t>Van koper.</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""


def test_footnotes_stand_apart_from_the_text() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Een bel")
    mark = OxmlElement("w:footnoteReference")
    mark.set(qn("w:id"), "1")
    paragraph.add_run()._r.append(mark)
    paragraph.add_run(" klinkt.")
    content = with_file(written(document), "word/footnotes.xml", FOOTNOTES.encode())
    with ZipFile(BytesIO(content)) as archive:
        links = archive.read("word/_rels/document.xml.rels").decode()
        kinds = archive.read("[Content_Types].xml").decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    links = links.replace("</Rel", f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Rel', 1)
    content = with_file(content, "word/_rels/document.xml.rels", links.encode())
    content = with_file(content, "[Content_Types].xml", kinds.encode())
    assert read_words(content) == {"sec_intro": "Een bel klinkt.", "sec_notes": "1 Van koper."}


def test_a_table_of_contents_is_left_out() -> None:
    document = docx.Document()
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("Doel 1", style="toc 1")
    document.add_heading("Doel", 1)
    document.add_paragraph("Bellen.")
    assert read_words(written(document)) == {"sec_doel": "Bellen."}


def test_a_law_gives_its_recitals_and_articles() -> None:
    document = docx.Document()
    document.add_paragraph("(1) Bellen is goed.")
    document.add_paragraph("HEBBEN DE VOLGENDE VERORDENING VASTGESTELD:")
    document.add_paragraph().add_run("Artikel 1").italic = True
    document.add_paragraph().add_run("Bellen").bold = True
    for text, left in (("1. Een fietser:", 0), ("a) belt;", 20), ("b) remt.", 20), ("2. Hij zingt niet.", 0)):
        document.add_paragraph(text).paragraph_format.left_indent = Pt(left)
    found = {part.eid: part for part in read(NAME, written(document), "nl")}
    assert list(found) == [
        *("rec_1", "art_1", "art_1__para_1", "art_1__para_1__point_a", "art_1__para_1__point_b", "art_1__para_2")
    ]
    assert found["art_1__para_1"].words == "Een fietser:\na) belt;\nb) remt."
    assert found["art_1"].headings == ("Bellen",)


PLAIN = styled()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"\xd0\xcf\x11\xe0" + b"x" * 100, "locked with a password", id="locked"),
        pytest.param(b"PK no archive", "damaged or not a Word document", id="no archive"),
        pytest.param(PLAIN[: len(PLAIN) // 2], "damaged or not a Word document", id="half a file"),
        pytest.param(with_file(PLAIN, "word/document.xml", b"<w:document"), "damaged", id="broken markup"),
        pytest.param(
            with_file(PLAIN, "word/document.xml", b"<a>" * 5000 + b"</a>" * 5000), "damaged", id="nested too deep"
        ),
        pytest.param(with_file(PLAIN, "word/more.xml", bytes(65 * 2**20)), "unpacks to more than", id="a bomb"),
        pytest.param(written(docx.Document()), "no text", id="an empty document"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(content: bytes, reason: str) -> None:
    with pytest.raises(CorpusError, match=reason) as caught:
        read(NAME, content, "nl")
    assert str(caught.value).startswith(f"{NAME}: it ")
    assert ". " not in str(caught.value)


@pytest.mark.parametrize(
    ("format", "number", "expected"),
    [
        pytest.param("decimal", 12, "12", id="figures"),
        pytest.param("lowerLetter", 28, "bb", id="letters beyond z"),
        pytest.param("upperRoman", 49, "XLIX", id="Roman"),
    ],
)
def test_lists_count_as_word_does(format: str, number: int, expected: str) -> None:  # noqa: A002
    numbering = NUMBERING.replace('"decimal"/><w:lvlText w:val="%1."', f'"{format}"/><w:lvlText w:val="%1"')
    numbers = Numbers.of(parse_xml(numbering))
    assert [numbers.marker("1", 0) for _ in range(number)][-1] == expected
