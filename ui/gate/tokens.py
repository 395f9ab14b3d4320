"""Bearer tokens of an OpenID provider (RFC 7519, RFC 9068): who issued them, for whom, until when, and for what."""

from collections.abc import Iterator, Mapping
from typing import Any

import jwt

from ui.gate.issuer import Issuer, Key
from ui.gate.scopes import Scope
from ui.gate.visitor import Kind, Refused, Visitor

# Signatures that only the provider can make. Never `none`, and never a shared secret: with HS256 its public key would do.
ALGORITHMS = {"RS256": ("RSA", None), "ES256": ("EC", "P-256")}
LEEWAY = 30  # seconds that two clocks may differ
SHORTEST = 2048  # bits of an RSA key
CLAIMS = ("scope", "scp", "roles")  # providers differ in where they say what a program may do
SENTENCES: dict[type[Exception], str] = {
    jwt.ExpiredSignatureError: "This token has expired; get a new one.",
    jwt.ImmatureSignatureError: "This token does not hold yet; look at the clocks.",
    jwt.InvalidAudienceError: "This token is for another service; ask for one with our audience.",
    jwt.InvalidIssuerError: "This token is of another provider than ours.",
    jwt.MissingRequiredClaimError: "This token lacks iss, aud, sub or exp; ask for an access token.",
}
FORGED = "This token cannot be trusted; get a new one from the provider."


class Tokens:
    """Those of one provider, for one audience."""

    def __init__(self, issuer: Issuer, audience: str) -> None:
        self.issuer, self.audience = issuer, audience

    def visitor(self, token: str) -> Visitor | Refused:
        """Whom the token stands for. It can wait for the provider. Raises IssuerError where that does not answer."""
        try:
            header = jwt.get_unverified_header(token)
            algorithm = header.get("alg", "")
            if not isinstance(algorithm, str) or algorithm not in ALGORITHMS:
                return _refused("Only tokens signed with RS256 or ES256 are taken.")
            found = self.issuer.key(header.get("kid", ""))
            if found is None or not _fits(found, algorithm):
                return _refused(FORGED)
            claims = self._claims(token, jwt.PyJWK(dict(found), algorithm), algorithm)
        except jwt.PyJWTError as error:
            return _refused(SENTENCES.get(type(error), FORGED))
        program = claims.get("azp") or claims.get("client_id") or "unnamed"
        return Visitor(Kind.PROGRAM, _short(program), frozenset(_scopes(claims)), str(claims["sub"]))

    def _claims(self, token: str, key: jwt.PyJWK, algorithm: str) -> dict[str, Any]:
        size = getattr(key.key, "key_size", 0)
        if algorithm == "RS256" and size < SHORTEST:
            raise jwt.InvalidKeyError
        return jwt.decode(
            token,
            key,
            algorithms=[algorithm],
            audience=self.audience,
            issuer=self.issuer.address,
            leeway=LEEWAY,
            options={"require": ["iss", "aud", "sub", "exp"]},
        )


def _fits(key: Key, algorithm: str) -> bool:
    """A key for one way of signing does not open for another."""
    kind, curve = ALGORITHMS[algorithm]
    return key.get("kty") == kind and key.get("crv") == curve and key.get("alg", algorithm) == algorithm


def _scopes(claims: Mapping[str, Any]) -> Iterator[Scope]:
    for claim in CLAIMS:
        said = claims.get(claim)
        names = said.split() if isinstance(said, str) else said if isinstance(said, list) else ()
        yield from (Scope(each) for each in names if each in list(Scope))


def _short(name: object) -> str:
    """It stands in the logs, and the provider lets others choose it."""
    return "".join(each for each in str(name) if each.isascii() and (each.isalnum() or each in "-_."))[:40]


def _refused(sentence: str) -> Refused:
    return Refused(401, sentence, "invalid_token")
