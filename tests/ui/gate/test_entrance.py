"""The table of who comes in: every way to try it, and what becomes of it."""

import time
from base64 import urlsafe_b64encode

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from starlette.websockets import WebSocketDisconnect

PROXY, STRANGER, HEADER = "10.0.0.7", "203.0.113.9", "X-Forwarded-Email"
OTHER = rsa.generate_private_key(public_exponent=65537, key_size=2048)
NOW = int(time.time())
CLOSED = [
    "/", "/config", "/assets/index.js", "/favicon.ico", "/static/chat.js", "/static/chat.css", "/bronnen", "/bronnen/fiets", "/over",
    "/begrippen", "/nothing", "/nota", "/terugkoppeling", "/terugkoppeling/overzicht", "/gradio_api/info", "/gradio_api/config",
    "/gradio_api/queue/join", "/gradio_api/queue/data?session_hash=a", "/gradio_api/heartbeat/a", "/gradio_api/run/ask", "/gradio_api/call/ask",
    "/gradio_api/file=/etc/passwd", "/v1/answers", "/v1/searches", "/v1/sources", "/v1/provisions/fiets/art_5", "/v1/feedback", "/v1/nothing",
    "/openai/v1/models", "/openai/v1/chat/completions", "/mcp", "/metrics", "//v1/sources", "/V1/sources", "/v1/../v1/sources", "/static/../v1/sources",
    "/health/../v1/sources", "/static/tokens.css/../chat.js",
]  # fmt: skip
OPEN = ["/health/live", "/health/ready", "/v1/openapi.json", "/openai/v1/openapi.json", "/static/tokens.css", "/static/pages.css", "/static/favicon.svg"]  # fmt: skip


def bearer(key):
    return {"Authorization": f"Bearer {key}"}


@pytest.mark.parametrize("method", ["GET", "POST", "HEAD", "OPTIONS", "PUT"])
@pytest.mark.parametrize("path", CLOSED)
def test_without_a_key_everything_is_closed(stranger, method, path):
    response = stranger.request(method, path)

    assert response.status_code == 401
    assert response.headers["www-authenticate"] == 'Bearer realm="beleidswijzer"'
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "content-security-policy" in response.headers
    assert "x-request-id" in response.headers


@pytest.mark.parametrize("path", OPEN)
def test_what_must_be_readable_by_all_is_open(stranger, path):
    assert stranger.get(path).status_code == 200


def test_a_websocket_is_refused_before_it_opens(stranger):
    with pytest.raises(WebSocketDisconnect), stranger.websocket_connect("/gradio_api/queue/join"):
        pass


@pytest.mark.parametrize(
    ("key", "error"),
    [
        pytest.param("unknown", "not known", id="a_key_of_nobody"),
        pytest.param("expired", "expired", id="expired"),
        pytest.param("revoked", "not known", id="revoked"),
    ],
)
def test_a_key_that_does_not_hold_is_refused(stranger, keys, key, error):
    response = stranger.get("/v1/sources", headers=bearer(keys[key]))

    assert response.status_code == response.json()["status"] == 401
    assert error in response.json()["detail"]
    assert 'error="invalid_token"' in response.headers["www-authenticate"]
    assert keys[key] not in response.text + response.headers["www-authenticate"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param([("Authorization", "")], 400, id="empty"),
        pytest.param([("Authorization", "Bearer")], 400, id="no_key"),
        pytest.param([("Authorization", "Bearer a b")], 400, id="two_words"),
        pytest.param([("Authorization", "Basic YTpi")], 400, id="another_scheme"),
        pytest.param([("Authorization", "Bearer é")], 400, id="no_ascii"),
        pytest.param([("Authorization", "Bearer " + "a" * 9000)], 400, id="too_long"),
        pytest.param([("Authorization", "Bearer bwk_12")], 401, id="half_a_key"),
        pytest.param([("Authorization", "Bearer a.b.c")], 401, id="no_token"),
        pytest.param([("Authorization", "Bearer eyJhbGciOiJSUzI1NiJ9.W10.a")], 401, id="claims_that_are_a_list"),
        pytest.param([("X-Api-Key", "bwk_12")], 401, id="in_another_header"),
    ],
)
def test_what_is_no_key_is_refused(stranger, headers, status):
    response = stranger.get("/v1/sources", headers=[(name, value.encode()) for name, value in headers])

    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"


def test_two_keys_at_once_are_refused(stranger, keys):
    twice = [("Authorization", f"Bearer {keys['all']}"), ("Authorization", f"Bearer {keys['reader']}")]

    assert stranger.get("/v1/sources", headers=twice).status_code == 400


def test_a_key_in_the_address_opens_nothing(stranger, keys):
    assert stranger.get(f"/v1/sources?access_token={keys['all']}&key={keys['all']}").status_code == 401


