"""What one fault did."""

from dataclasses import dataclass

NOTHING = "nothing"


class Absent(Exception):
    """A program that the fault is made with is not installed here; the message says how to get it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A row of the fault table."""

    fault: str
    made: str  # how it was made, as one would do it oneself
    happened: str
    lost: str = NOTHING
    times: int = 1
    detail: str = ""  # Markdown, below the table

    @property
    def is_harmless(self) -> bool:
        return self.lost == NOTHING


def lost(*losses: str) -> str:
    """What was lost, together; every empty one is nothing."""
    return "; ".join(dict.fromkeys(each for each in losses if each)) or NOTHING
