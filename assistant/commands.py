"""What `python -m assistant` does once its arguments are right."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from assistant.answering import Assistant
from assistant.errors import BadQuestion
from assistant.opening import open_assistant
from assistant.types import Answer, Question
from assistant.understanding import understand
from corpus.batches import read_batch, write_batch
from corpus.settings import read_settings

QUESTION, ANSWER = TypeAdapter(Question), TypeAdapter(Answer)


def one(options: argparse.Namespace) -> int:
    """Answer the question of the command line."""
    names = ("question", "language", "as_of", "role", "layer")
    question = _sound({name: getattr(options, name) for name in names if getattr(options, name) is not None})
    answer = _assistant().answer(question)
    print(
        ANSWER.dump_json(answer, by_alias=True, exclude_none=True, indent=1).decode() if options.json else plain(answer)
    )
    return 0


def batch(source: Path, target: Path) -> int:
    """Answer a file of questions."""
    questions = read_batch(source, _sound)
    assistant = _assistant()
    wire = (
        (identity, ANSWER.dump_python(assistant.answer(each), mode="json", by_alias=True, exclude_none=True))
        for identity, each in questions
    )
    write_batch(target, (answer | {"id": identity} for identity, answer in wire))
    return 0


def _sound(fields: dict[str, Any]) -> Question:
    """A question that can be taken, so that nothing is answered before the last line is known to be sound."""
    question = _question(fields)
    understand(question, date.today())  # noqa: DTZ011 - only whether it can be understood matters
    return question


def _question(fields: dict[str, Any]) -> Question:
    try:
        return QUESTION.validate_python(fields)
    except ValidationError as error:
        problem = error.errors()[0]
        field = ".".join(str(part) for part in problem["loc"])
        raise BadQuestion(f"{field}: {problem['msg']}.") from error


def _assistant() -> Assistant:
    return open_assistant(read_settings())


def plain(answer: Answer) -> str:
    """For the terminal: the answer, its notices, its sources."""
    lines = [answer.text, ""]
    lines += [f"! {notice.text}" + (f" {notice.url}" if notice.url else "") for notice in answer.notices]
    for each in answer.citations:
        lines.append(f"[{each.number}] {each.label} ({each.edition})  {each.url}")
        lines += [f"    “{each.quote}”"] if each.quote else []
    return "\n".join(lines)
