"""Shows how far it is, on a terminal only."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from tqdm import tqdm  # type: ignore[import-untyped]

T = TypeVar("T")


def progress(items: Iterable[T], what: str) -> Iterator[T]:
    """The same items, with a bar on standard error while they are taken."""
    yield from tqdm(items, desc=what, file=sys.stderr, disable=None, leave=False)
