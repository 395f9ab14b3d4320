"""The note as Markdown, with the footnotes of GitHub and Pandoc. Whatever is typed stays text."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.types import Answer, Language
from ui.export.note import Block, Piece, Section, note
from ui.words import word

TAGS = {"nl": "nl-NL", "en": "en-GB"}  # of the language, as programs know it
_SIGNS = re.compile(r"[\\`*_\[\]<>&|~$^#]")
_AT_START = re.compile(r"^(\d{1,9}|\[\^\d+\])(?=[.):])|^(?=[+=:-])")  # what would begin a list, a line or a footnote


def markdown_note(answers: Sequence[Answer], language: Language, made_on: date | None = None) -> str:
    """The note of at least one answer, ending in a line break. `made_on` is the day that it bears."""
    whole = note(answers, language, made_on)
    lines = ["---", f"lang: {TAGS[language]}", "---", "", f"# {escaped(whole.title)}", ""]
    lines += [f"- **{escaped(name)}:** {escaped(said)}" for name, said in whole.facts]
    for section in whole.sections:
        lines += ["", *_section(section)]
    if whole.sources:
        lines += ["", f"## {word('note.sources', language)}", "", *(f"- {escaped(each)}" for each in whole.sources)]
    lines += ["", f"## {word('note.about', language)}", "", escaped(" ".join(whole.made)), ""]
    for each in (each for section in whole.sections for each in section.footnotes):
        link = f" <{each.url}>" if each.url else ""
        code = f" (`{each.code}`)" if each.code else ""
        lines.append(f"[^{each.number}]: {escaped(each.text)}{link}{code}")
    return "\n".join(lines).rstrip() + "\n"


def escaped(text: str) -> str:
    """So that a reader of Markdown shows exactly this text."""
    return _guarded(_plain(text))


def _plain(text: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", text)


def _guarded(written: str) -> str:
    """A line that Markdown would take for the beginning of something else."""
    return _AT_START.sub(r"\1\\", written)


def _section(section: Section) -> Iterator[str]:
    yield from (f"## {escaped(section.heading)}", "", f"{escaped(section.question)}", "")
    yield from (f"- **{escaped(name)}:** {escaped(said)}" for name, said in section.facts)
    yield from (f"### {word('note.answer', section.language)}", "")
    if section.status:
        yield from (f"**{escaped(section.status)}.**", "")
    yield from _blocks(section.answer)
    if section.remarks:
        yield from (f"### {word('note.mind', section.language)}", "")
        for name, said in section.remarks:
            yield f"- **{escaped(name)}:** {escaped(said)}" if name else f"- {escaped(said)}"


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    """Points stand under one another; everything else has a blank line after it."""
    for block, after in zip(blocks, (*blocks[1:], None), strict=False):
        yield ("- " if block.is_point else "") + _guarded("".join(map(_piece, block.pieces)))
        if not (block.is_point and after and after.is_point):
            yield ""


def _piece(piece: Piece) -> str:
    if piece.note:
        return f"[^{piece.note}]"
    words = _plain(piece.text)
    return f"**{words}**" if piece.strong and words == words.strip() and words else words
