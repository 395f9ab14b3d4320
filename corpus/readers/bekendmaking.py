"""The XML of officielebekendmakingen.nl: Staatsblad, Staatscourant and the papers of parliament (Kamerstukken)."""

from corpus.errors import CorpusError
from corpus.readers.dutch import DUTCH, annexes, articles, in_force, sections
from corpus.readers.elements import Element, children
from corpus.readers.part import Part

ROOTS = frozenset({"officiele-publicatie"})
ON_TOP = frozenset({"metadata", "kop", "stuknr", "titel", "datumtekst", "tekst-sluiting"})  # of a paper: no text of it


def read_bekendmaking(root: Element) -> tuple[Part, ...]:
    """The articles and annexes of a law with its explanatory notes, or the sections of a paper.

    Raises CorpusError where it has none of these.
    """
    in_force(root)
    own = list(articles(root))
    parts: dict[str, Part] = {}
    for part in [*own, *annexes(root), *_notes(root)] if own else _paper(root):
        parts.setdefault(part.eid, part)
    if not parts:
        raise CorpusError("no article, annex or section is found in it")
    return tuple(parts.values())


def _notes(root: Element) -> list[Part]:
    inside = (child for notes in root.iter("nota-toelichting") for child in children(notes) if child.tag != "kop")
    return list(sections(inside, "Nota van toelichting"))


def _paper(root: Element) -> list[Part]:
    """Under its own title: "MEMORIE VAN TOELICHTING"."""
    paper = next(root.iter("stuk"), root)
    return list(sections((each for each in children(paper) if each.tag not in ON_TOP), DUTCH.line(paper.find("titel"))))
