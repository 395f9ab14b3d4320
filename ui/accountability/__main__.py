"""`python -m ui.accountability FOLDER`: the papers that account for this service, from the settings that it runs with."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from corpus.errors import Refusal
from corpus.running import run
from corpus.settings import read_settings
from ui.accountability.facts import facts_of
from ui.accountability.pack import pack
from ui.accountability.register import entry


def main(arguments: list[str]) -> int:
    """0: written; 1: it failed, and why stands on standard error; 2: wrong usage."""
    parser = argparse.ArgumentParser(
        prog="python -m ui.accountability",
        description="Write the algorithm register entry, model card, DPIA inputs, Article 50 notice and what happens to "
        "a question, from the settings. Files of these names are replaced.",
    )
    parser.add_argument("folder", type=Path, help="where to write them; made where it is not there")
    folder: Path = parser.parse_args(arguments).folder
    try:
        facts = facts_of(read_settings())
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in pack(facts, datetime.now(tz=UTC).date()).items():
            (folder / name).write_text(text, encoding="utf-8")
            print(folder / name)
    except Refusal as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{folder} cannot be written to ({error.strerror}); give another folder.", file=sys.stderr)
        return 1
    if lacking := entry(facts).lacking:
        print(
            f"The register takes no entry without: {', '.join(lacking)}. Set ORGANISATION and CONTACT.", file=sys.stderr
        )
    return 0


if __name__ == "__main__":
    run(main)
