"""Which of the provisions found carry the answer, in the edition that holds on the peildatum."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.types import Provision
from indexing.types import Hit

MOST = 4  # provisions in one answer
NEAR = 0.5  # of the leading provision's score: what is further off is a different subject
ENOUGH = 0.45  # see `is_enough`


@dataclass(frozen=True, slots=True)
class Found:
    """A hit in the edition that holds (or will first hold); `overtaken` is the older claim that led to it."""

    provision: Provision
    hit: Hit
    overtaken: Provision | None = None


def holding(hits: Iterable[Hit], day: date, editions: Mapping[str, tuple[Provision, ...]]) -> tuple[Found, ...]:
    """The hits as they stand on that day. What was repealed before it falls out; what comes later stays, to be marked.

    A claim that a higher or newer provision has overtaken makes way for that provision.
    """
    found: dict[str, Found] = {}
    for hit in hits:
        if (provision := on(hit.editions, day)) is None:
            continue
        newer = _successor(provision, day, editions)
        if newer is not None and newer.id not in found:
            found[newer.id] = Found(newer, hit, overtaken=provision)
        found.setdefault(provision.id, Found(provision, hit))
    return tuple(found.values())


def on(editions: Sequence[Provision], day: date) -> Provision | None:
    """The edition in force on that day, or else the first that comes after it; None where all have ended."""
    in_force = [each for each in editions if each.edition.in_force(day)]
    coming = [each for each in editions if each.edition.valid_from and each.edition.valid_from > day]
    return in_force[-1] if in_force else coming[0] if coming else None


def is_enough(found: Sequence[Found]) -> bool:
    """Whether the best hit really speaks of what was asked: it was named, or it has most of the telling words."""
    if not found:
        return False
    hit = found[0].hit
    return "reference" in hit.found_by or max(hit.coverage, hit.similarity) >= ENOUGH


def choose(found: Sequence[Found]) -> tuple[Found, ...]:
    """The leading provision and those close behind it, without parts of what is there already."""
    chosen: list[Found] = []
    for each in found:
        near = not chosen or each.hit.score >= NEAR * chosen[0].hit.score
        repeats = any(_overlap(each.provision, other.provision) for other in chosen)
        if near and not repeats and (each.provision.digest or not chosen) and len(chosen) < MOST:
            chosen.append(each)
    return tuple(chosen)


def _successor(provision: Provision, day: date, editions: Mapping[str, tuple[Provision, ...]]) -> Provision | None:
    for relation in provision.digest.relations if provision.digest else ():
        if relation.kind == "overtaken_by" and relation.to in editions:
            return on(editions[relation.to], day)
    return None


def _overlap(one: Provision, other: Provision) -> bool:
    """Whether one is the other, or lies inside it."""
    if one.source.id != other.source.id:
        return False
    return one.eid == other.eid or one.eid in other.parents() or other.eid in one.parents()
