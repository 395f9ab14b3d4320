"""Who may speak to /mcp, and how: one address, one method, no pages of other sites."""

import httpx
import pytest

PING = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
TALKS = {"Accept": "application/json, text/event-stream", "MCP-Protocol-Version": "2025-06-18"}


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        (None, 200), ("http://localhost:6274", 200), ("http://127.0.0.1:8000", 200), ("http://[::1]:8000", 200),
        ("https://evil.example", 403), ("https://intranet.example", 403), ("http://localhost.evil.example", 403), ("http://127.0.0.1.evil.example:7860", 403), ("null", 403), ("", 403),
    ],
)  # fmt: skip
def test_a_page_of_another_site_may_not_speak_to_it(address, origin, status):
    headers = TALKS | ({} if origin is None else {"Origin": origin})

    response = httpx.post(f"{address}/mcp", json=PING, headers=headers)

    assert response.status_code == status
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["x-frame-options"] == "DENY"
    assert status == 200 or response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/mcp", 405), ("DELETE", "/mcp", 405), ("OPTIONS", "/mcp", 405), ("POST", "/mcp/", 404), ("POST", "/mcp/x", 404)])  # fmt: skip
def test_there_is_one_address_and_one_method(address, method, path, status):
    assert httpx.request(method, address + path, headers=TALKS).status_code == status


def test_a_page_that_may_embed_the_chat_may_speak_to_it(serve, assistant):
    with serve(assistant, embed_origins=("https://intranet.example",)) as started:
        assert started.post("/mcp", json=PING, headers=TALKS | {"Origin": "https://intranet.example"}).status_code == 200  # fmt: skip


def test_before_the_server_has_started_it_says_so(client):
    assert client.post("/mcp", json=PING, headers=TALKS).status_code == 503
