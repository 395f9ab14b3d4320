"""`python -m ui.backup save FILE | restore FILE`: feedback, API keys and the settings' names, in one file."""

import argparse
import sys

from corpus.running import run


def main(arguments: list[str]) -> int:
    """0: done; 1: it failed, and why stands on standard error; 2: wrong usage."""
    parser = argparse.ArgumentParser(
        prog="python -m ui.backup", description="Keep what the service keeps, or put it back."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    saving = commands.add_parser("save", help="feedback, keys (their hashes) and settings (no secrets) into a new file")
    restoring = commands.add_parser("restore", help="add what is missing here; twice does no harm")
    for each in (saving, restoring):
        each.add_argument("file", help="- is standard output or input")
    options = parser.parse_args(arguments)

    from corpus.errors import Refusal
    from corpus.settings import read_settings
    from ui.backup.restoring import restore
    from ui.backup.saving import save

    try:
        if options.command == "save":
            save(read_settings(), options.file)
            return 0
        done = restore(read_settings(), options.file)
    except Refusal as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Feedback: {done.feedback} of {done.of_feedback} added, the others were there already.")
    print(f"Keys: {done.keys} of {done.of_keys} added.")
    for sentence in done.to_do:
        print(f"To do: {sentence}")
    return 0


if __name__ == "__main__":
    run(main)
