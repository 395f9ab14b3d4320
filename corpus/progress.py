"""Shows how far it is, on a terminal only."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from tqdm import tqdm  # type: ignore[import-untyped]

T = TypeVar("T")


def progress(items: Iterable[T], what: str, total: int | None = None) -> Iterator[T]:
    """The same items, with a bar on standard error while they are taken; `total` where they cannot be counted."""
    yield from tqdm(items, desc=what, total=total, file=sys.stderr, disable=None, leave=False)
