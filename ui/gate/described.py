"""What an OpenAPI document says of who may come in and how often: for every operation, read from the table of places."""

from copy import deepcopy
from typing import Any

from ui.gate.places import place_of
from ui.problems import SENTENCES

KEY = {
    "type": "http",
    "scheme": "bearer",
    "description": "An API key of this service, or an access token of the organisation's own provider. The server says "
    "who needs one: on a machine of your own nobody does.",
}
_TEXT, _NUMBER = {"type": "string"}, {"type": "integer", "minimum": 0}
_LIMITS = {
    "RateLimit": {"description": "What is left and in how many seconds all is back, where requests are counted.", "schema": _TEXT},
    "RateLimit-Policy": {"description": "How many questions in how many seconds; reading counts for a tenth.", "schema": _TEXT},
}  # fmt: skip
_LATER = {"Retry-After": {"description": "Seconds to wait.", "schema": _NUMBER}}
_CHALLENGE = {"WWW-Authenticate": {"description": "What was wrong with the key (RFC 6750).", "schema": _TEXT}}
_OWN = {"401": _CHALLENGE, "403": _CHALLENGE, "429": _LATER, "504": {}}


def describe_access(document: dict[str, Any], base: str) -> None:
    """Add it to the document of the application that is mounted at `base`. Its errors are shaped like its 500."""
    document["components"]["securitySchemes"] = {"key": KEY}
    for path, operations in document["paths"].items():
        scope = place_of(base + path).scope
        for operation in operations.values():
            operation["security"] = [{"key": [scope.value] if scope else []}]
            _describe(operation["responses"])


def describe_open(document: dict[str, Any]) -> dict[str, Any]:
    """The same where nobody has to sign in: a key may be shown, and need not be."""
    for operations in document["paths"].values():
        for operation in operations.values():
            operation["security"].append({})
    return document


def _describe(responses: dict[str, Any]) -> None:
    for status, headers in _OWN.items():
        responses[status] = deepcopy(responses["500"]) | {"description": SENTENCES[int(status)]}
        responses[status]["headers"] = responses[status].get("headers", {}) | headers
    for status, response in responses.items():
        if status not in ("401", "403", "500", "504"):  # those come before anything is counted, or after
            response["headers"] = response.get("headers", {}) | _LIMITS
