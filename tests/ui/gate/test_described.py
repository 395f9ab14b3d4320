"""What the two OpenAPI documents say of keys and limits, held against what happens."""

import pytest

SCOPES = {
    "/v1": {"/answers": "answers:read", "/searches": "answers:read", "/sources": "sources:read", "/provisions/{source}/{eid}": "sources:read", "/feedback": "feedback:write"},
    "/openai/v1": {"/chat/completions": "openai", "/models": "openai"},
}  # fmt: skip


@pytest.mark.parametrize("base", SCOPES)
def test_every_operation_names_its_scope_its_refusals_and_its_limits(stranger, keys, base):
    document = stranger.get(f"{base}/openapi.json").json()

    assert set(document["components"]["securitySchemes"]) == {"key"}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            address = base + path.replace("{source}", "fiets").replace("{eid}", "art_5").replace("{model}", "a")
            [[scope]] = [each["key"] for each in operation["security"]]
            assert SCOPES[base].get(path, scope) == scope
            assert {"401", "403", "429", "504"} < set(operation["responses"])
            assert "Retry-After" in operation["responses"]["429"]["headers"]
            assert {"RateLimit", "RateLimit-Policy"} <= set(
                operation["responses"][min(operation["responses"])]["headers"]
            )
            refused = stranger.request(method, address)
            [kind] = operation["responses"]["401"]["content"]
            assert (refused.status_code, refused.headers["content-type"]) == (401, kind)
            assert set(operation["responses"]["401"]["headers"]) <= {"WWW-Authenticate", "API-Version", "Cache-Control"}


@pytest.mark.parametrize("base", SCOPES)
def test_where_nobody_signs_in_a_key_may_be_left_out(house_of, assistant, base):
    document = house_of(assistant).at("127.0.0.1", "localhost").get(f"{base}/openapi.json").json()

    for operations in document["paths"].values():
        for operation in operations.values():
            assert operation["security"][1:] == [{}]
