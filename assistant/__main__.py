"""`python -m assistant "question"`: one answer, or a batch of them."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from assistant import Assistant, BadQuestion, Refusal, open_assistant, read_settings
from assistant.types import Answer, Question
from assistant.understanding import understand
from corpus.batches import BadBatch, read_batch, write_batch

QUESTION, ANSWER = TypeAdapter(Question), TypeAdapter(Answer)


def main(arguments: list[str]) -> int:
    """0: answered (whatever the outcome); 1: it failed; 2: wrong usage or a question that cannot be taken."""
    parser = argparse.ArgumentParser(prog="python -m assistant", description="Ask a question, with sources.")
    parser.add_argument("question", nargs="?", default=None)
    parser.add_argument("--language", choices=["nl", "en"], help="of the answer; otherwise that of the question")
    parser.add_argument("--as-of", metavar="2026-11-23", help="the peildatum: what holds on this day")
    parser.add_argument("--role", help="provider, deployer, …")
    parser.add_argument("--layer", help="gemeente, provincie, waterschap, …")
    parser.add_argument("--json", action="store_true", help="the whole answer as JSON (docs/answer.schema.json)")
    parser.add_argument("--batch", type=Path, metavar="IN.jsonl", help="a question a line: {id, question, …}")
    parser.add_argument("--out", type=Path, metavar="OUT.jsonl", help="an answer a line, with the given id")
    options = parser.parse_args(arguments)
    if (options.batch is None) == (options.question is None) or (options.batch is None) != (options.out is None):
        parser.error(
            'give a question, or --batch IN.jsonl with --out OUT.jsonl: python -m assistant "Mag ik ChatGPT gebruiken?"'
        )
    try:
        return _batch(options.batch, options.out) if options.batch else _one(options)
    except (BadQuestion, BadBatch) as error:
        print(error, file=sys.stderr)
        return 2
    except Refusal as error:
        print(error, file=sys.stderr)
        return 1


def _one(options: argparse.Namespace) -> int:
    names = ("question", "language", "as_of", "role", "layer")
    question = _question({name: getattr(options, name) for name in names if getattr(options, name) is not None})
    answer = _assistant().answer(question)
    print(
        ANSWER.dump_json(answer, by_alias=True, exclude_none=True, indent=1).decode() if options.json else plain(answer)
    )
    return 0


def _batch(source: Path, target: Path) -> int:
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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
