"""The note as a Word document: headings, real footnotes, a language and a title, so that everyone can read it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import cast

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from assistant.types import Answer, Language
from ui.export.footnotes import Footnotes, add_field, add_link, element
from ui.export.markdown import TAGS
from ui.export.note import Block, Note, Section, note
from ui.export.reference import Footnote
from ui.words import word

FONT = "Calibri"
INK, QUIET = RGBColor(0x15, 0x42, 0x73), RGBColor(0x4F, 0x5B, 0x68)  # as on the screen: accent and muted
LINK, POINT = "Hyperlink", "ListBullet"  # the ids of two styles
SIZES = {"Title": 22, "Heading 1": 15, "Heading 2": 12.5}  # points


def word_note(answers: Sequence[Answer], language: Language, made_on: date | None = None) -> bytes:
    """The note of at least one answer, as the bytes of a .docx. `made_on` is the day that it bears."""
    whole = note(answers, language, made_on)
    document = docx.Document()
    _describe(document, whole)
    _set_look(document, language)
    footnotes = Footnotes(document)
    document.add_paragraph(whole.title, "Title")
    for name, said in whole.facts:
        _fact(document, name, said)
    for section in whole.sections:
        _section(document, section, footnotes, whole.language)
    _ending(document, whole)
    held = BytesIO()
    document.save(held)
    return held.getvalue()


def _describe(document: Document, whole: Note) -> None:
    """What a screen reader and an archive read first."""
    about = document.core_properties
    about.title, about.language = whole.title, TAGS[whole.language]
    about.author = about.last_modified_by = word("page.name", whole.language)
    about.comments, about.created, about.modified = "", *[datetime.now(UTC).replace(tzinfo=None)] * 2


def _set_look(document: Document, language: Language) -> None:
    styles, page = document.styles, document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2.5)
    for tongue in styles.element.iter(qn("w:lang")):
        tongue.set(qn("w:val"), TAGS[language])
    normal = cast("ParagraphStyle", styles["Normal"])
    normal.font.name, normal.font.size = FONT, Pt(11)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(7), 1.15
    for name, size in SIZES.items():
        _set_heading(cast("ParagraphStyle", styles[name]), size)
    link = styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = INK, True
    foot = page.footer.paragraphs[0]
    foot.add_run(f"{word('note.footer', language)} ")
    add_field(foot, " PAGE ", "1")
    for run in foot.runs:
        run.font.size, run.font.color.rgb = Pt(9), QUIET


def _set_heading(style: ParagraphStyle, size: float) -> None:
    """In the font of the text: a theme would bring another one back."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), INK
    style.paragraph_format.keep_with_next = True
    if style.name == "Title":
        style.paragraph_format.space_after = Pt(12)
        for line in style.element.iter(qn("w:pBdr")):
            line.getparent().remove(line)
    else:
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(16), Pt(4)


def _section(document: Document, section: Section, footnotes: Footnotes, language: Language) -> None:
    """Its own language is set on each run where it is another one than that of the note."""
    tongue = "" if section.language == language else TAGS[section.language]
    document.add_heading(section.heading, 1)
    _say(document.add_paragraph(), section.question, tongue, strong=True)
    for name, said in section.facts:
        _fact(document, name, said)
    _say(document.add_heading("", 2), word("note.answer", section.language), tongue)
    if section.status:
        _say(document.add_paragraph(), f"{section.status}.", tongue, strong=True)
    for block in section.answer:
        _block(document, block, footnotes, tongue)
    if section.remarks:
        _say(document.add_heading("", 2), word("note.mind", section.language), tongue)
    for name, said in section.remarks:
        remark = _point(document)
        if name:
            _say(remark, f"{name}: ", tongue, strong=True)
        _say(remark, said, tongue)
    for each in section.footnotes:
        _footnote(footnotes.write(each.number), each, tongue)


def _ending(document: Document, whole: Note) -> None:
    if whole.sources:
        document.add_heading(word("note.sources", whole.language), 1)
    for each in whole.sources:
        _point(document).add_run(each)
    document.add_heading(word("note.about", whole.language), 1)
    document.add_paragraph(" ".join(whole.made))


def _fact(document: Document, name: str, said: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(2)
    _say(paragraph, f"{name}: ", strong=True)
    _say(paragraph, said)


def _point(document: Document) -> Paragraph:
    """By the id of its style: python-docx reads all styles to find a name."""
    paragraph = document.add_paragraph()
    paragraph._p.style = POINT  # noqa: SLF001
    return paragraph


def _block(document: Document, block: Block, footnotes: Footnotes, tongue: str) -> None:
    paragraph = _point(document) if block.is_point else document.add_paragraph()
    for piece in block.pieces:
        if piece.note:
            footnotes.mark(paragraph, piece.note)
        else:
            _say(paragraph, piece.text, tongue, strong=piece.strong)


def _footnote(paragraph: Paragraph, each: Footnote, tongue: str) -> None:
    _say(paragraph, f" {each.text}", tongue)
    if each.url:
        _say(paragraph, " ")
        add_link(paragraph, each.url, LINK)
    if each.code:
        _say(paragraph, f" ({each.code})")


def _say(paragraph: Paragraph, text: str, tongue: str = "", *, strong: bool = False) -> None:
    if not text:
        return
    run = paragraph.add_run(text)
    run.bold = strong or None
    if tongue:
        run._r.get_or_add_rPr().append(element("lang", val=tongue))  # python-docx has no door to it  # noqa: SLF001
