"""Tokens of a provider: those that open, and every way to forge one."""

import hmac
import time
from base64 import urlsafe_b64encode

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

OTHER = rsa.generate_private_key(public_exponent=65537, key_size=2048)
NOW = int(time.time())


def bearer(key):
    return {"Authorization": f"Bearer {key}"}


@pytest.mark.parametrize("name", ["rsa", "ec"])
def test_a_token_of_the_provider_opens_what_it_names(stranger, provider, name):
    token = provider.token(name, scope="sources:read unknown")

    assert stranger.get("/v1/sources", headers=bearer(token)).status_code == 200
    assert stranger.get("/metrics", headers=bearer(token)).status_code == 403


@pytest.mark.parametrize(
    "claims", [{"scp": ["sources:read"]}, {"roles": ["sources:read"]}, {"scp": "sources:read", "scope": 3}]
)
def test_providers_that_name_scopes_elsewhere_are_understood(stranger, provider, claims):
    assert stranger.get("/v1/sources", headers=bearer(provider.token(without=("scope",) if "scope" not in claims else (), **claims))).status_code == 200  # fmt: skip


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        pytest.param({"exp": NOW - 31}, "expired", id="expired"),
        pytest.param({"nbf": NOW + 3600}, "not hold yet", id="not_yet_valid"),
        pytest.param({"iat": NOW + 3600}, "not hold yet", id="from_the_future"),
        pytest.param({"aud": "another-service"}, "another service", id="other_audience"),
        pytest.param({"aud": ["a", "b"]}, "another service", id="other_audiences"),
        pytest.param({"iss": "https://elsewhere.example"}, "another provider", id="other_issuer"),
        pytest.param({"without": ("exp",)}, "lacks", id="no_end"),
        pytest.param({"without": ("aud",)}, "lacks", id="no_audience"),
        pytest.param({"without": ("iss",)}, "lacks", id="no_issuer"),
        pytest.param({"without": ("sub",)}, "lacks", id="of_nobody"),
        pytest.param({"header": {"kid": "another"}}, "cannot be trusted", id="a_key_the_provider_has_not"),
        pytest.param({"header": {"kid": "ec"}}, "cannot be trusted", id="signed_with_another_kind_of_key"),
        pytest.param({"header": {"crit": ["exp2"], "exp2": 1}}, "cannot be trusted", id="a_header_we_must_know"),
    ],
)
def test_a_token_that_does_not_hold_is_refused(stranger, provider, change, sentence):
    response = stranger.get("/v1/sources", headers=bearer(provider.token(**change)))

    assert response.status_code == 401
    assert sentence in response.json()["detail"]
    assert 'error="invalid_token"' in response.headers["www-authenticate"]


def test_clocks_may_differ_a_little(stranger, provider):
    now = int(time.time())

    assert stranger.get("/v1/sources", headers=bearer(provider.token(exp=now - 5))).status_code == 200
    assert stranger.get("/v1/sources", headers=bearer(provider.token(nbf=now + 15))).status_code == 200


def _claims(provider):
    return {"iss": provider.address, "aud": "beleidswijzer", "sub": "a", "exp": NOW + 900, "scope": "sources:read"}


FORGERIES = {
    "unsigned": lambda provider, forge: forge({"alg": "none", "kid": "rsa"}, _claims(provider)) + ".",
    "unsigned_in_capitals": lambda provider, forge: forge({"alg": "NONE"}, _claims(provider)) + ".",
    "a_list_of_algorithms": lambda provider, forge: forge({"alg": ["RS256"], "kid": "rsa"}, _claims(provider)) + ".YQ",
    "a_list_of_keys": lambda provider, forge: forge({"alg": "RS256", "kid": ["rsa"]}, _claims(provider)) + ".YQ",
    "no_algorithm": lambda provider, forge: forge({"kid": "rsa"}, _claims(provider)) + ".YQ",
    "signed_by_somebody_else": lambda provider, _: jwt.encode(_claims(provider), OTHER, "RS256", {"kid": "rsa"}),
    "signed_on_a_curve_by_somebody_else": lambda provider, _: jwt.encode(
        _claims(provider), ec.generate_private_key(ec.SECP256R1()), "ES256", {"kid": "ec"}
    ),
    "with_a_key_it_brings_along": lambda provider, _: jwt.encode(
        _claims(provider), OTHER, "RS256", {"kid": "rsa", "jwk": provider.public("rsa"), "jku": "https://evil.example"}
    ),
    "another_algorithm": lambda provider, _: jwt.encode(_claims(provider), provider.keys["rsa"][0], "RS512", {"kid": "rsa"}),
    "another_padding": lambda provider, _: jwt.encode(_claims(provider), provider.keys["rsa"][0], "PS256", {"kid": "rsa"}),
}  # fmt: skip


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=FORGERIES)
def test_a_forged_token_is_refused(stranger, provider, forge, forgery):
    assert stranger.get("/v1/sources", headers=bearer(forgery(provider, forge))).status_code == 401


def test_the_public_key_as_a_secret_opens_nothing(stranger, provider, forge):
    """The old trick: HS256 with what everybody may know."""
    public = provider.keys["rsa"][0].public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    said = forge({"alg": "HS256", "kid": "rsa"}, _claims(provider))
    signature = urlsafe_b64encode(hmac.digest(public, said.encode(), "sha256")).rstrip(b"=").decode()

    response = stranger.get("/v1/sources", headers=bearer(f"{said}.{signature}"))

    assert response.status_code == 401
    assert "RS256 or ES256" in response.json()["detail"]


def test_a_token_whose_claims_were_changed_is_refused(stranger, provider, forge):
    head, _, signature = provider.token(scope="sources:read").split(".")
    changed = forge({}, _claims(provider) | {"scope": "metrics"}).split(".")[1]

    assert stranger.get("/metrics", headers=bearer(f"{head}.{changed}.{signature}")).status_code == 401
