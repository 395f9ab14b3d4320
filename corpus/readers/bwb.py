"""The consolidated acts of wetten.overheid.nl (BWB): an act, a decree, a ministerial rule or a circular as it stood."""

from corpus.errors import CorpusError
from corpus.readers.dutch import annexes, articles, in_force, sections
from corpus.readers.elements import Element, children
from corpus.readers.part import Part

ROOTS = frozenset({"toestand"})


def read_bwb(root: Element) -> tuple[Part, ...]:
    """The parts in force on the day of the file. Raises CorpusError where there are none."""
    in_force(root)
    parts: dict[str, Part] = {}
    circulars = (child for text in root.iter("circulaire-tekst") for child in children(text))
    for part in (*articles(root), *annexes(root), *sections(circulars)):
        parts.setdefault(part.eid, part)
    if not parts:
        raise CorpusError("no article, annex or section is found in it")
    return tuple(parts.values())
