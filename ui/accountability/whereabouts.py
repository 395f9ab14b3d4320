"""How far away a server is that the settings name, told from its address alone: nobody is asked."""

from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import urlsplit

_INSIDE = (".local", ".internal", ".lan", ".intranet", ".home.arpa", ".svc")


class Where(StrEnum):
    """From near to far."""

    NONE = "none"  # there is no such server
    HERE = "here"  # this machine
    INSIDE = "inside"  # a private network
    OUTSIDE = "outside"  # any other machine; whose it is, an address does not say
    MAKER = "maker"  # no address was set, so that of whoever offers it


def host(url: str) -> str:
    """Name and port, never a user name or password; empty where the address has no host."""
    try:
        parts = urlsplit(url)
        name, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    shown = f"[{name}]" if ":" in name else name
    return f"{shown}:{port}" if name and port else shown


def where(url: str) -> Where:
    """Of a server at that address."""
    if not url:
        return Where.NONE
    name = (urlsplit(url).hostname or "") if host(url) else ""
    if name == "localhost":
        return Where.HERE
    try:
        address = ip_address(name)
    except ValueError:
        is_inside = bool(name) and ("." not in name or name.endswith((*_INSIDE, ".svc.cluster.local")))
        return Where.INSIDE if is_inside else Where.OUTSIDE
    if address.is_loopback:
        return Where.HERE
    return Where.INSIDE if address.is_private else Where.OUTSIDE
