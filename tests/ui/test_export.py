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

from assistant.types import Citation, Outcome
from ui.export import markdown_note, word_note
from ui.export.naming import file_name
from ui.export.reference import jci
from ui.plain import address

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


def test_days_that_differ_stand_with_their_own_question(answers):
    later = replace(answers.nothing_found, as_of=date(2027, 12, 31))

    together, alone = markdown_note((answers.answered, later), "nl"), markdown_note((later,), "nl")
    assert "- **Peildatum:** 23 november 2026, 31 december 2027" in together
    assert together.count("Peildatum") == 3
    assert alone.count("Peildatum") == 1


def test_a_source_without_a_mark_is_not_lost(answers):
    said = markdown_note((replace(answers.answered, text="Zes maanden [1]."),), "nl")

    assert "Zie ook: Brief, logs[^2]" in said
    assert "\n[^2]: Brief, logs." in said


def test_a_model_is_named(answers):
    said = markdown_note((replace(answers.answered, model="openai:gpt_x", language="en"),), "en")

    assert r"Language model openai:gpt\_x wrote the text" in said
    assert said.startswith("---\nlang: en-GB\n---\n\n# Note: ")


def test_what_was_typed_stays_text_in_markdown(answers):
    said = markdown_note((answers.answered,), "nl")

    assert r"Hoe lang \<script\>alert(1)\</script\>?" in said
    assert r"Daarna \<img src=x\>[^2]:" in said
    assert "Zes **maanden**[^1]." in said
    assert "- een[^1];\n- twee \\[7\\]." in said


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        pytest.param("# Kop", r"\# Kop", id="a_heading"),
        pytest.param("1. een", r"1\. een", id="a_list"),
        pytest.param("--- \n# x", r"\--- \# x", id="a_rule_and_a_heading"),
        pytest.param("a_b *c* `d`", r"a\_b \*c\* \`d\`", id="signs"),
        pytest.param("[x](http://y)", r"\[x\](http://y)", id="a_link"),
        pytest.param("==> x", r"\==\> x", id="an_underline"),
        pytest.param("over C#", r"over C\#", id="the_end_of_a_heading"),
    ],
)
def test_no_question_becomes_markdown(answers, typed, written):
    assert f"\n{written}\n" in markdown_note((replace(answers.nothing_found, question=typed),), "nl")


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


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://eur-lex.europa.eu/eli/reg/2024/1689#art_26", "https://eur-lex.europa.eu/eli/reg/2024/1689#art_26"),
        ("https://x.nl/een woord><", "https://x.nl/een%20woord%3E%3C"),
        ("https://x.nl/a\n\n# b", "https://x.nl/a%20#%20b"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_only_addresses_of_the_web_become_links(url, safe):
    assert address(url) == safe


@pytest.mark.parametrize(
    ("provision", "url", "code"),
    [
        pytest.param("cbw/art_25__para_1", "https://wetten.overheid.nl/BWBR0052872#Artikel25", "jci1.3:c:BWBR0052872&artikel=25&lid=1&g=2026-11-23", id="article_and_paragraph"),
        pytest.param("cbw/topic_x", "https://wetten.overheid.nl/BWBR0052872", "jci1.3:c:BWBR0052872&g=2026-11-23", id="whole_act"),
        pytest.param("ai-act/art_26", "https://eur-lex.europa.eu/eli/reg/2024/1689", "", id="european"),
    ],
)  # fmt: skip
def test_a_dutch_text_gets_its_juriconnect_reference(answers, provision, url, code):
    citation = replace(answers.law, provision=provision, url=url)

    assert jci(citation, date(2026, 11, 23)) == code


def test_a_text_that_is_not_in_force_yet_is_referred_to_as_it_will_be(answers):
    citation: Citation = replace(answers.law, url="https://wetten.overheid.nl/BWBR0052872", valid_from=date(2027, 1, 1))

    assert jci(citation, date(2026, 11, 23)).endswith("&g=2027-01-01")


@pytest.mark.parametrize(
    ("question", "language", "name"),
    [
        ("Hoe lang moeten we de logs bewaren?", "nl", "notitie-2026-11-26-logs-bewaren.docx"),
        ("How long must we keep logs?", "en", "note-2026-11-26-keep-logs.docx"),
        ("../../etc/passwd\r\nX: y", "nl", "notitie-2026-11-26-etc-passwd-x-y.docx"),
        ("Één coördinator; voor NIS2", "nl", "notitie-2026-11-26-coordinator-nis2.docx"),
        ("?", "nl", "notitie-2026-11-26.docx"),
        ("a" * 500, "nl", "notitie-2026-11-26.docx"),
    ],
)
def test_the_file_has_a_name_that_says_what_it_is(answers, question, language, name):
    answer = replace(answers.nothing_found, question=question, language=language)

    assert file_name(answer, TODAY, "docx", language) == name
