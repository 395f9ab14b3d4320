"""What OpenAI's clients send and read, as far as this assistant takes part in it.

The names are that protocol's own. Beside them stand the fields of a question as on the native API, for those who
want to say the day, the language, a role or a layer.
"""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field

from assistant.types import Answer, Citation, Day, Language

NAME = "beleidswijzer"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a message; only pieces of text are understood."""

    type: str
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the conversation."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | tuple[Part, ...] | None = None


@dataclass(frozen=True, slots=True)
class StreamOptions:
    """`include_usage` asks for a last chunk with the number of tokens."""

    include_usage: bool | None = None


@dataclass(frozen=True, slots=True)
class ResponseFormat:
    """Only `text` is spoken."""

    type: str = "text"


@dataclass(frozen=True, slots=True)
class Request:
    """A conversation whose last message is the question.

    Without effect, because a checked answer has nothing to sample or cut: temperature, top_p, max_tokens, stop, seed,
    the penalties, logit_bias, user, store, metadata and whatever else is not named here.
    """

    model: str
    messages: tuple[Message, ...]
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    n: int | None = None
    tools: tuple[Any, ...] | None = None
    functions: tuple[Any, ...] | None = None
    response_format: ResponseFormat | None = None
    logprobs: bool | None = None
    modalities: tuple[str, ...] | None = None
    audio: Any = None
    as_of: Annotated[Day | None, Field(alias="asOf")] = None
    language: Language | None = None
    role: str | None = None
    layer: str | None = None


@dataclass(frozen=True, slots=True)
class UrlCitation:
    """A place in the text, in characters, and the source that it rests on."""

    start_index: int
    end_index: int
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """A source behind a place in the text."""

    url_citation: UrlCitation
    type: Literal["url_citation"] = "url_citation"


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer as a message."""

    content: str
    annotations: tuple[Annotation, ...]
    role: Literal["assistant"] = "assistant"
    refusal: None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """The one answer."""

    message: Reply
    index: int = 0
    finish_reason: Literal["stop"] = "stop"
    logprobs: None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens that were sent and answered, counted here."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


@dataclass(frozen=True, slots=True)
class Completion:
    """An answer. `citations` and `answer` are those of the native API, for programs that look for them."""

    id: str
    created: int
    choices: tuple[Choice, ...]
    usage: Usage
    citations: tuple[Citation, ...]
    answer: Answer
    model: str = NAME
    object: Literal["chat.completion"] = "chat.completion"


@dataclass(frozen=True, slots=True)
class Model:
    """What can be asked for as `model`."""

    created: int
    id: str = NAME
    object: Literal["model"] = "model"
    owned_by: str = NAME


@dataclass(frozen=True, slots=True)
class Models:
    """All of them: one."""

    data: tuple[Model, ...]
    object: Literal["list"] = "list"


@dataclass(frozen=True, slots=True)
class ErrorBody:
    """What went wrong, and with which field of the request."""

    message: str
    type: str
    param: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Error:
    """Every error has this shape."""

    error: ErrorBody
