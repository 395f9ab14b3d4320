"""`python -m assistant "question"`: one answer, or a batch of them."""

import argparse
import sys
from pathlib import Path

from assistant.errors import BadQuestion
from corpus.batches import BadBatch
from corpus.errors import Refusal
from corpus.running import run


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
    from assistant import commands  # and with them all that answers: not for those who only ask how

    try:
        return commands.batch(options.batch, options.out) if options.batch else commands.one(options)
    except (BadQuestion, BadBatch) as error:
        print(error, file=sys.stderr)
        return 2
    except Refusal as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    run(main)
