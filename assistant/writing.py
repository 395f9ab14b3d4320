"""Has the model write, checks what it wrote, and has the quoting model write instead where too little of that holds."""

import logging
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from assistant.checking import check
from assistant.draft import Sentence
from assistant.errors import AssistantError
from assistant.evidence import Found
from assistant.hindsight import written_then
from assistant.messages import message
from assistant.quoting import NAME, QuotingModel
from assistant.types import Notice, NoticeKind, Progress
from assistant.understanding import Query

LOG = logging.getLogger(__name__)
ENOUGH = 0.5  # of a language model's sentences must hold: an answer of which most is missing misleads by its gaps


class Model(Protocol):
    """Writes a draft out of evidence: the quoting model, or a language model."""

    @property
    def name(self) -> str:
        """As it is shown under an answer."""

    def compose(self, query: Query, evidence: tuple[Found, ...]) -> tuple[Sentence, ...]:
        """Sentences with the numbers of the evidence they rest on, counted from 1."""


@runtime_checkable
class SlowModel(Model, Protocol):
    """A model that takes seconds, can fail, and can be left alone by closing what it hands out."""

    def composing(self, query: Query, evidence: tuple[Found, ...]) -> Generator[None, None, tuple[Sentence, ...]]:
        """A sign of life now and then, and the draft. Raises AssistantError where it does not answer."""


@dataclass(frozen=True, slots=True)
class Written:
    """What may be shown, and who wrote it. `removed` counts all that was taken out, `is_whole` is about what is shown."""

    sentences: tuple[Sentence, ...]
    removed: int
    is_whole: bool
    model: str
    notices: tuple[Notice, ...] = ()


def write(model: Model, query: Query, evidence: tuple[Found, ...]) -> Generator[Progress, None, Written]:
    """Signs of life, and sentences that all hold. Never an error: where a language model fails, the quoting one writes."""
    draft: tuple[Sentence, ...] = ()
    try:
        if isinstance(model, SlowModel):
            writing = model.composing(query, evidence)
            draft = yield from _signs_of(writing, query)
        else:
            draft = model.compose(query, evidence)
    except AssistantError as error:
        LOG.warning("%s The quoting model answers instead.", error)
    yield Progress("checking", message("progress.checking", query.language))
    borne, unborne = check(draft, evidence, query.language, query.as_of)
    held = written_then(borne, query)  # what goes here is true and of a later day: nothing is missing without it
    removed = len(draft) - len(held)
    if model.name == NAME or (held and len(held) >= ENOUGH * len(draft)):
        return Written(held, removed, unborne == 0, model.name)
    return _quoted(model.name, draft, removed, query, evidence)


def _signs_of(
    writing: Generator[None, None, tuple[Sentence, ...]], query: Query
) -> Generator[Progress, None, tuple[Sentence, ...]]:
    """Each sign of the model as progress. Whoever closes this closes the model's own generator."""
    try:
        while True:
            next(writing)
            yield Progress("writing", message("progress.writing", query.language))
    except StopIteration as finished:
        draft: tuple[Sentence, ...] = finished.value
        return draft
    finally:
        writing.close()


def _quoted(name: str, draft: Sequence[Sentence], removed: int, query: Query, evidence: tuple[Found, ...]) -> Written:
    """The quoting model's answer over the same evidence, and why it stands there."""
    held, also = check(QuotingModel().compose(query, evidence), evidence, query.language, query.as_of)
    why = "fallback_unsupported" if draft else "fallback"
    text = message(f"notice.{why}", query.language, model=name, count=len(draft), removed=removed)
    return Written(held, removed + also, also == 0, NAME, (Notice(NoticeKind.FALLBACK, text),))
