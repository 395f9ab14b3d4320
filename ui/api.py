"""The HTTP API under /v1, and /health (CONTRACTS 7). It follows the NLGov REST API Design Rules."""

import hashlib
from collections.abc import Iterator
from enum import Enum
from itertools import chain
from typing import Annotated, Any, Literal

from fastapi import FastAPI, Header, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import TypeAdapter
from starlette.exceptions import HTTPException

from assistant import Assistant
from assistant.searching import Search, SearchResult
from assistant.types import Answer, Day, Language, Progress, Question
from assistant.views import ProvisionView, SourceView
from ui.edge import VERSION
from ui.feedback.judgement import Judgement, Receipt
from ui.feedback.register import KeyReused, Register
from ui.negotiation import EVENT_STREAM, JSON, Negotiation, best
from ui.openapi import CONTACT, DESCRIPTION, describe
from ui.problems import answer_with_problems, of_exception, problem, response, wire

ANSWER, PROGRESS, FOUND = TypeAdapter(Answer), TypeAdapter(Progress), TypeAdapter(SearchResult)
RECEIPT = TypeAdapter(Receipt)
SOURCES, PROVISION = TypeAdapter(tuple[SourceView, ...]), TypeAdapter(ProvisionView)
ANSWERS: list[str | Enum] = ["Answers"]
TEXTS: list[str | Enum] = ["Sources"]
FEEDBACK: list[str | Enum] = ["Feedback"]
UNBUFFERED = {"X-Accel-Buffering": "no"}  # nginx would hold the events back until the answer is there
AsOf = Annotated[Day | None, Query(alias="asOf", description="The day whose law you ask for; without it, today.")]
Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        max_length=255,
        description="A name of your own for this feedback, such as a UUID. Sent again with the same body it gives the "
        "same 201 and is kept once; with another body it gives 409.",
    ),
]
In = Annotated[Language, Query(description="The language of titles, labels and our own words.")]


def api(assistant: Assistant, register: Register) -> FastAPI:
    """Everything under /v1, as an application of its own: its unknown paths are its own 404."""
    app = FastAPI(
        title="Beleidswijzer",
        version=VERSION,
        description=DESCRIPTION,
        contact=CONTACT,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
    )
    answer_with_problems(app)
    app.add_middleware(Negotiation, routes=app.routes, streaming=("/answers",))

    @app.get("/openapi.json", include_in_schema=False)
    def openapi(request: Request) -> Response:
        headers = {"Access-Control-Allow-Origin": "*"}  # the rules want it readable by any page
        return _json(TypeAdapter(dict[str, Any]), describe(app, request.scope.get("root_path", "")), headers)

    @app.post("/answers", response_model=Answer, operation_id="createAnswer", summary="Ask a question", tags=ANSWERS)
    def answers(question: Question, request: Request) -> Response:
        """The answer with its sources. With `Accept: text/event-stream` it comes as events: `progress`, then `answer`
        or `error`.
        """
        if best(request.headers.get("accept", ""), (JSON, EVENT_STREAM)) != EVENT_STREAM:
            return _json(ANSWER, assistant.answer(question))
        steps = assistant.answering(question)
        # What is refused before the first step still gets its own status, as without events.
        events = _events(chain([next(steps)], steps))
        return StreamingResponse(events, headers=UNBUFFERED, media_type=EVENT_STREAM)

    @app.post(
        "/searches",
        response_model=SearchResult,
        operation_id="createSearch",
        summary="Search without an answer",
        tags=ANSWERS,
    )
    def searches(asked: Search) -> Response:
        """The provisions that belong to a question, best first, with what they say and where to read them."""
        return _json(FOUND, assistant.search(asked))

    @app.post(
        "/feedback",
        status_code=201,
        response_model=Receipt,
        responses={409: {}},
        operation_id="giveFeedback",
        summary="Judge an answer",
        tags=FEEDBACK,
    )
    def feedback(judgement: Judgement, idempotency_key: Key = "") -> Response:
        """Keeps a verdict together with the answer that it speaks of, which the request carries: answers themselves are
        not kept. Personal data in `text` is masked.
        """
        try:
            return _json(RECEIPT, register.add(judgement, idempotency_key), status=201)
        except KeyReused as error:
            raise HTTPException(409, str(error)) from error

    @app.get(
        "/sources",
        response_model=tuple[SourceView, ...],
        operation_id="listSources",
        summary="List the sources",
        tags=TEXTS,
    )
    def sources(request: Request, language: In = "nl", as_of: AsOf = None) -> Response:
        """Every source that answers come from, in the edition of that day."""
        return _tagged(request, SOURCES, assistant.sources(language, as_of))

    @app.get(
        "/provisions/{source}/{eid}",
        response_model=ProvisionView,
        responses={404: {}},
        operation_id="getProvision",
        summary="Read one provision",
        tags=TEXTS,
    )
    def provision(request: Request, source: str, eid: str, language: In = "nl", as_of: AsOf = None) -> Response:
        """One provision as it holds on that day, such as `ai-act` and `art_26__para_6`."""
        view = assistant.provision(source, eid, language, as_of)
        if view is None:
            raise HTTPException(404, f"There is no provision {source}/{eid}.")
        return _tagged(request, PROVISION, view)

    return app


def health(assistant: Assistant) -> FastAPI:
    """/health: whether the process lives, and whether it can answer."""
    app = FastAPI(openapi_url=None, redirect_slashes=False)
    answer_with_problems(app)
    app.add_middleware(Negotiation, routes=app.routes)

    @app.get("/live")
    def live() -> dict[Literal["status"], str]:
        return {"status": "live"}

    @app.get("/ready")
    def ready() -> Response:
        if reason := assistant.ready():
            return response(problem(503, reason))
        return _json(TypeAdapter(dict[str, str]), {"status": "ready"})

    return app


def _events(steps: Iterator[Progress | Answer]) -> Iterator[bytes]:
    """Once the stream runs the status is said, so that an error becomes an event."""
    try:
        for step in steps:
            if isinstance(step, Answer):
                yield _event("answer", ANSWER.dump_json(step, by_alias=True, exclude_none=True))
            else:
                yield _event("progress", PROGRESS.dump_json(step, by_alias=True))
    except Exception as error:  # of_exception logs it; the client hears a sentence  # noqa: BLE001
        yield _event("error", wire(of_exception(error)))


def _event(name: str, body: bytes) -> bytes:
    return b"event: " + name.encode() + b"\ndata: " + body + b"\n\n"


def _json(
    adapter: TypeAdapter[Any], value: object, headers: dict[str, str] | None = None, status: int = 200
) -> Response:
    return Response(adapter.dump_json(value, by_alias=True, exclude_none=True), status, headers, JSON)


def _tagged(request: Request, adapter: TypeAdapter[Any], value: object) -> Response:
    """With an ETag; a client that has the same already gets 304 and no body."""
    full = _json(adapter, value)
    tag = f'"{hashlib.sha256(full.body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    held = {each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")}
    if held & {tag, "*"}:
        return Response(status_code=304, headers=headers)
    full.headers.update(headers)
    return full
