"""Who stands at the gate: somebody who may do certain things, or somebody who hears why not."""

from dataclasses import dataclass
from enum import StrEnum

from ui.gate.scopes import OF_PEOPLE, Scope


class Kind(StrEnum):
    """How a visitor came to be known."""

    KEY = "key"
    PROGRAM = "program"  # with a token of an OpenID provider
    PERSON = "person"  # signed in by the proxy before us
    NEIGHBOUR = "neighbour"  # at this machine, where nobody has to sign in
    ANYONE = "anyone"  # at an address that is open to all


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who may come in. `name` may be logged: that of a key or a program, never of a person. `user` is whom the
    limits count: it is only ever kept as a digest.
    """

    kind: Kind
    name: str
    scopes: frozenset[Scope] = frozenset()
    user: str = ""

    @property
    def shares(self) -> bool:
        """Whether many people can stand behind this one name."""
        return self.kind in (Kind.KEY, Kind.PROGRAM)


@dataclass(frozen=True, slots=True)
class Refused:
    """Why somebody may not come in: status, a sentence that says what to do, and the error code of RFC 6750."""

    status: int
    sentence: str
    error: str = ""
    scope: str = ""


NEIGHBOUR = Visitor(Kind.NEIGHBOUR, "neighbour", OF_PEOPLE)
ANYONE = Visitor(Kind.ANYONE, "anyone")
