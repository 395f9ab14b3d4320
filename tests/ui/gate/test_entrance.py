"""Who comes in: what is closed, and the keys that open it."""

import pytest
from starlette.websockets import WebSocketDisconnect

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
