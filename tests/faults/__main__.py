"""`python -m tests.faults`: every fault, one after another, and docs/faults.md of what they did.

A fault is a function that takes a folder of its own and gives an Outcome; a new one is added to FAULTS.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults.attacking import attack_questions
from tests.faults.balancing import replica_killed
from tests.faults.bombs import bombs
from tests.faults.builders import clock_put_back, two_builders
from tests.faults.clocks import clock_of_server_changed
from tests.faults.damage import damaged_chroma, damaged_files, damaged_pointer
from tests.faults.databases import postgres_gone
from tests.faults.disks import disk_full
from tests.faults.enduring import ten_minutes_of_load
from tests.faults.killing import killed_builds
from tests.faults.malformed import malformed_requests
from tests.faults.models import dead_model, garbage_model, hostile_model, slow_model
from tests.faults.outcome import Absent, Outcome
from tests.faults.servers import chroma_server_gone
from tests.faults.table import FILE, page

FAULTS: tuple[Callable[[Path], Outcome], ...] = (
    killed_builds,
    disk_full,
    damaged_files,
    damaged_chroma,
    damaged_pointer,
    two_builders,
    clock_put_back,
    clock_of_server_changed,
    chroma_server_gone,
    postgres_gone,
    replica_killed,
    dead_model,
    slow_model,
    garbage_model,
    hostile_model,
    malformed_requests,
    bombs,
    attack_questions,
    ten_minutes_of_load,
)


def main(names: list[str]) -> int:
    """All faults, or those named; the page is only written when all were made. 1 where something was lost,
    or where a program is not installed that a fault is made with."""
    outcomes: list[Outcome] = []
    began = time.monotonic()
    for fault in FAULTS:
        if names and fault.__name__ not in names:
            continue
        started = time.monotonic()
        print(f"{fault.__name__} …", flush=True)
        try:
            with TemporaryDirectory() as folder:
                outcomes.append(fault(Path(folder) / "data"))
        except Absent as missing:
            print(missing, file=sys.stderr)
            return 1
        print(f"  lost: {outcomes[-1].lost} ({time.monotonic() - started:.0f} s)", flush=True)
    if not names:
        FILE.write_text(page(outcomes, time.monotonic() - began), encoding="utf-8")
    return int(not all(each.is_harmless for each in outcomes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
