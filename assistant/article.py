"""The parts of one article alone, where what stands around it is not asked for."""

from datetime import date

from assistant.evidence import on
from assistant.outline import in_order, root
from assistant.reading import Part, parts_of
from indexing.search import Index


def article(index: Index, source: str, eid: str, day: date) -> tuple[Part, ...]:
    """In the order of the text, as they stand on that day, or as they last stood; none where we do not have it."""
    top = root(eid)
    identities = dict.fromkeys(each.id for each in index.by_source.get(source, ()) if root(each.eid) == top)
    standing = [on(index.editions[each], day) or index.editions[each][-1] for each in identities]
    return tuple(parts_of(in_order(standing), f"{source}/{eid}", day)) if standing else ()
