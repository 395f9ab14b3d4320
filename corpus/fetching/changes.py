"""What has changed in an official text, provision by provision, so that the owner of a digest knows what to read."""

from collections.abc import Iterable

from corpus.labels import label
from corpus.readers import Part


def changes(old: Iterable[Part], new: Iterable[Part], *, european: bool) -> tuple[str, ...]:
    """In Dutch and in the order of the text, what has gone last: "artikel 26, lid 6 gewijzigd".

    Of parts that lie in each other the smallest is named where words differ, and the largest that came or went.
    White space does not count.
    """
    before, after = _words(old), _words(new)
    came, went = after.keys() - before.keys(), before.keys() - after.keys()
    differing = {eid for eid in before.keys() & after.keys() if before[eid] != after[eid]}
    explained = {above for eid in differing | came | went for above in _above(eid)}
    said = [(eid, "gewijzigd") for eid in after if eid in differing - explained]
    said += [(eid, "toegevoegd") for eid in after if eid in came and came.isdisjoint(_above(eid))]
    places = {eid: place for place, eid in enumerate(after)}
    said.sort(key=lambda each: places[each[0]])
    said += [(eid, "vervallen") for eid in before if eid in went and went.isdisjoint(_above(eid))]
    return tuple(f"{label(eid, european=european).nl} {what}" for eid, what in said)


def _words(parts: Iterable[Part]) -> dict[str, str]:
    return {part.eid: " ".join(part.words.split()) for part in parts}


def _above(eid: str) -> list[str]:
    """The ids of the parts that it lies in: "art_26__para_6" lies in "art_26"."""
    steps = eid.split("__")
    return ["__".join(steps[:length]) for length in range(1, len(steps))]
