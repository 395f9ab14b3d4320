"""The OpenAPI document, put right: FastAPI would promise a 422 that is never sent, and errors as plain JSON."""

from collections.abc import Callable, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter
from starlette.responses import Response

from assistant.roles import known
from assistant.understanding import LIMIT
from ui.edge import VERSION
from ui.gate.described import describe_access, describe_open
from ui.negotiation import EVENT_STREAM, json_response
from ui.problems import MEDIA_TYPE, SENTENCES, Problem
from ui.watch.visit import visit_of

CONTACT = {"name": "Beleidswijzer", "url": "https://example.org/beleidswijzer", "email": "beleidswijzer@example.org"}
DESCRIPTION = (
    "Answers questions on digital law and policy in the Netherlands and the European Union, with the provision behind "
    "every sentence. Answers are in Dutch or English. The corpus is dated: ask about any day with `asOf`.\n\n"
    "Versions: fields and values of enumerations may be added within version 1, and clients ignore what they do not "
    "know; nothing is renamed or removed. A version that follows runs beside this one for at least twelve months; all "
    "that time every response of the old one carries `Deprecation` and `Sunset` with the days."
)
TAGS = [
    {"name": "Answers", "description": "Questions in, checked answers or the provisions themselves out."},
    {"name": "Sources", "description": "What the answers rest on, as it holds on a day."},
    {"name": "Feedback", "description": "What readers say of an answer."},
]
ASKING = {"Question", "Search"}
STREAMED = "/answers"
_DOCUMENT = TypeAdapter(dict[str, Any])
_REF = "#/components/schemas/{model}"
_EVERYWHERE = {
    "400": SENTENCES[400],
    "406": SENTENCES[406],
    "500": SENTENCES[500],
    "503": "No index can be read now, no model reached, or no feedback kept.",
}
_ON_BODIES = {status: SENTENCES[int(status)] for status in ("408", "413", "415")}
_VERSION_HEADER = {"description": "The version of this API.", "schema": {"type": "string", "example": "1.0.0"}}
_CACHING = {
    "no-store": {"description": "`no-store`: an answer is made anew.", "schema": {"type": "string"}},
    "private": {"description": "`private, no-cache`: keep it and ask with its ETag.", "schema": {"type": "string"}},
}
_TAG_HEADER = {"description": "Changes whenever the body would.", "schema": {"type": "string"}}
_TAG_ASKED = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The ETag of what you have; then 304 says that it is still so.",
    "schema": {"type": "string"},
}


def application(title: str, description: str, document: Callable[[FastAPI, str], dict[str, Any]]) -> FastAPI:
    """An application with a document of its own at /openapi.json, which any page may read: the rules want that.

    `document(app, root_path)` describes it as it is served.
    """
    app = FastAPI(
        title=title,
        version=VERSION,
        description=description,
        contact=CONTACT,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
    )

    @app.get("/openapi.json", include_in_schema=False)
    def openapi(request: Request) -> Response:
        headers = {"Access-Control-Allow-Origin": "*"}
        described = document(app, request.scope.get("root_path", ""))
        if not visit_of(request.scope).is_closed:
            described = describe_open(described)
        return json_response(_DOCUMENT, described, headers)

    return app


def opening(app: FastAPI, server: str, tags: Sequence[dict[str, str]] = ()) -> dict[str, Any]:
    """What every document begins with; without the shape of errors that FastAPI would have had."""
    document = get_openapi(
        title=app.title,
        version=app.version,
        description=app.description,
        contact=app.contact,
        routes=app.routes,
        tags=list(tags) or None,
        servers=[{"url": server}],
    )
    for name in ("HTTPValidationError", "ValidationError"):
        document["components"]["schemas"].pop(name, None)
    return document


def describe(app: FastAPI, root_path: str) -> dict[str, Any]:
    """The document of the application as it is served under `root_path`."""
    document = opening(app, root_path or "/v1", TAGS)
    schemas = document["components"]["schemas"]
    for name in ASKING & schemas.keys():
        _bound(schemas[name]["properties"])
    problem = TypeAdapter(Problem).json_schema(ref_template=_REF)
    schemas |= problem.pop("$defs") | {"Problem": problem}
    for path, operations in document["paths"].items():
        for operation in operations.values():
            _correct(operation, streams=path == STREAMED)
    describe_access(document, "/v1")
    return document


def _bound(fields: dict[str, Any]) -> None:
    """What the assistant itself asks of a question: something with a letter in it, and a role and layer that it knows."""
    fields["question"] |= {"minLength": 1, "maxLength": LIMIT, "pattern": r"[\p{L}\p{N}_]"}
    for name in ("role", "layer"):
        # An empty one counts as none: that is what a form sends where nothing was chosen.
        fields[name]["anyOf"][0] |= {"enum": ["", *known(name)]}


def _correct(operation: dict[str, Any], *, streams: bool) -> None:
    responses, asks = operation["responses"], "requestBody" in operation
    responses.pop("422", None)
    errors = _EVERYWHERE | (_ON_BODIES if asks else {})
    errors |= {status: SENTENCES[int(status)] for status in responses if status >= "400"}
    for status, sentence in sorted(errors.items()):
        schema = {"$ref": _REF.format(model="Problem")}
        responses[status] = {"description": sentence, "content": {MEDIA_TYPE: {"schema": schema}}}
    if streams:
        responses["200"]["content"][EVENT_STREAM] = {"schema": {"type": "string"}}
    if not asks:
        responses["304"] = {"description": "Unchanged since the ETag in If-None-Match."}
        operation.setdefault("parameters", []).append(_TAG_ASKED)
    for status, response in responses.items():
        tagged = not asks and status < "400"
        response["headers"] = {
            "API-Version": _VERSION_HEADER,
            "Cache-Control": _CACHING["private" if tagged else "no-store"],
        } | ({"ETag": _TAG_HEADER} if tagged else {})
