"""The reading view of a provision: the whole article it lies in, in both languages, with what came before and after it.

Data alone: which words, in which edition, on which days, and what points to what. How it looks is up to who shows it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.evidence import on
from assistant.links import Link, pointing, relations
from assistant.outline import Place, in_order, outline, place, root
from corpus.addresses import address
from corpus.editions import Edition
from corpus.types import Bilingual, Duty, Provision, Source, Text, Verified
from indexing.search import Index

_MARK = re.compile(r"^(?:\(?\w{1,5}[.)]|[–-])\s+")  # the number or letter before a part


class State(StrEnum):
    """How a text stands on a day."""

    IN_FORCE = "in_force"
    COMING = "coming"  # its first edition is later
    ENDED = "ended"  # it was struck, or replaced by an edition that lacks it


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the article, as it stands on the day, or as it last stood.

    `official` has all its words, those of the parts in it too; `own` only those that stand in none of its parts.
    """

    id: str
    label: Bilingual
    depth: int  # 0 for the article itself
    asked: bool
    state: State
    edition: Edition
    official: tuple[Text, ...]
    own: tuple[Text, ...]
    gist: Bilingual
    verified: Verified | None  # None: there is no digest
    duty: Duty | None
    applies_from: date | None

    @property
    def eid(self) -> str:
        """Without the source: its anchor on a page."""
        return self.id.partition("/")[2]


@dataclass(frozen=True, slots=True)
class Version:
    """An edition of the source: whether it has this article, and whether it is the one that is shown.

    `changed`: our words about the article are not those about the edition before it.
    """

    id: str
    valid_from: date | None
    valid_until: date | None
    is_held: bool
    is_shown: bool
    is_later: bool  # there is an edition before it that has the article too
    changed: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """An article to read, as it holds on `as_of`; the parts come in the order of the text.

    `state` and `edition` are those of the article. A part that was struck, or is still to come, has its own.
    """

    source: Source
    place: Place
    asked: str  # the id that was asked for
    as_of: date
    state: State
    edition: Edition
    parts: tuple[Part, ...]
    previous: Place | None
    next: Place | None
    versions: tuple[Version, ...]
    relations: tuple[Link, ...]  # where its parts point to
    pointing: tuple[Link, ...]  # what points to its parts
    address: str  # the official page


def reading(index: Index, source: str, eid: str, day: date) -> Reading | None:
    """The article that this provision lies in; None where we have neither the provision nor parts of it."""
    top = root(eid)
    held = {each.id: index.editions[each.id] for each in index.by_source.get(source, ()) if root(each.eid) == top}
    asked = f"{source}/{eid}"
    if not held or (asked not in held and eid != top):
        return None
    standing = [on(editions, day) or editions[-1] for editions in held.values()]
    parts = tuple(parts_of(in_order(standing), asked, day))
    shown = next((each for each in parts if each.state is State.IN_FORCE), parts[0])
    order = outline(index, source, day)
    here = next((number for number, each in enumerate(order) if each.eid == top), None)
    one = next(each for each in standing if each.id == shown.id)
    return Reading(
        source=one.source,
        place=place(top, [each for each in standing if each.edition.in_force(day)] or standing),
        asked=asked,
        as_of=day,
        state=shown.state,
        edition=shown.edition,
        parts=parts,
        previous=order[here - 1] if here else None,
        next=order[here + 1] if here is not None and here + 1 < len(order) else None,
        versions=_versions(one.source, held.values(), shown.edition.id),
        relations=tuple(relations(index, standing, day)),
        pointing=tuple(pointing(index, set(held), day)),
        address=address(one),
    )


def parts_of(ordered: Sequence[Provision], asked: str, day: date) -> Iterator[Part]:
    """The provisions of one article as parts of it, as they stand on the day."""
    for each in ordered:
        digest, inner = each.digest, [other for other in ordered if each.eid in other.parents()]
        yield Part(
            id=each.id,
            label=each.label,
            depth=each.eid.count("__"),
            asked=each.id == asked,
            state=_state(each.edition, day),
            edition=each.edition,
            official=each.texts,
            own=tuple(filter(None, (_own(text, inner) for text in each.texts))),
            gist=digest.gist if digest else Bilingual(),
            verified=digest.verified if digest else None,
            duty=digest.duty if digest else None,
            applies_from=each.applies_from,
        )


def _state(edition: Edition, day: date) -> State:
    if edition.in_force(day):
        return State.IN_FORCE
    return State.COMING if edition.valid_from and edition.valid_from > day else State.ENDED


def _own(text: Text, inner: Iterable[Provision]) -> Text | None:
    """The lines that stand in none of its parts: an opening, a closing. None where there are none."""
    others = " ".join(_flat(each.words) for part in inner if (each := part.text(text.language)))
    lines = [line for line in text.words.splitlines() if line.strip()]
    left = [line for line in lines if _flat(_MARK.sub("", line)) not in others] if others else lines
    return Text(text.language, "\n".join(left), text.standing) if left else None


def _flat(words: str) -> str:
    return " ".join(words.split())


def _versions(source: Source, held: Iterable[tuple[Provision, ...]], shown: str) -> tuple[Version, ...]:
    said: dict[str, dict[str, Bilingual]] = {}
    for provision in (each for editions in held for each in editions):
        gist = provision.digest.gist if provision.digest else Bilingual()
        said.setdefault(provision.edition.id, {})[provision.eid] = gist
    versions: list[Version] = []
    for each in source.editions:
        before = said.get(versions[-1].id) if versions else None
        changed = bool(versions) and each.id in said and before != said[each.id]
        versions.append(
            Version(
                id=each.id,
                valid_from=each.valid_from,
                valid_until=each.valid_until,
                is_held=each.id in said,
                is_shown=each.id == shown,
                is_later=before is not None,
                changed=changed,
            )
        )
    return tuple(versions)
