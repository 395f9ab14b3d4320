"""Text from outside, made plain: fit for a document, a database and an address."""

import re
from urllib.parse import quote, urlsplit

# What XML 1.0 does not allow, and signs that turn the direction of writing round.
_UNFIT = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]")
_IN_ADDRESS = "%/:=&?~#+!$,;'@()*"  # stands in an address as it is


def clean(text: str) -> str:
    """Without characters that a document cannot hold; its lines stay."""
    return _UNFIT.sub("", text)


def line(text: str) -> str:
    """In one line, with single spaces."""
    return " ".join(clean(text).split())


def cut(text: str, most: int) -> str:
    """At most so many characters, cut at a space, with a mark where something is missing."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    return f"{kept.rpartition(' ')[0] or kept}…"


def address(url: str) -> str:
    """The address of a page on the web, safe to stand in a document; empty for any other."""
    try:
        is_web = urlsplit(url).scheme in ("http", "https")
    except ValueError:  # brackets that hold no IPv6 address
        return ""
    return quote(line(url), safe=_IN_ADDRESS) if is_web else ""
