"""The OpenAPI document of the door for OpenAI's clients: what it takes, what it refuses, and in which shape."""

from typing import Any

from fastapi import FastAPI
from pydantic import TypeAdapter

from ui.completions.shapes import NAME, Error
from ui.gate.described import describe_access
from ui.negotiation import EVENT_STREAM, JSON
from ui.openapi import opening
from ui.problems import SENTENCES

DESCRIPTION = (
    "For programs that already speak OpenAI's protocol. It is a compatibility surface with that protocol's names and "
    "errors; the API proper is at `/v1`. Every answer is checked before its first word is sent. Sources stand as "
    "footnotes in the text, as `annotations` of the message, and whole in `citations`. System messages have no effect. "
    "Tools, more than one answer, images, audio, log probabilities and JSON as output are refused with 400; sampling "
    "parameters are accepted without effect."
)
_REF = "#/components/schemas/{model}"


def describe(app: FastAPI, root_path: str) -> dict[str, Any]:
    """The document of the application as it is served under `root_path`."""
    document = opening(app, root_path or "/openai/v1")
    schemas = document["components"]["schemas"]
    schemas["Request"]["properties"]["model"] |= {"enum": [NAME]}
    schemas["Request"]["properties"]["messages"] |= {"minItems": 1}
    error = TypeAdapter(Error).json_schema(ref_template=_REF)
    schemas |= error.pop("$defs") | {"Error": error}
    for path, operations in document["paths"].items():
        for operation in operations.values():
            _correct(operation, path)
    describe_access(document, "/openai/v1")
    return document


def _correct(operation: dict[str, Any], path: str) -> None:
    responses = operation["responses"]
    responses.pop("422", None)
    own = ["408", "413", "415"] if "requestBody" in operation else []
    named = ["404"] if "{" in path or "requestBody" in operation else []
    for status in ("400", *named, "406", *own, "500"):
        responses[status] = _error(SENTENCES[int(status)])
    responses["503"] = _error("No index can be read now, or no model reached.")
    if "requestBody" in operation:
        responses["200"]["content"][EVENT_STREAM] = {"schema": {"type": "string"}}


def _error(sentence: str) -> dict[str, Any]:
    return {"description": sentence, "content": {JSON: {"schema": {"$ref": _REF.format(model="Error")}}}}
