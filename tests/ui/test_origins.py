"""Which pages of other sites may call the API from a browser."""

import pytest

INTRANET = "https://intranet.example"
ASKS = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type"}


@pytest.fixture(scope="module")
def embedded(serve, assistant):
    return serve(assistant, embed_origins=(INTRANET,))


def test_the_page_that_may_embed_the_chat_may_call_the_api(embedded):
    asked = embedded.options("/v1/answers", headers={"Origin": INTRANET} | ASKS)
    answered = embedded.get("/v1/sources", headers={"Origin": INTRANET})

    assert (asked.status_code, asked.content) == (204, b"")
    assert "POST" in asked.headers["access-control-allow-methods"]
    assert {"Authorization", "Content-Type"} <= set(asked.headers["access-control-allow-headers"].split(", "))
    for response in (asked, answered):
        assert response.headers["access-control-allow-origin"] == INTRANET
        assert response.headers["api-version"]
        assert "Origin" in response.headers["vary"]
        assert "access-control-allow-credentials" not in response.headers
    assert "ETag" in answered.headers["access-control-expose-headers"]


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://intranet.example", INTRANET + ".evil.example"])  # fmt: skip
def test_a_page_from_elsewhere_may_not(embedded, origin):
    asked = embedded.options("/v1/answers", headers={"Origin": origin} | ASKS)
    answered = embedded.get("/v1/sources", headers={"Origin": origin})

    for response in (asked, answered):
        assert "access-control-allow-origin" not in response.headers
        assert "Origin" in response.headers["vary"]


def test_any_page_may_read_what_the_api_looks_like(embedded):
    assert embedded.get("/v1/openapi.json", headers={"Origin": "https://elsewhere.example"}).headers["access-control-allow-origin"] == "*"  # fmt: skip


def test_an_error_can_be_read_too(embedded):
    refused = embedded.post("/v1/answers", json={}, headers={"Origin": INTRANET})

    assert refused.status_code == 400
    assert refused.headers["access-control-allow-origin"] == INTRANET


@pytest.mark.parametrize("origin", [INTRANET, "https://elsewhere.example"])
@pytest.mark.parametrize("path", ["/", "/gradio_api/info", "/gradio_api/queue/join"])
def test_the_chat_is_read_by_no_other_page(embedded, path, origin):
    """Gradio's own answer would be: yes, and with the cookies of whoever is signed in."""
    for method in ("GET", "OPTIONS"):
        headers = embedded.request(method, path, headers={"Origin": origin} | ASKS).headers

        assert not [name for name in headers if name.startswith("access-control-")]
