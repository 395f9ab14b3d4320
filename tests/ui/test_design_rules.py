"""The NLGov REST API Design Rules 2.1, each held against the OpenAPI document or against what is really answered.

The names are those of the rules and of the published linter; each rule is written anew here from what it asks.
"""

import re
from itertools import chain

import pytest

KEBAB = re.compile(r"(/([a-z0-9-]+|\{[^}]+\}))+")
CAMEL = re.compile(r"[a-z][a-z0-9]*([A-Z][a-z0-9]*)*")
PASCAL = re.compile(r"([A-Z][a-z0-9]*)+")
SEMVER = re.compile(r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}(-[\w.-]+)?(\+[\w.-]+)?")
PROBLEM = "application/problem+json"
METHODS = {"get", "put", "post", "delete", "patch", "head", "options"}
A_DAY = re.compile(r"(date|datum|\w+(D|_d)(ate|atum))")


@pytest.fixture(scope="module")
def document(client):
    return client.get("/v1/openapi.json").json()


def operations(document):
    return [(f"{method} {path}", each) for path, methods in document["paths"].items() for method, each in methods.items()]  # fmt: skip


def responses(document):
    return [(f"{name} {status}", status, each) for name, operation in operations(document) for status, each in operation["responses"].items()]  # fmt: skip


def schemas(document):
    return document["components"]["schemas"]


def fields(document):
    return [(f"{name}.{field}", field, each) for name, schema in schemas(document).items() for field, each in schema.get("properties", {}).items()]  # fmt: skip


def formats(schema):
    """Of a field, also where it may be absent."""
    return {each.get("format") for each in (schema, *schema.get("anyOf", ())) if each.get("type") != "null"}


def resolved(document, schema):
    return schemas(document)[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


# Each rule gives the places that break it.
RULES = {
    "openapi3": lambda d: [] if re.fullmatch(r"3(\.\d+){1,2}", d.get("openapi", "")) else ["openapi"],
    "semver": lambda d: [] if SEMVER.fullmatch(d["info"]["version"]) else ["info.version"],
    "info-contact": lambda d: {"name", "email", "url"} - {key for key, value in d["info"]["contact"].items() if value},
    "api-servers": lambda d: [] if d["servers"] else ["servers"],
    "uri-version": lambda d: [each["url"] for each in d["servers"] if not re.search(r"/v\d+$", each["url"])],
    "servers-use-https": lambda d: [each["url"] for each in d["servers"] if each["url"].startswith("http:")],
    "no-trailing-slash": lambda d: [path for path in d["paths"] if path.endswith("/")],
    "path-segments-kebab-case": lambda d: [path for path in d["paths"] if not KEBAB.fullmatch(path)],
    "http-methods": lambda d: [name for name, _ in operations(d) if name.split()[0] not in METHODS],
    "operation-id-unique": lambda d: [] if len({each["operationId"] for _, each in operations(d)}) == len(operations(d)) else ["ids"],
    "path-params": lambda d: [
        name for name, each in operations(d)
        if set(re.findall(r"\{(\w+)\}", name)) != {p["name"] for p in each.get("parameters", ()) if p["in"] == "path"}
    ],
    "query-keys-camel-case": lambda d: [
        f"{name}: {p['name']}" for name, each in operations(d) for p in each.get("parameters", ())
        if p["in"] == "query" and not CAMEL.fullmatch(p["name"])
    ],
    "property-casing": lambda d: [name for name, field, _ in fields(d) if not CAMEL.fullmatch(field)],
    "schema-casing": lambda d: [name for name in schemas(d) if not PASCAL.fullmatch(name)],
    "version-header": lambda d: [name for name, _, each in responses(d) if "API-Version" not in each.get("headers", {})],
    "problem-details": lambda d: [name for name, status, each in responses(d) if status >= "400" and set(each["content"]) != {PROBLEM}],
    "problem-members": lambda d: [
        name for name, status, each in responses(d)
        if status >= "400" and not {"status", "title", "detail"} <= set(resolved(d, each["content"][PROBLEM]["schema"])["properties"])
    ],
    "invalid-input": lambda d: [name for name, each in operations(d) if "400" not in each["responses"] or "422" in each["responses"]],
    "date-time-timezone": lambda d: [name for name, _, each in fields(d) if formats(each) & {"date-time-local", "time"}],
    "date-omit-time": lambda d: [name for name, field, each in fields(d) if A_DAY.fullmatch(field) and formats(each) != {"date"}],
    "every-operation-is-described": lambda d: [name for name, each in operations(d) if not (each.get("summary") and each.get("description") and each.get("tags"))],
    "errors-are-described": lambda d: [name for name, each in operations(d) if not {"400", "401", "403", "406", "429", "500", "503"} <= set(each["responses"])],
    "deprecation-schedule": lambda d: [] if {"Deprecation", "Sunset"} <= set(re.findall(r"\w+", d["info"]["description"])) else ["info.description"],
}  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
def test_the_document_keeps_the_rule(document, rule):
    assert not list(RULES[rule](document))


@pytest.mark.parametrize("rule", ["version-header", "path-segments-kebab-case", "invalid-input", "property-casing", "date-omit-time"])  # fmt: skip
def test_a_rule_notices_what_breaks_it(rule):
    field = {"type": "string"}
    broken = {
        "paths": {"/All_Answers": {"get": {"responses": {"200": {}, "422": {}}}}},
        "components": {"schemas": {"Answer": {"properties": {"corpus_date": field}}}},
    }

    assert list(RULES[rule](broken))


EVERYTHING = [
    pytest.param(method, path, status, id=f"{status}_{method}_{path}")
    for method, path, status in [
        ("GET", "/v1/sources", 200), ("HEAD", "/v1/sources", 200), ("OPTIONS", "/v1/sources", 204),
        ("GET", "/v1/openapi.json", 200), ("POST", "/v1/searches", 200), ("GET", "/v1/nothing", 404), ("GET", "/v1/sources/", 404),
        ("DELETE", "/v1/sources", 405), ("HEAD", "/v1/answers", 405), ("PUT", "/v1/openapi.json", 405), ("GET", "/v1/sources?asOf=soon", 400),
    ]
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "status"), EVERYTHING)
def test_every_response_carries_the_version_and_the_security_headers(client, method, path, status):
    response = client.request(method, path, json={"question": "Welke eisen?"} if method == "POST" else None)

    assert response.status_code == status
    assert response.headers["api-version"] == "1.0.0"
    assert "frame-ancestors 'none'" in response.headers["content-security-policy"]
    assert response.headers["x-frame-options"] == "DENY"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["cache-control"] in ("no-store", "private, no-cache")
    assert "strict-transport-security" not in response.headers
    assert status < 400 or response.headers["content-type"] == PROBLEM
    assert method != "HEAD" or response.content == b""


