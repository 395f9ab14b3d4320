"""XML of every publisher: its root element says which reader understands it."""

from corpus.errors import CorpusError
from corpus.readers import bekendmaking, bwb, formex
from corpus.readers.elements import parse_xml
from corpus.readers.eurlex import read_eurlex
from corpus.readers.markup import XHTML
from corpus.readers.part import Part


def read_xml(content: bytes, language: str) -> tuple[Part, ...]:
    """The parts of a text in XML. Raises CorpusError where it is not whole or of another sort."""
    root = parse_xml(content)
    if root.tag == f"{XHTML}html":  # as Cellar, the store of the Publications Office, gives it
        return read_eurlex(content, language)
    if root.tag in formex.ROOTS:
        return formex.read_formex(root)
    if root.tag in bwb.ROOTS:
        return bwb.read_bwb(root)
    if root.tag in bekendmaking.ROOTS:
        return bekendmaking.read_bekendmaking(root)
    known = ", ".join(sorted(formex.ROOTS | bwb.ROOTS | bekendmaking.ROOTS))
    raise CorpusError(f"no reader knows XML that begins with <{root.tag}>; known are {known}")
