"""Does a piece of work in a fresh process: its peak memory is its own, and it can be stopped."""

import resource
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

from corpus.errors import Refusal

T = TypeVar("T")
LAST = 10  # seconds that a process has to end after its work is done
UNITS = 1024**2 if sys.platform == "darwin" else 1024  # of getrusage in a megabyte


class Stopped(Refusal):
    """It took more than it was given."""


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What came out, and the most memory that the process had."""

    value: T
    megabytes: int


def apart(work: Callable[..., T], *arguments: object, seconds: float, gigabytes: float) -> Done[T]:
    """Call a function of a module in a process of its own. Raises Stopped where time or memory is spent."""
    context = get_context("spawn")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(sending, gigabytes, work, *arguments))
    process.start()
    sending.close()  # else its end would never be seen
    try:
        if not receiving.poll(seconds):
            raise Stopped(f"not done within {seconds / 60:.3g} minutes")
        done = Done[T](*receiving.recv())
        process.join(LAST)
    except EOFError as error:
        raise Stopped(f"it failed, with {gigabytes:g} GB of memory") from error
    finally:
        process.kill()
        process.join()
        receiving.close()
    return done


def megabytes() -> int:
    """The most memory that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // UNITS


def _work(sending: Connection, gigabytes: float, work: Callable[..., object], *arguments: object) -> None:
    most = int(gigabytes * 1024**3)
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    sending.send((work(*arguments), megabytes()))
