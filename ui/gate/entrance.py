"""Who somebody is: the proxy's person, the holder of a key or token, or, where nobody has to sign in, a neighbour."""

import re
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.types import Scope as Connection

from corpus.errors import Refusal, SettingsError
from corpus.settings import AccessSettings, Settings
from ui.gate.grants import FILE, KeysError
from ui.gate.issuer import Issuer, IssuerError
from ui.gate.key import PREFIX
from ui.gate.keyring import Keyring
from ui.gate.proxy import Proxy, is_at_home, listed
from ui.gate.scopes import OF_OWNERS, OF_PEOPLE
from ui.gate.tokens import Tokens
from ui.gate.visitor import NEIGHBOUR, Kind, Refused, Visitor

_BEARER = re.compile(rb"bearer +([a-z0-9._~+/=-]{1,8192})", re.ASCII | re.IGNORECASE)
NOTHING_SHOWN = Refused(401, "Show a key or token: Authorization: Bearer <key>.")
UNREADABLE = Refused(400, "Write one header Authorization: Bearer <key>.", "invalid_request")
ELSEWHERE = Refused(401, "Tokens of a provider are not taken here; use an API key.", "invalid_token")


@dataclass(frozen=True, slots=True)
class Entrance:
    """`stays_closed`: somebody could sign in when the service started, so that it never opens to all while it runs."""

    keyring: Keyring
    tokens: Tokens | None
    proxy: Proxy
    owners: frozenset[str]
    stays_closed: bool

    @property
    def is_closed(self) -> bool:
        """Whether visitors must be known. Keys that are made while it runs close it too."""
        return self.stays_closed or self.keyring.exists

    def is_at_home(self, connection: Connection) -> bool:
        """Whether somebody sits at this machine; what the proxy hands on comes from elsewhere."""
        return is_at_home(connection) and not self.proxy.is_peer(connection)

    async def visitor(self, connection: Connection) -> Visitor | Refused:
        """Who asks. Whatever cannot be made sure now is 503: it says nothing about the key."""
        person = self.proxy.person(connection)
        if isinstance(person, Refused):
            return person
        if person:
            owns = person.lower() in self.owners
            return Visitor(Kind.PERSON, "owner" if owns else "person", OF_OWNERS if owns else OF_PEOPLE, person)
        try:
            if not self.is_closed:
                address = (connection.get("client") or ("",))[0]
                return Visitor(NEIGHBOUR.kind, NEIGHBOUR.name, NEIGHBOUR.scopes, str(address))
            return await self._bearer(connection)
        except (KeysError, IssuerError) as error:
            return Refused(503, _to_outsiders(error))

    async def _bearer(self, connection: Connection) -> Visitor | Refused:
        shown = [value for name, value in connection["headers"] if name.lower() == b"authorization"]
        if not shown:
            return NOTHING_SHOWN
        found = _BEARER.fullmatch(shown[0].strip())
        if len(shown) > 1 or not found:
            return UNREADABLE
        key = found[1].decode()
        if key.startswith(PREFIX):
            return self.keyring.visitor(key)
        if self.tokens is None:
            return ELSEWHERE
        return await run_in_threadpool(self.tokens.visitor, key)  # it can wait for the provider


def entrance(settings: Settings) -> Entrance:
    """As the settings say. Raises SettingsError or KeysError where they contradict themselves."""
    access = settings.access
    keyring = Keyring(settings.corpus.data / FILE, access.api_keys)
    tokens, proxy = _tokens(access), Proxy(access.trusted_proxy, access.user_header)
    owners = frozenset(each.lower() for each in listed(access.owners))
    return Entrance(keyring, tokens, proxy, owners, keyring.exists or tokens is not None or proxy.signs_in)


def _tokens(access: AccessSettings) -> Tokens | None:
    if not access.oidc_issuer and not access.oidc_audience:
        return None
    if not (access.oidc_issuer and access.oidc_audience):
        raise SettingsError(
            "BELEIDSWIJZER_OIDC_ISSUER and BELEIDSWIJZER_OIDC_AUDIENCE belong together; without the second, a token "
            "for any other service would do."
        )
    return Tokens(Issuer(access.oidc_issuer), access.oidc_audience)


def _to_outsiders(error: Refusal) -> str:
    """A sentence about a file of ours is for who runs the service; the log has it."""
    return str(error) if isinstance(error, IssuerError) else "Keys cannot be checked now; tell who runs the service."
