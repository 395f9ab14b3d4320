"""Does what may end a program in a program of its own: Chroma falls over files that were damaged (SIGSEGV)."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

from indexing.errors import Unsound

T = TypeVar("T")


def apart(work: Callable[..., T], *arguments: object) -> T:
    """What a function of a module gives. Raises what it raises, and Unsound where it ended its program."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as program:
        try:
            return program.submit(work, *arguments).result()
        except BrokenProcessPool as error:
            raise Unsound("Chroma's files ended the program that read them") from error
