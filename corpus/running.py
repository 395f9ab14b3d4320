"""Runs a command of ours as a program."""

import os
import sys
from collections.abc import Callable
from typing import NoReturn

CUT_OFF = 141  # what a shell reports of a program that was stopped because nobody read on (128 + SIGPIPE)


def run(main: Callable[[list[str]], int]) -> NoReturn:
    """Ends with the status of `main`; without a trace where its output is read no further (`… | head`)."""
    try:
        status = main(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still in the buffer goes nowhere
        status = CUT_OFF
    sys.exit(status)
