"""The readers of official texts: from the content of a file to its citable parts."""

from corpus.errors import CorpusError
from corpus.readers.docx import read_docx
from corpus.readers.eurlex import read_eurlex
from corpus.readers.lines import read_lines
from corpus.readers.markdown import read_markdown
from corpus.readers.part import Part, Reader
from corpus.readers.pdf import read_pdf
from corpus.readers.webpage import read_webpage
from corpus.readers.xml import read_xml

__all__ = ["OWN", "READERS", "Part", "Reader", "read", "read_own"]

READERS: dict[str, Reader] = {
    "html": read_eurlex,
    "xml": read_xml,
    "jsonl": read_lines,
    "md": read_markdown,
    "pdf": read_pdf,
    "docx": read_docx,
}
OWN: dict[str, Reader] = {each: READERS[each] for each in ("pdf", "docx", "md") if each in READERS} | {
    "html": read_webpage,
    "htm": read_webpage,
}
MOST_BYTES = 64 * 2**20  # before it is unpacked or parsed


def read(name: str, content: bytes, language: str) -> tuple[Part, ...]:
    """The parts of the official text in the file of that name. Raises CorpusError where it cannot be used as it is."""
    return _read(name, content, language, READERS, "fetch it again with python -m corpus fetch")


def read_own(name: str, content: bytes, language: str) -> tuple[Part, ...]:
    """The parts of a document of the organisation itself. Raises CorpusError where it cannot be used as it is."""
    return _read(name, content, language, OWN, "save it again as PDF, DOCX, HTML or Markdown")


def _read(name: str, content: bytes, language: str, readers: dict[str, Reader], again: str) -> tuple[Part, ...]:
    ending = name.rpartition(".")[2].lower()
    if ending not in readers:
        raise CorpusError(f"{name}: no reader knows this sort of file; known are {', '.join(readers)}.")
    if len(content) > MOST_BYTES:
        raise CorpusError(f"{name}: the file is larger than {MOST_BYTES // 2**20} MB; {again}.")
    if not content.strip():
        raise CorpusError(f"{name}: the file is empty; {again}.")
    try:
        found = readers[ending](content, language)
    except CorpusError as error:
        raise CorpusError(f"{name}: {error}; {again}.") from error
    return tuple(part for part in found if part.words.strip())  # a number with nothing behind it says nothing
