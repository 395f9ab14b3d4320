"""`python -m corpus list | fetch | check | sample | compare`: the texts from the command line."""

import argparse
import sys
from pathlib import Path

from corpus.errors import Refusal
from corpus.running import run


def main(arguments: list[str]) -> int:
    """0 done; 1 it failed, with one line on standard error; 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m corpus", description="The texts that answers come from.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="every source with its edition in force and what is here of it")
    fetched = commands.add_parser(
        "fetch", help="official texts from the mirror folder, then from their official addresses"
    )
    which = fetched.add_mutually_exclusive_group()
    which.add_argument("--all", action="store_true", help="of every source (as without this option)")
    which.add_argument("--source", action="append", metavar="ID", help="of this source only; may be given again")
    commands.add_parser(
        "check", help="hold every digest against the official texts, the catalogue and its other language"
    )
    drawn = commands.add_parser(
        "sample", help="digests drawn at random, each beside its official text, to be read by a person"
    )
    drawn.add_argument("--number", type=int, default=100)
    drawn.add_argument("--seed", type=int, default=1)
    held = commands.add_parser("compare", help="what the readers make of a mirror, beside another parser's cut of it")
    held.add_argument("mirror", type=Path)
    held.add_argument("reference", type=Path)
    options = parser.parse_args(arguments)
    from corpus.commands import COMMANDS  # and with them all readers: not for those who only ask how
    from corpus.settings import read_settings

    try:
        return COMMANDS[options.command](read_settings(), options)
    except Refusal as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    run(main)
