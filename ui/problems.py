"""Errors of the API as problem+json (RFC 9457): a title, a status and a sentence; never a stack trace."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import TypeAdapter
from starlette.exceptions import HTTPException
from starlette.responses import Response

from assistant.errors import BadQuestion
from corpus.errors import Refusal

log = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"
SENTENCES = {
    400: "The request is not valid; `errors` says what to change.",
    401: "Show a key or token that holds: Authorization: Bearer <key>.",
    403: "This key or token may not do this; ask who runs the service.",
    404: "There is nothing at this address.",
    405: "This address does not take this method.",
    406: "This address answers in JSON; leave Accept out, or let it name application/json.",
    408: "The request did not arrive in time; send it again.",
    409: "What you send does not go together with what was sent before.",
    413: "The request is too large: at most 200 kB.",
    415: "The body must be JSON: send it with Content-Type: application/json.",
    429: "Too many questions in a short time; wait as long as Retry-After says.",
    500: "Something went wrong here. Try again; if it keeps failing, tell the administrator.",
    504: "This took too long, so it was stopped; try again, or ask a shorter question.",
}


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field of the request."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong with a request."""

    status: int
    title: str
    detail: str
    type: str = "about:blank"
    errors: tuple[FieldError, ...] = ()


_JSON = TypeAdapter(Problem)


def problem(status: int, detail: str = "", errors: tuple[FieldError, ...] = ()) -> Problem:
    """With the title that belongs to the status, and a general sentence where no better one is given."""
    return Problem(status, HTTPStatus(status).phrase, detail or SENTENCES[status], errors=errors)


def wire(given: Problem) -> bytes:
    """As JSON; `errors` only where there are any."""
    return _JSON.dump_json(given, exclude_defaults=False, exclude=None if given.errors else {"errors"})


def response(given: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """As an answer to a request."""
    return Response(wire(given), given.status, headers, MEDIA_TYPE)


def of_exception(error: Exception) -> Problem:
    """What a client hears of an exception. An unexpected one is logged and not told."""
    match error:
        case BadQuestion():
            return problem(400, str(error), (FieldError(error.field, str(error)),))
        case Refusal():
            return problem(503, str(error))
        case RequestValidationError():
            return problem(400, errors=tuple(_field_error(each["loc"], each["msg"]) for each in error.errors()))
        case HTTPException():
            said = error.detail if error.detail != HTTPStatus(error.status_code).phrase else ""
            return problem(error.status_code, said)
        case _:
            log.error("A request failed", exc_info=error)
            return problem(500)


def answer_with_problems(app: FastAPI) -> None:
    """Let every error of the application become a problem."""

    async def handle(_: Request, error: Exception) -> Response:
        return response(of_exception(error), getattr(error, "headers", None))

    for kind in (Refusal, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, handle)


def _field_error(location: tuple[str | int, ...], message: str) -> FieldError:
    """`("body", "history", 0, "role")` is the field `history.0.role`; a body that is no JSON is the field `body`."""
    place, *inside = location
    named = [str(step) for step in inside if not (place == "body" and isinstance(step, int) and len(inside) == 1)]
    return FieldError(".".join(named) or str(place), message)
