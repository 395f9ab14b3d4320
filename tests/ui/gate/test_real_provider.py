"""Tokens of a certified OpenID provider (oidc-provider, of npm) at our gate: not one that these tests signed themselves."""

import httpx
import pytest

STARTS = 15  # seconds that it may take
PROGRAM = ("intranet", "a-secret-of-the-tests")
OURS, OTHER = "urn:example:beleidswijzer", "urn:example:zaaksysteem"
SCOPES = "sources:read answers:read mcp"


@pytest.fixture(scope="module")
def issuer(openid_provider):
    """Its address."""
    with openid_provider("beleidswijzer", SCOPES) as address:
        yield address


@pytest.fixture(scope="module")
def token(issuer):
    """`token(resource, scope)`: what the provider gives the program that asks."""

    def asked(resource=OURS, scope=SCOPES):
        form = {"grant_type": "client_credentials", "resource": resource, "scope": scope}
        return httpx.post(f"{issuer}/token", data=form, auth=PROGRAM, timeout=STARTS).raise_for_status().json()["access_token"]  # fmt: skip

    return asked


@pytest.fixture(scope="module")
def client(issuer, house_of, assistant):
    return house_of(assistant, oidc_issuer=issuer, oidc_audience="beleidswijzer").at("203.0.113.9")


def bearer(key):
    return {"Authorization": f"Bearer {key}"}


def test_a_program_comes_in_with_its_token_and_does_what_its_scopes_say(client, token):
    shown = bearer(token())
    question = {"question": "Hoe lang bewaren we de ritgegevens?"}

    assert client.get("/v1/sources", headers=shown).status_code == 200
    assert client.post("/v1/answers", json=question, headers=shown).json()["outcome"] == "answered"
    assert client.get("/openai/v1/models", headers=shown).status_code == 403
    assert client.get("/v1/sources", headers=bearer(token(scope="mcp"))).status_code == 403


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        pytest.param(lambda token: token(OTHER), "another service", id="for_another_service"),
        pytest.param(lambda token: token()[:-8] + "AAAAAAAA", "cannot be trusted", id="with_another_signature"),
    ],
)
def test_a_token_that_does_not_fit_is_refused(client, token, change, sentence):
    response = client.get("/v1/sources", headers=bearer(change(token)))

    assert (response.status_code, sentence in response.json()["detail"]) == (401, True)
