"""The reference that our readers are held against: texts as another parser cut them, under the ids that we would give.

A file is JSON lines with kind, number and text. Its points are also contained in the paragraph that they belong to.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import CorpusError
from corpus.readers.annexes import section_name
from corpus.readers.blocks import item_eid
from corpus.readers.markdown import read_markdown
from corpus.readers.numbers import leading, number

# The file names in a mirror begin with an identifier, those of the reference with a short name.
REFERENCES = {
    "02014R0910-20241018": "eidas-20241018",
    "02022L2555-20221227": "nis2-20221227",
    "02024R1689-20240712": "aiact-20240712",
    "02024R1689-20260727": "aiact-20260727",
    "32016R0679": "gdpr",
    "32022L2555": "nis2",
    "32022L2557": "cer",
    "32022R0868": "dga",
    "32022R2554": "dora",
    "32023R2854": "dataact",
    "32024R1183": "eidas2",
    "32024R1689": "aiact",
    "32024R2690": "cir-2024-2690",
    "32024R2847": "cra",
    "32026R1744": "ai-omnibus",
    "PE-CONS-30-26": "ai-omnibus",
    "algoritmekader": "algoritmekader",
    "bio2": "bio2",
    "kst-36764-3": "cbw-mvt-36764-3",
    "kst-36764-8": "cbw-nnv-36764-8",
}
ASIDE = frozenset({"title", "citations", "final_provision", "footnote"})  # no provisions: nothing of ours is one
LOOSE = frozenset({"page", "section", "toc"})  # of a paper: they do not say what they lie in
MARKED = frozenset({"point", "annex_point"})  # their words begin with their own marker
NESTED = re.compile(r"([^()]+)((?:\([^()]+\))*)")


@dataclass(frozen=True, slots=True)
class Unit:
    """One line of a reference file."""

    top: str  # the recital, article, annex or page that it lies in
    eid: str  # "" where its number is not one that can be cited
    words: str
    title: bool = False  # a heading: we keep it with what stands under it
    repeated: bool = False  # its words stand in another unit as well


def read_units(file: Path) -> tuple[Unit, ...]:
    """The provisions of a reference file in their order. Raises CorpusError where the file is not such a file."""
    try:
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        return tuple(_units(rows))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorpusError(f"{file} is not a file of reference units; give another folder: {error}.") from error


def _units(rows: list[dict[str, str]]) -> Iterator[Unit]:
    paragraphs = {row["number"] for row in rows if row["kind"] == "paragraph"}
    counted, labels = Counter[str](), list[str]()
    for row in rows:
        kind, words = row["kind"], row["text"]
        if kind in ASIDE or "frontmatter" in row.get("section", ""):
            continue
        if kind == "annex" and "\n" in words:
            kind = "annex_text"  # not its title but the whole of it
        if "path" in row:
            yield Unit(row["path"].removeprefix("docs/"), "", _page_words(words))
        elif kind in LOOSE:
            yield Unit("", "", words)
        elif not (kind.startswith(("annex", "table")) or "," in row["number"]):
            yield _provision(kind, row["number"], words, paragraphs)
        else:
            yield _annex_unit(kind, row["number"], words, counted, labels)


def _provision(kind: str, printed: str, words: str, paragraphs: set[str]) -> Unit:
    """Of a recital or an article: "26(11)(a)" is a point of paragraph 11, "3(1)" a point where 3 has no paragraphs."""
    found = NESTED.fullmatch(printed)
    if kind == "recital" or found is None:
        return Unit(f"rec_{number(printed)}", f"rec_{number(printed)}", words)
    top = eid = f"art_{number(found[1])}"
    above = found[1]
    for place, piece in enumerate(re.findall(r"\(([^()]+)\)", found[2])):
        above += f"({piece})"
        name = "para" if place == 0 and above in paragraphs else "point"
        eid = item_eid(eid, f"{name}_{number(piece) or piece}")
    return Unit(top, eid, leading(words)[1] if kind in MARKED else words, repeated=kind == "point")


def _annex_unit(kind: str, printed: str, words: str, counted: Counter[str], labels: list[str]) -> Unit:
    """Of an annex: "Annex I, Section A, 2(a)"; a row is counted through the whole annex and loses its column names."""
    name, *pieces = printed.split(", ")
    top = eid = f"annex_{[*name.split(' '), '1'][1]}"
    if kind == "table_header":
        labels[:] = filter(None, re.split(r"\s*\|\s*", words))
    if kind == "table_row":
        counted[top] += 1
        cells = (re.sub(rf"^(?:{'|'.join(map(re.escape, labels))}): ", "", cell) for cell in words.split(" | "))
        return Unit(top, f"{top}__row_{counted[top]}", " | ".join(cells))
    if kind in {"annex", "annex_text", "table_header"}:
        return Unit(top, "", words, title=kind == "annex")
    for piece in pieces:
        if section := section_name(piece):
            eid = f"{eid}__{section}"
            continue
        for count in re.findall(r"[^()]+", piece):
            eid = item_eid(eid, f"point_{number(count) or count}")
    said = leading(words)[1] if kind in MARKED else words
    return Unit(top, eid, said, title=kind == "annex_heading", repeated=kind == "point")


def _page_words(markdown: str) -> str:
    """A section of a page as our reader says it: the reference keeps the marks of Markdown."""
    return "\n".join(part.words for part in read_markdown(f"# x\n\n{markdown}".encode(), "nl"))
