"""Does a piece of work in a fresh process: its peak memory is its own, and it can be stopped."""

import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

from corpus.errors import Refusal

T = TypeVar("T")
LAST = 10  # seconds that a process has to end after its work is done
UNITS = 1024**2 if sys.platform == "darwin" else 1024  # of getrusage in a megabyte


class Stopped(Refusal):
    """It took more than it was given."""


STATUS = Path("/proc/self/status")  # of Linux


def apart(work: Callable[..., T], *arguments: object, seconds: float, gigabytes: float) -> tuple[T, int]:
    """What a function of a module gives in a process of its own, and its peak memory in megabytes. Raises Stopped where time or memory is spent."""
    context = get_context("spawn")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(sending, gigabytes, work, *arguments))
    process.start()
    sending.close()  # else its end would never be seen
    try:
        if not receiving.poll(seconds):
            raise Stopped(f"not done within {seconds / 60:.3g} minutes")
        outcome: tuple[T, int] | Exception = receiving.recv()
        process.join(LAST)
    except EOFError as error:  # the system ended it
        raise Stopped(f"ended before it was done, with at most {gigabytes:g} GB of memory") from error
    finally:
        process.kill()
        process.join()
        receiving.close()
    if isinstance(outcome, MemoryError):
        raise Stopped(f"it needs more than {gigabytes:g} GB of memory")
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def megabytes() -> int:
    """The most memory that this process has had; Linux's getrusage would count that of the process it came from."""
    if STATUS.exists():
        peak = re.search(r"VmHWM:\s+(\d+)", STATUS.read_text(encoding="ascii"))
        return int(peak[1]) // 1024 if peak else 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // UNITS


def command(arguments: Sequence[str]) -> tuple[float, int, int]:
    """A command of ours from the shell's side: seconds, peak megabytes, exit status.

    To be called through `apart`: a process counts the memory of the one that started it as its own, so let that be
    a small one.
    """
    started = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", *arguments], capture_output=True, check=False)  # noqa: S603
    seconds = time.perf_counter() - started
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // UNITS, done.returncode


def _work(sending: Connection, gigabytes: float, work: Callable[..., object], *arguments: object) -> None:
    most = int(gigabytes * 1024**3)
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    try:
        sending.send((work(*arguments), megabytes()))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is raised again where the work was asked for
        sending.send(error)
