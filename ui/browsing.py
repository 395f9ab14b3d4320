"""A real browser at a real server of ours, for pictures and measurements."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
BOX = "#bw-question textarea"


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium, closed afterwards."""
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))


@contextmanager
def served(module: str, *arguments: str) -> Iterator[str]:
    """The address of `python -m <module> --port 0`, stopped afterwards. Raises OSError where it does not start: it has
    then told why on standard error.
    """
    command: Sequence[str] = (sys.executable, "-m", module, "--port", "0", *arguments)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:  # our own command  # noqa: S603
        try:
            said = server.stdout.readline() if server.stdout else ""
            if not said:
                raise OSError(f"{module} did not start.")
            yield said.split()[-1]
        finally:
            server.terminate()
