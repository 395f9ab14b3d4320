"""Footnotes of a Word document. python-docx has none, so the part that holds them is written here (ECMA-376, 17.11).

A mark in the text is a real reference, which Word numbers; the second mark of the same footnote is a field that points
to the first, as Word itself does it.
"""

from typing import cast

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.package import Package
from docx.parts.story import StoryPart
from docx.shared import Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

MARK, TEXT = "footnote reference", "footnote text"  # Word's own names of the two styles
MARK_ID, TEXT_ID = "footnotereference", "footnotetext"  # and their ids: to look a style up takes milliseconds
_RULES = {-1: "separator", 0: "continuationSeparator"}  # the two lines above footnotes, by id
_EMPTY = (
    f"<w:footnotes {nsdecls('w', 'r')}>"
    + "".join(
        f'<w:footnote w:type="{kind}" w:id="{identity}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
        f'w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for identity, kind in _RULES.items()
    )
    + "</w:footnotes>"
)


class Footnotes:
    """The footnotes of one document. `write` each once; `mark` them as often as the text does."""

    def __init__(self, document: Document) -> None:
        package = cast("Package", document.part.package)
        root = parse_xml(_EMPTY)
        self.part = StoryPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, root, package)
        document.part.relate_to(self.part, RELATIONSHIP_TYPE.FOOTNOTES)
        self.marked: set[int] = set()
        _add_styles(document)
        _announce(document)

    def write(self, number: int) -> Paragraph:
        """The paragraph of this footnote, with its number in it."""
        footnote, paragraph = element("footnote", id=number), cast("CT_P", OxmlElement("w:p"))
        footnote.append(paragraph)
        self.part.element.append(footnote)
        written = Paragraph(paragraph, self.part)
        paragraph.style = TEXT_ID
        _run(written, MARK_ID)._r.append(element("footnoteRef"))  # python-docx has no door to it  # noqa: SLF001
        return written

    def mark(self, paragraph: Paragraph, number: int) -> None:
        """The number in the text: the footnote itself, or, from the second time on, a field that repeats it."""
        if number in self.marked:
            add_field(paragraph, f" NOTEREF _Note{number} \\f \\h ", str(number), MARK_ID)
            return
        self.marked.add(number)
        run = _run(paragraph, MARK_ID)
        run._r.append(element("footnoteReference", id=number))  # noqa: SLF001
        run._r.addprevious(element("bookmarkStart", id=number, name=f"_Note{number}"))  # noqa: SLF001
        run._r.addnext(element("bookmarkEnd", id=number))  # noqa: SLF001


def add_field(paragraph: Paragraph, instruction: str, shown: str, style: str | None = None) -> None:
    """A field: what Word works out, and what is shown until it does; `style` is the id of one."""

    def run(inside: BaseOxmlElement | str) -> Run:
        made = _run(paragraph, style, inside if isinstance(inside, str) else "")
        if not isinstance(inside, str):
            made._r.append(inside)  # noqa: SLF001
        return made

    words = element("instrText")
    words.text = instruction
    words.set(qn("xml:space"), "preserve")
    for part in (element("fldChar", fldCharType="begin"), words, element("fldChar", fldCharType="separate"), shown):
        run(part)
    run(element("fldChar", fldCharType="end"))


def add_link(paragraph: Paragraph, url: str, style: str) -> None:
    """The address itself as a link; `style` is the id of one."""
    identity = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    run, link = _run(paragraph, style, url), OxmlElement("w:hyperlink")
    link.set(qn("r:id"), identity)
    run._r.addprevious(link)  # noqa: SLF001
    link.append(run._r)  # noqa: SLF001


def _run(paragraph: Paragraph, style: str | None, text: str = "") -> Run:
    made = paragraph.add_run(text)
    made._r.style = style  # noqa: SLF001
    return made


def element(name: str, /, **attributes: object) -> BaseOxmlElement:
    """`<w:name w:attribute="…"/>`."""
    made = cast("BaseOxmlElement", OxmlElement(f"w:{name}"))
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def _add_styles(document: Document) -> None:
    mark = document.styles.add_style(MARK, WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript = True
    text = cast("ParagraphStyle", document.styles.add_style(TEXT, WD_STYLE_TYPE.PARAGRAPH))
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(9)
    text.paragraph_format.space_after = Pt(3)
    text.paragraph_format.line_spacing = 1.0


def _announce(document: Document) -> None:
    """The settings name the two lines; the schema wants that before the block of compatibility."""
    told = element("footnotePr")
    for identity in _RULES:
        told.append(element("footnote", id=identity))
    document.settings.element.find(qn("w:compat")).addprevious(told)
