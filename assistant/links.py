"""Lines between provisions, as the digests draw them: what one points to, and what points to it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from assistant.evidence import on
from corpus.labels import is_national, label
from corpus.types import Bilingual, Provision
from indexing.search import Index


@dataclass(frozen=True, slots=True)
class Link:
    """A line between two provisions; `other` is the far end, `part` the near one. `can_be_read`: we hold `other`."""

    kind: str  # one of RELATIONS
    part: str
    other: str
    label: Bilingual  # of `other`, with its source
    can_be_read: bool


def relations(index: Index, standing: Iterable[Provision], day: date) -> Iterator[Link]:
    """Where these provisions point to, in their order."""
    for each in standing:
        for relation in each.digest.relations if each.digest else ():
            yield _link(index, relation.kind, each.id, relation.to, day)


def pointing(index: Index, inside: set[str], day: date) -> Iterator[Link]:
    """What other articles say of this one: each provision once, as it stands on the day."""
    for identity, editions in index.editions.items():
        provision = None if identity in inside else on(editions, day)
        for relation in provision.digest.relations if provision and provision.digest else ():
            if relation.to in inside:
                yield _link(index, relation.kind, relation.to, identity, day)


def _link(index: Index, kind: str, part: str, other: str, day: date) -> Link:
    source_id, _, eid = other.partition("/")
    source = next((each for each in index.sources if each.id == source_id), None)
    editions = index.editions.get(other, ())
    provision = on(editions, day) or (editions[-1] if editions else None)
    if provision:
        return Link(kind, part, other, Bilingual(provision.name("nl"), provision.name("en")), can_be_read=True)
    if source is None:
        return Link(kind, part, other, Bilingual(other, other), can_be_read=False)
    named = label(eid, european=not is_national(source.kind)) if eid else Bilingual()
    nl, en = (", ".join(filter(None, pair)) for pair in ((source.short.nl, named.nl), (source.short.en, named.en)))
    return Link(kind, part, other, Bilingual(nl, en), can_be_read=not eid and source_id in index.by_source)
