"""The same problems in the shape that OpenAI's clients know."""

from collections.abc import Mapping

from pydantic import TypeAdapter
from starlette.responses import Response

from ui.completions.shapes import Error, ErrorBody
from ui.negotiation import JSON
from ui.problems import Problem

_ERROR = TypeAdapter(Error)
_TYPES = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}
_CODES = {401: "invalid_api_key", 404: "not_found", 413: "request_too_large", 429: "rate_limit_exceeded"}


def response(given: Problem, headers: Mapping[str, str] | None = None, code: str | None = None) -> Response:
    """As an answer to a request."""
    return Response(body_of(given, code), given.status, headers, JSON)


def body_of(given: Problem, code: str | None = None) -> bytes:
    """All mistakes in one message; `param` names the first field that must change."""
    fields = [each.field for each in given.errors]
    said = "; ".join(f"{each.field}: {each.message}" for each in given.errors) if len(fields) > 1 else ""
    single = given.errors[0].message if len(fields) == 1 else ""
    kind = _TYPES.get(given.status, "server_error" if given.status >= 500 else "invalid_request_error")
    body = ErrorBody(
        said or single or given.detail, kind, fields[0] if fields else None, code or _CODES.get(given.status)
    )
    return _ERROR.dump_json(Error(body))
