"""`python -m evals [dev | test | bench]`: how good, and how fast."""

import argparse
import sys
import time

from assistant import open_assistant, read_settings
from corpus.errors import Refusal
from evals.cases import load_cases
from evals.report import failures, table
from evals.scoring import score
from evals.speed import times


def main(arguments: list[str]) -> int:
    """0 done; 1 it failed, with one line on standard error; 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m evals", description="How good are the answers, and how fast?")
    parser.add_argument("what", nargs="?", choices=["dev", "test", "bench"], help="default: dev and test")
    parser.add_argument("--failures", action="store_true", help="name what went wrong (dev only: test stays sealed)")
    options = parser.parse_args(arguments)
    try:
        started = time.perf_counter()
        assistant = open_assistant(read_settings())
        if options.what == "bench":
            print(f"opened in {time.perf_counter() - started:.1f} s; ", end="")
            print(times(assistant, [case.asked for case in load_cases("dev")]))
            return 0
        for split in [options.what] if options.what else ["dev", "test"]:
            scores = [score(case, assistant.answer(case.asked)) for case in load_cases(split)]
            print(f"\n{split}: {len(scores)} questions, index {scores[0].answer.index.version}\n\n{table(scores)}")
            if options.failures and split == "dev":
                print(f"\n{failures(scores)}")
    except Refusal as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
