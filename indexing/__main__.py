"""`python -m indexing build | verify | rollback | search`: the index from the command line."""

import argparse
import sys
from datetime import date
from pathlib import Path

from corpus.batches import BadBatch
from corpus.errors import Refusal
from corpus.running import run
from corpus.types import Kind


def main(arguments: list[str]) -> int:
    """0 done; 1 it failed, with one line on standard error; 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m indexing", description="The index that questions are searched in.")
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("build", help="index what is here, beside the live index, then switch")
    command.add_argument("--rebuild", action="store_true", help="encode every passage again")
    commands.add_parser("verify", help="hold the live index against what it says of itself")
    commands.add_parser("rollback", help="go back to the index before")
    command = commands.add_parser("search", help="what would be found, and why")
    command.add_argument("question", nargs="?")
    command.add_argument("-k", type=int, default=8, help="how many provisions")
    command.add_argument("--language", choices=["nl", "en"], default="nl")
    command.add_argument("--json", action="store_true")
    command.add_argument("--source", action="append", default=[], metavar="ID", help="of this source; may be repeated")
    command.add_argument(
        "--kind", action="append", default=[], choices=list(Kind), help="of this kind; may be repeated"
    )
    command.add_argument("--as-of", type=date.fromisoformat, metavar="DAY", help="in force on this day: 2026-12-31")
    command.add_argument("--role", default="", help="for this role: deployer, provider …")
    command.add_argument("--layer", default="", help="for this layer: gemeente, provincie …")
    command.add_argument("--batch", type=Path, metavar="IN.jsonl", help="a question a line: {id, question, language?}")
    command.add_argument("--out", type=Path, metavar="OUT.jsonl")
    options = parser.parse_args(arguments)
    if options.command == "search" and (
        (options.batch is None) == (options.question is None) or bool(options.batch) != bool(options.out)
    ):
        parser.error("give a question, or --batch IN.jsonl with --out OUT.jsonl")
    from corpus.settings import read_settings
    from indexing.commands import COMMANDS  # and with them all that searches: not for those who only ask how

    try:
        COMMANDS[options.command](read_settings(), options)
    except BadBatch as error:
        print(error, file=sys.stderr)
        return 2
    except Refusal as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    run(main)
