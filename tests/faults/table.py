"""docs/faults.md: each fault, what happened, what was lost."""

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.faults.outcome import Outcome

FILE = Path(__file__).parents[2] / "docs" / "faults.md"
HEAD = """# What goes wrong, and what is lost

Written by `make faults`, which makes each of these faults for real and looks at what is left. Nothing in it is
filled in by hand. A reader that was open before the fault, a program that starts after it, and everything that
the index should hold are looked at each time. Where something is lost, the run fails and the table says what.
"""


def page(outcomes: Sequence[Outcome], seconds: float) -> str:
    """The whole page."""
    about = (
        f"Made on {datetime.now(UTC):%Y-%m-%d} in {seconds / 60:.0f} minutes on {os.cpu_count()} cores "
        f"({platform.system()}, Python {platform.python_version()}, Chroma {version('chromadb')}): "
        f"{len(outcomes)} faults, {sum(each.times for each in outcomes)} times."
    )
    rows = [
        "| fault | how it was made | times | what happened | lost |",
        "|---|---|---|---|---|",
        *(f"| {' | '.join(map(_cell, (e.fault, e.made, e.times, e.happened, e.lost)))} |" for e in outcomes),
    ]
    details = [f"## {each.fault[:1].upper()}{each.fault[1:]}\n\n{each.detail}\n" for each in outcomes if each.detail]
    return "\n".join([HEAD, f"{about}\n", *rows, "", *details])


def _cell(content: object) -> str:
    """On one line, without what would end the cell."""
    return " ".join(str(content).replace("|", "\\|").split())
