"""Narrows a search to some provisions: of these sources, of this rank or higher, in force on a day, for a role."""

from dataclasses import dataclass
from datetime import date

from corpus.types import Kind, Provision


@dataclass(frozen=True, slots=True)
class Filter:
    """What a provision must be; what is empty asks for nothing.

    `role` and `layer` leave a provision out only where its digest names others: most rules name no layer at all.
    """

    sources: frozenset[str] = frozenset()  # ids
    kinds: frozenset[Kind] = frozenset()
    rank: int = 0  # the lowest that is admitted, 1 is the highest (`Kind.rank`)
    day: date | None = None  # on which it is in force
    role: str = ""  # "deployer", "provider" …, as in the digests
    layer: str = ""  # "gemeente", "provincie" …

    def admits(self, provision: Provision) -> bool:
        """Whether the provision, in the edition given, is one of those that are asked for."""
        duty = provision.digest.duty if provision.digest else None
        return (
            (not self.sources or provision.source.id in self.sources)
            and (not self.kinds or provision.source.kind in self.kinds)
            and (not self.rank or provision.source.kind.rank <= self.rank)
            and (self.day is None or provision.edition.in_force(self.day))
            and (not self.role or duty is None or not duty.who or self.role in duty.who)
            and (not self.layer or duty is None or not duty.layer or self.layer in duty.layer)
        )
