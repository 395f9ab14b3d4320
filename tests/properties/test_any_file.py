"""A file, whatever was done to it, is read or refused in a sentence; nothing else comes of it."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from fpdf import FPDF
from hypothesis import given
from hypothesis import strategies as st

from corpus.digests import FOLDER, read_digest_file
from corpus.errors import CorpusError
from corpus.readers import OWN, READERS, Part, read, read_own
from tests.properties.mangling import mangled, repacked

FIXTURES = Path(__file__).parents[1] / "fixtures"
TEXTS = {file.name: file.read_bytes() for file in sorted(FIXTURES.iterdir()) if file.is_file()}


def paper() -> bytes:
    """A PDF of two pages with a heading, paragraphs and a table."""
    made = FPDF()
    for page in range(2):
        made.add_page()
        made.set_font("Helvetica", "B", 14)
        made.text(20, 20, f"{page + 1}. Bewaren")
        made.set_font("Helvetica", "", 10)
        for line in range(12):
            made.text(20, 30 + 6 * line, f"De gemeente bewaart de ritgegevens {line} maanden (artikel {line}).")
        made.rect(20, 120, 60, 20)
    return bytes(made.output())


def letter() -> bytes:
    """A Word document with headings, a list, a table and a style."""
    made = docx.Document()
    made.add_heading("Beleid", 1)
    made.add_paragraph("De gemeente bewaart de ritgegevens zes maanden.")
    for point in ("bel", "licht"):
        made.add_paragraph(point, style="List Number")
    table = made.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Wie"
    out = BytesIO()
    made.save(out)
    return out.getvalue()


PAPER, LETTER = paper(), letter()


def read_or_refused(reading, name: str, content: bytes) -> None:
    said = ""
    try:
        assert all(isinstance(each, Part) and each.eid and each.words.strip() for each in reading(name, content, "nl"))
    except CorpusError as error:
        said = str(error)
    assert not said or (said.startswith(f"{name}: ") and said.endswith(".") and "\n" not in said and len(said) < 600)


@pytest.mark.parametrize("ending", READERS)
@given(content=st.binary(max_size=200))
def test_any_bytes_under_any_name(ending, content):
    read_or_refused(read, f"x.nl.{ending}", content)


@pytest.mark.parametrize("name", TEXTS)
@given(data=st.data())
def test_an_official_text_that_was_damaged(name, data):
    read_or_refused(read, name, data.draw(mangled(TEXTS[name])))


@pytest.mark.parametrize("name", [each for each in TEXTS if each.rpartition(".")[2] in OWN])
@given(data=st.data())
def test_a_document_of_the_organisation_that_was_damaged(name, data):
    read_or_refused(read_own, name, data.draw(mangled(TEXTS[name])))


@given(content=mangled(PAPER))
def test_a_pdf_that_was_damaged(content):
    read_or_refused(read, "x.nl.pdf", content)


@given(content=st.one_of(mangled(LETTER), repacked(LETTER)))
def test_a_word_document_that_was_damaged(content):
    read_or_refused(read, "x.nl.docx", content)


@given(data=st.data())
def test_a_digest_that_was_damaged(tmp_path, data):
    whole = (FOLDER / "dga.yaml").read_bytes()[:3000]
    file = tmp_path / "dga.yaml"
    file.write_bytes(data.draw(mangled(whole)))
    said = ""
    try:
        read_digest_file(file)
    except CorpusError as error:
        said = str(error)
    assert not said or said.startswith("dga.yaml")


def test_a_number_with_nothing_behind_it_is_no_part():
    whole = TEXTS["cycling-original.en.html"]
    found = {part.eid for part in read("x.en.html", whole, "en")}
    damaged = whole.replace(b'<td><p class="normal">Cyclists', b"<Cyclists")

    assert damaged != whole
    assert found - {part.eid for part in read("x.en.html", damaged, "en")} == {"rec_1"}
