"""Which addresses may be asked: those of hosts that the catalogue names, encrypted, and outside private networks."""

from dataclasses import dataclass
from ipaddress import ip_address
from socket import getaddrinfo
from urllib.parse import SplitResult, urlsplit
from urllib.request import getproxies, proxy_bypass

UNENCRYPTED = frozenset({"publications.europa.eu"})  # answers http with redirects to http
PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Hosts:
    """`names` are host names, with a port where it is an unusual one."""

    names: frozenset[str]
    unencrypted: frozenset[str] = UNENCRYPTED
    private: bool = False  # whether they may lie in a private network, as those of a test do

    def refusal(self, address: str) -> str:
        """Why the address may not be asked, as the end of a sentence about it; empty where it may.

        Raises OSError where its name is not known.
        """
        try:
            parts = urlsplit(address)
            plain = parts.scheme == "http" and parts.netloc in self.unencrypted
            allowed = plain or parts.scheme == "https"
            if not allowed or parts.netloc not in self.names:  # a netloc with a user name or password is none of them
                return "is no encrypted address of a host that the catalogue names"
        except ValueError:
            return "is not an address"
        return "lies in a private network" if not self.private and _is_private(parts) else ""


def host(address: str) -> str:
    """The host of an address, with its port where it names one; empty where it has none."""
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""


def _is_private(parts: SplitResult) -> bool:
    host, proxies = parts.hostname or "", getproxies()
    if not {parts.scheme, "all"}.isdisjoint(proxies) and not proxy_bypass(host):
        return False  # the organisation's proxy looks the name up, and lies in its network itself
    found = getaddrinfo(host, parts.port or PORTS[parts.scheme])
    return not all(ip_address(place[0]).is_global for *_, place in found)
