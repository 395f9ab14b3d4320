"""The note that a reader takes away, read back from the file that was made."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from assistant.types import Outcome
from ui.export import markdown_note, word_note

TODAY = date(2026, 11, 26)
HOSTILE = '=HYPERLINK("http://x") \x00\x0b\ud800 <w:p> ]]> &amp; \u202eomgekeerd\u202c **[1] `x` $y$ [a](javascript:alert(1)) # \uffff'


def parts(held):
    """The parts of a Word file that are XML, read; so all of them can be read."""
    with ZipFile(BytesIO(held)) as package:
        return {
            name: etree.fromstring(package.read(name))
            for name in package.namelist()
            if name.endswith((".xml", ".rels"))
        }


def text(element):
    return "".join(element.itertext(qn("w:t")))


def footnotes(held):
    """{id: its words} of the footnotes, without the two rules above them."""
    root = parts(held)["word/footnotes.xml"]
    return {int(each.get(qn("w:id"))): text(each) for each in root if not each.get(qn("w:type"))}


@pytest.fixture(scope="module")
def both(answers):
    return (answers.answered, replace(answers.answered, id="three", question="En daarna?"), answers.nothing_found)


def test_the_word_note_says_what_the_answer_says(answers):
    document = docx.Document(BytesIO(word_note((answers.answered,), "nl", TODAY)))
    lines = [each.text for each in document.paragraphs]
    headings = [each.text for each in document.paragraphs if each.style.name.startswith("Heading")]

    assert headings == ["Vraag", "Antwoord", "Let op", "Gebruikte bronnen", "Hoe deze notitie is gemaakt"]
    assert lines[0] == "Notitie: Hoe lang <script>alert(1)</script>?"
    for sentence in (
        "Opgesteld op: 26 november 2026",
        "Peildatum: 23 november 2026",
        "Deels beantwoord.",
        "Nog niet van toepassing: Pas vanaf 2 december 2027.",
        "2 zinnen weggehaald, omdat geen bron die zinnen droeg.",
        "Verordening (EU) 2024/1689. EU-verordening, versie van 27 juli 2026.",
    ):
        assert sentence in lines
    assert "Er is geen taalmodel gebruikt. Er kunnen fouten in staan." in lines[-1]


def test_a_reader_with_a_screen_reader_gets_title_and_language(answers):
    held = word_note((answers.answered,), "nl")
    document = docx.Document(BytesIO(held))

    assert document.core_properties.title == "Notitie: Hoe lang <script>alert(1)</script>?"
    assert document.core_properties.language == "nl-NL"
    assert document.core_properties.author == "Beleidswijzer"
    assert {each.get(qn("w:val")) for each in parts(held)["word/styles.xml"].iter(qn("w:lang"))} == {"nl-NL"}


def test_an_answer_in_another_language_is_marked_as_such(answers):
    held = word_note((replace(answers.answered, language="en"),), "nl")

    marked = {
        text(run)
        for run in parts(held)["word/document.xml"].iter(qn("w:r"))
        if run.find(f"{qn('w:rPr')}/{qn('w:lang')}") is not None
    }
    assert {"Answer", "maanden", "Partly answered."} <= marked
    assert "Gebruikte bronnen" not in marked


def test_footnotes_are_footnotes_of_word(answers):
    held = word_note((answers.answered,), "nl")
    document = parts(held)["word/document.xml"]
    written = footnotes(held)

    assert [int(each.get(qn("w:id"))) for each in document.iter(qn("w:footnoteReference"))] == [1, 2] == list(written)
    assert "AI-verordening, artikel 26, lid 6. Verordening (EU) 2024/1689, versie van 27 juli 2026." in written[1]
    assert "Geldt vanaf 2 december 2027. Officiële tekst: “De logs worden bewaard <b>& gedurende</b>" in written[1]
    assert "Samengevat in onze eigen woorden" in written[2]
    assert "javascript" not in etree.tostring(parts(held)["word/_rels/footnotes.xml.rels"]).decode()
    styles = {each.get(qn("w:styleId")) for each in parts(held)["word/styles.xml"].iter(qn("w:style"))}
    used = {
        each.get(qn("w:val"))
        for root in (document, parts(held)["word/footnotes.xml"])
        for each in root.iter(qn("w:rStyle"), qn("w:pStyle"))
    }
    assert used <= styles


def test_the_second_mark_of_a_footnote_points_to_the_first(answers):
    document = parts(word_note((answers.answered,), "nl"))["word/document.xml"]

    fields = [each.text.split()[1] for each in document.iter(qn("w:instrText")) if "NOTEREF" in each.text]
    places = {each.get(qn("w:name")) for each in document.iter(qn("w:bookmarkStart"))}
    assert fields == ["_Note1"]
    assert set(fields) <= places


def test_the_parts_of_the_file_know_of_each_other(answers):
    held = parts(word_note((answers.answered,), "nl"))

    relations = held["word/_rels/document.xml.rels"]
    assert sum(each.get("Target") == "footnotes.xml" for each in relations) == 1
    assert any(each.get("PartName") == "/word/footnotes.xml" for each in held["[Content_Types].xml"])
    links = [each.get(qn("r:id")) for each in held["word/footnotes.xml"].iter(qn("w:hyperlink"))]
    targets = {each.get("Id"): each.get("Target") for each in held["word/_rels/footnotes.xml.rels"]}
    assert [targets[each] for each in links] == ["https://eur-lex.europa.eu/eli/reg/2024/1689#art_26"]
    settings = [etree.QName(each).localname for each in held["word/settings.xml"]]
    assert settings.index("footnotePr") == settings.index("compat") - 1


def test_several_exchanges_are_sections_with_footnotes_numbered_through(both):
    held = word_note(both, "nl")
    document = docx.Document(BytesIO(held))

    assert [each.text for each in document.paragraphs if each.style.name == "Heading 1"][:3] == [
        "Vraag 1",
        "Vraag 2",
        "Vraag 3",
    ]
    assert list(footnotes(held)) == [1, 2, 3, 4]
    assert re.findall(r"(?<!\n)\[\^(\d)\]", markdown_note(both, "nl")) == ["1", "2", "1", "3", "4", "3"]


def test_no_text_from_outside_breaks_a_file(answers):
    law = replace(
        answers.law, label=HOSTILE, source_title=HOSTILE, quote=HOSTILE * 200, edition=HOSTILE, url="http://[x"
    )
    hostile = replace(
        answers.answered, question=HOSTILE, text=f"{HOSTILE} [1]\n- {HOSTILE}", citations=(law,), model=HOSTILE
    )
    held = word_note((hostile,), "nl")

    document = docx.Document(BytesIO(held))
    whole = "\n".join(each.text for each in document.paragraphs)
    assert '=HYPERLINK("http://x") <w:p> ]]> &amp; omgekeerd' in whole
    assert "=HYPERLINK" in footnotes(held)[1]
    assert not re.search("[\x00-\x08\x0b\ud800-\udfff\u202a-\u202e\uffff]", whole + markdown_note((hostile,), "nl"))


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_ending_makes_a_note(answers, outcome):
    empty = replace(answers.nothing_found, outcome=outcome, text="", question="", notices=())

    assert docx.Document(BytesIO(word_note((empty,), "en"))).paragraphs
    assert markdown_note((empty,), "en").startswith("---")
