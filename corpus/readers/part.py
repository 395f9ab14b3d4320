"""What a reader makes of a file: its citable parts, in the order of the document."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One citable part. `words` holds everything in it, the parts inside included, so a quote is complete."""

    eid: str  # "art_26__para_6" (CONTRACTS 2)
    headings: tuple[str, ...]  # the titles it lies under, outermost first, its article's own title last
    words: str  # one line a point: "intro:\na) first;\nb) second."


Reader = Callable[[bytes, str], tuple[Part, ...]]
"""(content of the file, its language) -> parts; raises CorpusError where the file is not whole."""
