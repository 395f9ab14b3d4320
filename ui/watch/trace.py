"""Which request this is: W3C Trace Context (`traceparent`) and `X-Request-Id`, as sent along or made anew."""

import re
import secrets
from dataclasses import dataclass
from uuid import uuid4

_PARENT = re.compile(r"(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(-.*)?", re.ASCII)
_REQUEST = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Trace:
    """The whole journey, our part of it, and whether others record it."""

    journey: str
    part: str
    flags: str = "00"

    @property
    def parent(self) -> str:
        """As the header says it to whoever is asked next."""
        return f"00-{self.journey}-{self.part}-{self.flags}"


def new_trace() -> Trace:
    """A journey that begins here."""
    return Trace(secrets.token_hex(16), secrets.token_hex(8))


def continued(header: str) -> Trace:
    """The journey of the header with a part of our own; a new one where the header is not valid."""
    found = _PARENT.fullmatch(header)
    if not found or (found[3] and header.startswith("00")):  # version 00 ends after the flags
        return new_trace()
    recorded = f"{int(found[2], 16) & 1:02x}"  # of the flags we know one
    return Trace(found[1], secrets.token_hex(8), recorded)


def request_id(header: str) -> str:
    """The name that the client gave its request, or one of ours: it stands in logs and must not write lines of its own."""
    return header if _REQUEST.fullmatch(header) else uuid4().hex
