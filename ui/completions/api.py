"""/openai/v1: chat/completions and models, through the same call as every other door."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from itertools import chain
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import StreamingResponse
from pydantic import TypeAdapter
from starlette.exceptions import HTTPException
from starlette.responses import Response

from assistant import Assistant
from corpus.errors import Refusal
from ui.completions import errors, shapes
from ui.completions.asking import UnknownModel, Unsupported, question, sent
from ui.completions.document import DESCRIPTION, describe
from ui.completions.replying import completion, stream
from ui.negotiation import EVENT_STREAM, Negotiation, json_response
from ui.openapi import application
from ui.problems import of_exception, problem

PATH = "/chat/completions"
COMPLETION, MODEL, MODELS = TypeAdapter(shapes.Completion), TypeAdapter(shapes.Model), TypeAdapter(shapes.Models)


def completions(assistant: Assistant) -> FastAPI:
    """An application of its own: its errors have OpenAI's shape, its document is its own."""
    app = application("Beleidswijzer for OpenAI's clients", DESCRIPTION, describe)
    app.add_middleware(Negotiation, routes=app.routes, streaming=(PATH,), refuse=errors.response)
    for kind in (Refusal, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, _failed)

    @app.post(PATH, response_model=shapes.Completion, operation_id="createChatCompletion", summary="Ask a question")
    def chat_completions(asked: shapes.Request) -> Response:
        """The last message is the question. With `stream` it comes as events, once the answer has been checked."""
        given, prompt = question(asked), sent(asked)
        if not asked.stream:
            return json_response(COMPLETION, completion(assistant.answer(given), prompt))
        steps = assistant.answering(given)
        # What is refused before the first step still gets its own status, as without events.
        checked: Iterator[Any] = chain([next(steps)], steps)
        options = asked.stream_options or shapes.StreamOptions()
        events = stream(checked, prompt, with_usage=bool(options.include_usage))
        return StreamingResponse(events, headers={"X-Accel-Buffering": "no"}, media_type=EVENT_STREAM)

    @app.get("/models", response_model=shapes.Models, operation_id="listModels", summary="List the models")
    def models() -> Response:
        """The one model, made on the day up to which the texts were checked."""
        return json_response(MODELS, shapes.Models((_model(assistant),)))

    @app.get("/models/{model}", response_model=shapes.Model, operation_id="getModel", summary="Read one model")
    def model(model: str) -> Response:
        """The same, by its name."""
        if model != shapes.NAME:
            raise UnknownModel(f"There is no model {model[:80]!r} here; use {shapes.NAME!r}.", "model")
        return json_response(MODEL, _model(assistant))

    return app


async def _failed(_: Request, error: Exception) -> Response:
    match error:
        case UnknownModel():
            return errors.response(problem(404, str(error), of_exception(error).errors), code="model_not_found")
        case Unsupported():
            return errors.response(of_exception(error), code="unsupported_parameter")
        case _:
            return errors.response(of_exception(error), getattr(error, "headers", None))


def _model(assistant: Assistant) -> shapes.Model:
    day = datetime.combine(assistant.corpus_date(), time(), UTC)
    return shapes.Model(created=int(day.timestamp()))
