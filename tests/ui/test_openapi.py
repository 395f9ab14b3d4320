"""The OpenAPI document, and the headers that every response carries."""

import jsonschema
import pytest

PROBLEM = "application/problem+json"


def test_the_document_describes_what_is_sent(client):
    response = client.get("/v1/openapi.json")
    document = response.json()

    assert response.headers["access-control-allow-origin"] == "*"
    assert document["openapi"] >= "3"
    assert document["servers"] == [{"url": "/v1"}]
    assert document["info"]["version"] == response.headers["api-version"] == "1.0.0"
    assert set(document["info"]["contact"]) == {"name", "url", "email"}
    assert set(document["paths"]) == {"/answers", "/searches", "/feedback", "/sources", "/provisions/{source}/{eid}"}
    assert "ValidationError" not in response.text
    for operations in document["paths"].values():
        for operation in operations.values():
            assert {"400", "500"} < set(operation["responses"])
            assert "422" not in operation["responses"]
            assert all("API-Version" in each["headers"] for each in operation["responses"].values())
            assert all(
                set(each["content"]) == {PROBLEM} for status, each in operation["responses"].items() if status >= "400"
            )


@pytest.mark.parametrize(
    ("method", "path"),
    [("post", "/answers"), ("post", "/searches"), ("get", "/sources"), ("get", "/provisions/{source}/{eid}")],
)
def test_responses_hold_to_the_document(client, method, path):
    document = client.get("/v1/openapi.json").json()
    schema = document["paths"][path][method]["responses"]["200"]["content"]["application/json"]["schema"]
    address = "/v1" + path.format(source="fiets", eid="art_4__para_1")

    body = client.request(
        method, address, json={"question": "Hoe lang bewaren we de ritgegevens?"} if method == "post" else None
    ).json()

    jsonschema.validate(body, schema | {"components": document["components"]})


def test_the_document_follows_the_place_of_the_service(serve, assistant):
    served = serve(assistant, root_path="/beleidswijzer")

    assert served.get("/v1/openapi.json").json()["servers"] == [{"url": "/beleidswijzer/v1"}]
    assert served.get("/beleidswijzer/v1/openapi.json").headers["api-version"]
    assert served.get("/beleidswijzer/v1/nothing").headers["content-type"] == PROBLEM


@pytest.mark.parametrize(
    ("path", "status"),
    [("/v1/sources", 200), ("/v1/nothing", 404), ("/health/live", 200), ("/", 200), ("/nothing", 404)],
)
def test_every_response_has_its_security_headers(client, path, status):
    headers = client.get(path).headers

    inside = path.startswith(("/v1", "/health"))
    assert client.get(path).status_code == status
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["content-security-policy"].endswith("frame-ancestors 'none'" if inside else "frame-ancestors 'self'")
    assert headers["x-frame-options"] == ("DENY" if inside else "SAMEORIGIN")


def test_the_chat_may_be_embedded_where_the_settings_say(serve, assistant):
    headers = serve(assistant, embed_origins=("https://intranet.example",)).get("/").headers

    assert headers["content-security-policy"].endswith("frame-ancestors 'self' https://intranet.example")
    assert "x-frame-options" not in headers
