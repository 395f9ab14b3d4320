"""From a conversation in OpenAI's form to a question for the assistant."""

from collections.abc import Iterator

from assistant.errors import BadQuestion
from assistant.types import Question, Turn
from ui.completions.shapes import NAME, Message, Request
from ui.footnotes import without_footnotes


class UnknownModel(BadQuestion):
    """Another model was asked for."""


class Unsupported(BadQuestion):
    """Something was asked for that this assistant does not do; silence would look like doing it."""


def question(request: Request) -> Question:
    """The last message is the question, the earlier ones of user and assistant its history, in their order.

    System messages are data from outside and no instructions to this assistant: they change nothing, so they are left
    out. Raises UnknownModel, Unsupported or BadQuestion with a sentence for whoever wrote the program.
    """
    if request.model != NAME:
        raise UnknownModel(f"There is no model {request.model[:80]!r} here; use {NAME!r}.", "model")
    for field, sentence in _unsupported(request):
        raise Unsupported(sentence, field)
    spoken = [
        (each.role, _text(each, f"messages.{place}.content"))
        for place, each in enumerate(request.messages)
        if each.role in ("user", "assistant")
    ]
    if not spoken or request.messages[-1].role != "user":
        raise BadQuestion("The last message must be the question, with the role 'user'.", "messages")
    *history, (_, asked) = spoken
    return Question(
        question=asked,
        language=request.language,
        history=tuple(_turn(role, text) for role, text in history),
        as_of=request.as_of,
        role=request.role,
        layer=request.layer,
    )


def sent(request: Request) -> str:
    """All text of the request, to be counted."""
    parts = (each.content for each in request.messages)
    return "\n".join(
        part if isinstance(part, str) else "\n".join(each.text or "" for each in part) for part in parts if part
    )


def _turn(role: str, text: str) -> Turn:
    return Turn("user", text) if role == "user" else Turn("assistant", without_footnotes(text))


def _text(message: Message, field: str) -> str:
    if message.content is None or isinstance(message.content, str):
        return message.content or ""
    for part in message.content:
        if part.type != "text":
            raise Unsupported(f"Only text is understood, not {part.type[:40]!r}; leave that part out.", field)
    return "\n".join(part.text or "" for part in message.content)


def _unsupported(request: Request) -> Iterator[tuple[str, str]]:
    if (request.n or 1) != 1:
        yield "n", "There is one answer to a question; leave n out."
    if request.tools:
        yield "tools", "This assistant calls no tools; leave tools out."
    if request.functions:
        yield "functions", "This assistant calls no functions; leave functions out."
    if request.response_format and request.response_format.type != "text":
        yield (
            "response_format",
            "The answer is text with footnotes; leave response_format out and read `answer` for the fields.",
        )
    if request.logprobs:
        yield "logprobs", "Answers are checked sentences without probabilities; leave logprobs out."
    if request.audio or (request.modalities and set(request.modalities) != {"text"}):
        yield "modalities", "Answers are text; leave modalities and audio out."
    for place, each in enumerate(request.messages):
        if each.role in ("tool", "function"):
            yield f"messages.{place}.role", "This assistant calls no tools, so it takes no results of them either."
