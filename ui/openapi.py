"""The OpenAPI document, put right: FastAPI would promise a 422 that is never sent, and errors as plain JSON."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter

from ui.problems import MEDIA_TYPE, SENTENCES, Problem

CONTACT = {"name": "Beleidswijzer", "url": "https://example.org/beleidswijzer", "email": "beleidswijzer@example.org"}
DESCRIPTION = (
    "Answers questions on digital law and policy in the Netherlands and the European Union, with the provision behind "
    "every sentence. Answers are in Dutch or English. The corpus is dated: ask about any day with `asOf`."
)
_REF = "#/components/schemas/{model}"
_EVERYWHERE = {"400": SENTENCES[400], "500": SENTENCES[500], "503": "No index can be read now, or no model reached."}
_ON_BODIES = {"413": SENTENCES[413]}
_VERSION_HEADER = {"description": "The version of this API.", "schema": {"type": "string", "example": "1.0.0"}}


def describe(app: FastAPI, root_path: str) -> dict[str, Any]:
    """The document of the application as it is served under `root_path`."""
    document = get_openapi(
        title=app.title,
        version=app.version,
        description=app.description,
        contact=app.contact,
        routes=app.routes,
        servers=[{"url": root_path or "/v1"}],
    )
    schemas = document["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    problem = TypeAdapter(Problem).json_schema(ref_template=_REF)
    schemas |= problem.pop("$defs") | {"Problem": problem}
    for operations in document["paths"].values():
        for operation in operations.values():
            _correct(operation)
    return document


def _correct(operation: dict[str, Any]) -> None:
    responses = operation["responses"]
    responses.pop("422", None)
    errors = _EVERYWHERE | (_ON_BODIES if "requestBody" in operation else {})
    errors |= {status: SENTENCES[int(status)] for status in responses if status >= "400"}
    for status, sentence in sorted(errors.items()):
        schema = {"$ref": _REF.format(model="Problem")}
        responses[status] = {"description": sentence, "content": {MEDIA_TYPE: {"schema": schema}}}
    if operation["operationId"] == "createAnswer":
        responses["200"]["content"]["text/event-stream"] = {"schema": {"type": "string"}}
    elif "requestBody" not in operation:
        responses["304"] = {"description": "Unchanged since the ETag in If-None-Match."}
    for response in responses.values():
        response["headers"] = {"API-Version": _VERSION_HEADER}
