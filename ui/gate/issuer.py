"""The signing keys of an OpenID provider: where they lie, when they are fetched, and how long they are trusted.

Source: OpenID Connect Discovery 1.0 and RFC 7517. A provider that cannot be reached is our trouble, not the client's:
it is told apart from a key that the provider does not know.
"""

import json
import logging
import time
from collections.abc import Callable, Mapping
from ipaddress import ip_address
from threading import Lock
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from corpus.errors import Refusal, SettingsError

log = logging.getLogger(__name__)
FRESH = 3600.0  # seconds after which keys are fetched again, so that one the provider withdrew is forgotten
STALE = 86400.0  # seconds that keys are trusted while the provider cannot be reached
PAUSE = 10.0  # seconds between two fetches: forged tokens name keys that do not exist
PATIENCE = 5.0  # seconds for one file
LARGEST = 256_000  # bytes of one file
WELL_KNOWN = "/.well-known/openid-configuration"
Key = Mapping[str, Any]  # a JSON Web Key
Fetch = Callable[[str], Any]


class IssuerError(Refusal):
    """The provider cannot be reached, or what it says cannot be used."""


class Issuer:
    """Raises SettingsError where the address could be listened to on its way."""

    def __init__(self, address: str, fetch: Fetch | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        if not _is_safe(address):
            raise SettingsError("BELEIDSWIJZER_OIDC_ISSUER must begin with https:// (http:// only on this machine).")
        self.address, self._fetch, self._clock = address, fetch or fetched, clock
        self._keys: dict[str, Key] = {}
        self._got = self._tried = float("-inf")
        self._lock = Lock()

    def key(self, name: str) -> Key | None:
        """The key of that name ("": the only one); None where the provider has none such.

        Raises IssuerError where that cannot be known now.
        """
        with self._lock:
            now = self._clock()
            due = name not in self._known() or now - self._got > FRESH
            if due and now - self._tried >= PAUSE:
                self._renew(now)
            unanswered = self._tried > self._got
            if now - self._got > STALE or (unanswered and name not in self._known()):
                raise IssuerError("The sign-in service cannot be reached now; try again in a minute.")
            return self._known().get(name)

    def _known(self) -> Mapping[str, Key]:
        """A token may leave out which key signed it where there is only one."""
        return self._keys | ({"": next(iter(self._keys.values()))} if len(self._keys) == 1 else {})

    def _renew(self, now: float) -> None:
        self._tried = now
        try:
            described = self._fetch(self.address.rstrip("/") + WELL_KNOWN)
            if described["issuer"] != self.address or not _is_safe(described["jwks_uri"]):
                raise IssuerError("it names another issuer, or an address that is not safe")
            keys = self._fetch(described["jwks_uri"])["keys"]
            self._keys = {str(each.get("kid", "")): each for each in keys if each.get("use", "sig") == "sig"}
            self._got = now
        except (IssuerError, KeyError, TypeError, AttributeError, ValueError, OSError) as error:
            log.warning("The keys of %s could not be fetched: %s", self.address, error)


class _NoDetour(HTTPRedirectHandler):
    """Elsewhere somebody else could answer."""

    def redirect_request(self, *_: Any, **__: Any) -> Request | None:
        return None


def fetched(address: str) -> Any:
    """What the JSON there says. Raises IssuerError or OSError."""
    asked = Request(address, headers={"Accept": "application/json"})  # _is_safe saw its scheme  # noqa: S310
    try:
        with build_opener(_NoDetour).open(asked, timeout=PATIENCE) as response:
            body = response.read(LARGEST + 1)
    except URLError as error:
        raise IssuerError(f"{address} does not answer ({error.reason})") from error
    if len(body) > LARGEST:
        raise IssuerError(f"{address} is larger than {LARGEST} bytes")
    return json.loads(body)


def _is_safe(address: str) -> bool:
    """Nobody on the way can change what it says."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except (ValueError, AttributeError):
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and _is_here(host)))


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
