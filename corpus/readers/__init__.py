"""The readers of official texts: from the content of a file to its citable parts."""

from corpus.errors import CorpusError
from corpus.readers.eurlex import read_eurlex
from corpus.readers.lines import read_lines
from corpus.readers.markdown import read_markdown
from corpus.readers.part import Part, Reader
from corpus.readers.xml import read_xml

__all__ = ["READERS", "Part", "Reader", "read"]

READERS: dict[str, Reader] = {
    "html": read_eurlex,
    "xml": read_xml,
    "jsonl": read_lines,
    "md": read_markdown,
}
MOST_BYTES = 64 * 2**20  # before it is unpacked or parsed


def read(name: str, content: bytes, language: str) -> tuple[Part, ...]:
    """The parts of the file of that name. Raises CorpusError where it cannot be used as it is."""
    ending = name.rpartition(".")[2].lower()
    if ending not in READERS:
        raise CorpusError(f"{name}: no reader knows this sort of file; known are {', '.join(READERS)}.")
    again = "fetch it again with python -m corpus fetch"
    if len(content) > MOST_BYTES:
        raise CorpusError(f"{name}: it is larger than {MOST_BYTES >> 20} MB, which no official text is; leave it out.")
    if not content.strip():
        raise CorpusError(f"{name}: the file is empty; {again}.")
    try:
        return READERS[ending](content, language)
    except CorpusError as error:
        raise CorpusError(f"{name}: {error}; {again}.") from error
