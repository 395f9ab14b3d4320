"""From an answer to what OpenAI's clients read: whole, or in pieces once it has been checked."""

import json
import re
import time
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from pydantic import TypeAdapter

from assistant.budget import count
from assistant.types import Answer, Progress
from ui.completions.errors import body_of
from ui.completions.shapes import NAME, Annotation, Choice, Completion, Reply, UrlCitation, Usage
from ui.footnotes import marks, with_footnotes
from ui.problems import of_exception

ANSWER, ANNOTATIONS = TypeAdapter(Answer), TypeAdapter(tuple[Annotation, ...])
DONE = b"data: [DONE]\n\n"
_AFTER_A_SENTENCE = re.compile(r"(?<=[.!?\]] )|(?<=\n)")


def completion(answer: Answer, prompt: str) -> Completion:
    """The whole answer; `prompt` is what was sent, to be counted."""
    text = with_footnotes(answer)
    return Completion(
        id=_identity(),
        created=int(time.time()),
        choices=(Choice(Reply(text, annotations(answer))),),
        usage=_usage(prompt, text),
        citations=answer.citations,
        answer=answer,
    )


def stream(steps: Iterator[Progress | Answer], prompt: str, *, with_usage: bool) -> Iterator[bytes]:
    """The answer sentence by sentence; while it is made, comments keep the connection alive.

    Nothing is sent before the whole answer has been checked. The last delta carries the annotations, and beside it
    stand the citations. What fails on the way is an error in the stream, which then ends without [DONE].
    """
    chunk = {"id": _identity(), "object": "chat.completion.chunk", "created": int(time.time()), "model": NAME}
    yield _data(chunk | _delta({"role": "assistant", "content": ""}))
    try:
        for step in steps:
            if isinstance(step, Progress):
                yield f": {step.stage}\n\n".encode()
                continue
            text = with_footnotes(step)
            for sentence in sentences(text):
                yield _data(chunk | _delta({"content": sentence}))
            yield _data(chunk | _last(step))
            if with_usage:
                usage = TypeAdapter(Usage).dump_python(_usage(prompt, text))
                yield _data(chunk | {"choices": [], "usage": usage})
    except Exception as error:  # of_exception logs it; the client hears a sentence  # noqa: BLE001
        yield b"data: " + body_of(of_exception(error)) + b"\n\n"
        return
    yield DONE


def annotations(answer: Answer) -> tuple[Annotation, ...]:
    """The source behind each [n], with its place in the text."""
    return tuple(
        Annotation(UrlCitation(each.start, each.end, each.citation.label, each.citation.url)) for each in marks(answer)
    )


def sentences(text: str) -> tuple[str, ...]:
    """The text in pieces that read well when they come one by one; together they are the text."""
    return tuple(each for each in _AFTER_A_SENTENCE.split(text) if each)


def _last(answer: Answer) -> dict[str, Any]:
    whole = ANSWER.dump_python(answer, mode="json", by_alias=True, exclude_none=True)
    delta = {"annotations": ANNOTATIONS.dump_python(annotations(answer), mode="json")}
    return _delta(delta, "stop") | {"citations": whole["citations"], "answer": whole}


def _delta(delta: dict[str, Any], finished: str | None = None) -> dict[str, Any]:
    return {"choices": [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": finished}]}


def _usage(prompt: str, text: str) -> Usage:
    asked, answered = count(prompt), count(text)
    return Usage(asked, answered, asked + answered)


def _identity() -> str:
    return f"chatcmpl-{uuid4().hex}"


def _data(value: dict[str, Any]) -> bytes:
    return b"data: " + json.dumps(value, ensure_ascii=False).encode() + b"\n\n"