def test_behind_tls_a_browser_is_told_to_stay_there(client):
    assert client.get("https://testserver/v1/sources").headers["strict-transport-security"].startswith("max-age=")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("OPTIONS", "/v1/answers", "POST, OPTIONS"),
        ("OPTIONS", "/v1/provisions/fiets/art_5", "GET, HEAD, OPTIONS"),
        ("GET", "/v1/answers", "POST, OPTIONS"),
        ("PATCH", "/v1/sources", "GET, HEAD, OPTIONS"),
        ("OPTIONS", "/health/live", "GET, HEAD, OPTIONS"),
    ],
)
def test_an_address_says_which_methods_it_takes(client, method, path, allowed):
    assert client.request(method, path).headers["allow"] == allowed


def test_head_says_what_get_would(client):
    full, head = client.get("/v1/sources"), client.head("/v1/sources")

    assert {name: head.headers[name] for name in ("etag", "content-length", "content-type")} == {
        name: full.headers[name] for name in ("etag", "content-length", "content-type")
    }


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("*/*", 200), ("application/json", 200), ("application/*", 200), ("text/html, application/json;q=0.1", 200),
        ("application/problem+json", 200), ("text/html", 406), ("text/event-stream", 406), ("application/json;q=0, text/html", 406),
    ],
)  # fmt: skip
def test_a_form_that_is_not_spoken_is_406(client, accept, status):
    assert client.get("/v1/sources", headers={"Accept": accept}).status_code == status


@pytest.mark.parametrize(
    ("form", "status"),
    [("application/json", 200), ("application/json; charset=utf-8", 200), ("text/plain", 415), ("application/xml", 415), ("", 415)],
)  # fmt: skip
def test_a_body_that_is_not_json_is_415(client, form, status):
    headers = {"Content-Type": form} if form else {}

    response = client.post("/v1/searches", content=b'{"question": "Welke eisen?"}', headers=headers)

    assert response.status_code == status


def test_no_question_is_ever_part_of_an_address(document):
    """/core/transport: what may be confidential travels in bodies."""
    asked = chain.from_iterable(each.get("parameters", ()) for _, each in operations(document))

    assert not {each["name"] for each in asked} & {"question", "history", "q"}
