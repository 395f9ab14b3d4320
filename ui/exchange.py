"""A question with its answer, and the conversation as the browser keeps it between two questions."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from assistant.types import Answer

log = logging.getLogger(__name__)
KEPT = 20  # exchanges; a browser keeps five megabytes, and an answer is some thirty kilobytes


@dataclass(frozen=True, slots=True)
class Exchange:
    """The answer holds the question and the peildatum; role and layer are what was chosen beside it."""

    answer: Answer
    role: str = ""
    layer: str = ""


Conversation = tuple[Exchange, ...]
_EXCHANGE = TypeAdapter(Exchange)


def packed(conversation: Sequence[Exchange]) -> list[dict[str, Any]]:
    """As JSON, the newest ones."""
    return [_EXCHANGE.dump_python(each, mode="json", by_alias=True, exclude_none=True) for each in conversation[-KEPT:]]


def unpacked(kept: object) -> Conversation:
    """What the browser kept. It may have been written by an older version, or by hand: what is no exchange is left out."""
    exchanges: list[Exchange] = []
    for each in kept[-KEPT:] if isinstance(kept, list) else []:
        try:
            exchanges.append(_EXCHANGE.validate_python(each))
        except ValidationError as error:
            log.info("An exchange from the browser was left out: %d fields did not fit.", error.error_count())
    return tuple(exchanges)