@pytest.mark.parametrize(
    ("path", "scope"),
    [
        ("/v1/answers", "answers:read"), ("/v1/searches", "answers:read"), ("/v1/feedback", "feedback:write"), ("/openai/v1/models", "openai"),
        ("/mcp", "mcp"), ("/metrics", "metrics"), ("/", "chat"), ("/static/chat.js", "chat"), ("/gradio_api/queue/data", "chat"),
        ("/terugkoppeling/overzicht", "feedback:read"),
    ],
)  # fmt: skip
def test_a_key_may_do_what_its_scopes_say_and_no_more(stranger, keys, path, scope):
    response = stranger.post(path, headers=bearer(keys["reader"]))

    assert stranger.get("/v1/sources", headers=bearer(keys["reader"])).status_code == 200
    assert response.status_code == 403
    assert 'error="insufficient_scope"' in response.headers["www-authenticate"]
    assert f'scope="{scope}"' in response.headers["www-authenticate"]


@pytest.mark.parametrize("path", ["/", "/bronnen", "/v1/sources", "/openai/v1/models", "/metrics", "/static/chat.js"])
def test_a_key_with_every_scope_opens_everything(stranger, keys, path):
    assert stranger.get(path, headers=bearer(keys["all"])).status_code == 200


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
    import hmac

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


@pytest.mark.parametrize("peer", [PROXY, "10.9.8.7", "::1", "::ffff:10.0.0.7"])
@pytest.mark.parametrize("path", ["/", "/bronnen", "/gradio_api/info", "/static/chat.js", "/v1/sources"])
def test_a_person_whom_the_proxy_signed_in_comes_in(closed, peer, path):
    assert closed.at(peer).get(path, headers={HEADER: "anna@gemeente.example"}).status_code == 200


@pytest.mark.parametrize("person", ["baas@gemeente.example", "HOOFD@gemeente.example"])
def test_only_owners_see_the_numbers_and_the_feedback(closed, person):
    proxy = closed.at(PROXY)

    assert proxy.get("/metrics", headers={HEADER: person}).status_code == 200
    assert proxy.get("/metrics", headers={HEADER: "anna@gemeente.example"}).status_code == 403
    assert proxy.get("/terugkoppeling/overzicht", headers={HEADER: "anna@gemeente.example"}).status_code == 403


@pytest.mark.parametrize(
    ("peer", "headers", "status"),
    [
        pytest.param(STRANGER, [(HEADER, "baas@gemeente.example")], 403, id="from_elsewhere"),
        pytest.param("127.0.0.1", [(HEADER, "baas@gemeente.example")], 403, id="from_this_machine_that_is_no_proxy"),
        pytest.param("testclient", [(HEADER, "baas@gemeente.example")], 403, id="from_no_address"),
        pytest.param(STRANGER, [(HEADER, "a@b.example"), ("X-Forwarded-For", PROXY)], 403, id="from_elsewhere_that_says_it_is_the_proxy"),
        pytest.param(STRANGER, [("X_Forwarded_Email", "a@b.example")], 403, id="underscores_from_elsewhere"),
        pytest.param(PROXY, [("X_Forwarded_Email", "a@b.example")], 400, id="underscores"),
        pytest.param(PROXY, [("X-Forwarded_Email", "a@b.example")], 400, id="one_underscore"),
        pytest.param(PROXY, [(HEADER, "a@b.example"), (HEADER, "baas@gemeente.example")], 400, id="two_persons"),
        pytest.param(PROXY, [(HEADER, "a@b.example"), ("x_forwarded_email", "baas@gemeente.example")], 400, id="two_spellings"),
        pytest.param(PROXY, [(HEADER, "a@b.example\tx")], 400, id="a_tab"),
        pytest.param(PROXY, [(HEADER, "a" * 255)], 400, id="too_long"),
        pytest.param(PROXY, [(HEADER, "")], 401, id="nobody"),
        pytest.param(PROXY, [(HEADER, "  ")], 401, id="spaces"),
        pytest.param(PROXY, [("X-Auth-Request-Email", "baas@gemeente.example")], 401, id="a_header_nobody_set"),
        pytest.param(PROXY, [], 401, id="without"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/v1/sources", "/gradio_api/queue/data"])
def test_nobody_can_say_that_they_were_signed_in(closed, peer, headers, status, path):
    assert closed.at(peer).get(path, headers=headers).status_code == status


def test_the_header_from_elsewhere_spoils_a_good_key_too(stranger, keys):
    assert stranger.get("/v1/sources", headers=bearer(keys["all"]) | {HEADER: "a@b.example"}).status_code == 403


def test_programs_come_through_the_proxy_with_their_key(closed, keys):
    assert closed.at(PROXY).get("/v1/sources", headers=bearer(keys["all"])).status_code == 200
