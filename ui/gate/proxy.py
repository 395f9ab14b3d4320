"""The proxy before us: which addresses it has, whom it signed in, and that nobody else says so.

It must set the header itself on every request and remove what a client sent under that name; docs/sign-in.md shows how.
"""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from starlette.datastructures import Headers
from starlette.types import Scope as Connection

from corpus.errors import SettingsError
from ui.gate.visitor import Refused

LONGEST = 254  # characters of a person's name or address
PASSED_ON = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via")
HERE = ("localhost", "127.0.0.1", "[::1]")


class Proxy:
    """Raises SettingsError where an address is none, or where a header is named and no proxy."""

    def __init__(self, addresses: str, header: str) -> None:
        try:
            self.networks = tuple(ip_network(each) for each in listed(addresses))
        except ValueError as error:
            raise SettingsError(
                f"BELEIDSWIJZER_TRUSTED_PROXY cannot be used ({error}); write addresses or networks with commas, such "
                "as 10.0.0.7, 10.0.1.0/24."
            ) from error
        if any(each.prefixlen == 0 for each in self.networks):
            raise SettingsError("BELEIDSWIJZER_TRUSTED_PROXY names every address there is; name those of the proxy.")
        if header and not self.networks:
            raise SettingsError("BELEIDSWIJZER_USER_HEADER needs BELEIDSWIJZER_TRUSTED_PROXY, or anyone could send it.")
        self.header = header.lower().encode()

    @property
    def signs_in(self) -> bool:
        """Whether people come in through it."""
        return bool(self.header)

    def is_peer(self, connection: Connection) -> bool:
        """Whether the request comes straight from it."""
        address = peer(connection)
        return address is not None and any(address in each for each in self.networks)

    def person(self, connection: Connection) -> str | Refused:
        """Whom it signed in; "" where the header is not there or nothing is configured."""
        if not self.header:
            return ""
        spelt = [
            (name, value) for name, value in connection["headers"] if name.lower().replace(b"_", b"-") == self._bare
        ]
        if not spelt:
            return ""
        name = self.header.decode()
        if not self.is_peer(connection):
            return Refused(403, f"The header {name} is only taken from the sign-in proxy; leave it out.")
        if len(spelt) > 1 or spelt[0][0].lower() != self.header:
            return Refused(400, f"The header {name} must stand there once and spelt like this; look at the proxy.")
        try:
            said = str(spelt[0][1], "utf-8").strip()
        except UnicodeDecodeError:
            said = "\0"
        if len(said) > LONGEST or not said.isprintable():
            return Refused(400, f"The header {name} holds no name of a person; look at the proxy.")
        return said

    def without(self, headers: Sequence[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        """What goes inside: no header that names a person, and no key or token."""
        closed = {self._bare, b"authorization"}
        return [(name, value) for name, value in headers if name.lower().replace(b"_", b"-") not in closed]

    @property
    def _bare(self) -> bytes:
        return self.header.replace(b"_", b"-")


def peer(connection: Connection) -> IPv4Address | IPv6Address | None:
    """Who is at the other end of the line, whatever the headers say; None on a socket without addresses."""
    try:
        address = ip_address((connection.get("client") or ("",))[0])
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address


def is_at_home(connection: Connection) -> bool:
    """Whether somebody asks on this machine itself: not through a proxy that stands on it, and under a name of this
    machine, because another website can point a name of its own to us.
    """
    address, headers = peer(connection), Headers(scope=connection)
    host = headers.get("host", "")
    named = any(host == each or host.startswith(f"{each}:") for each in HERE)
    return address is not None and address.is_loopback and named and not was_passed_on(connection)


def was_passed_on(connection: Connection) -> bool:
    """Whether some proxy says that it asks for somebody else."""
    headers = Headers(scope=connection)
    return any(each in headers for each in PASSED_ON)


def listed(setting: str) -> tuple[str, ...]:
    """The values of a setting that is written with commas."""
    return tuple(each.strip() for each in setting.split(",") if each.strip())
