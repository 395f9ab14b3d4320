"""`python -m tests.faults.beside [DATA]`: how much two replicas behind nginx bear beside one, on this machine.

DATA is a folder with an index, which is only read; without it an index of a few sources is built. The clients and nginx
run on the same cores, so on a small machine this tells what a second process is worth, not a second machine.
"""

import os
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from tests.faults.asking import Asked, load, program
from tests.faults.replicas import Replica, nginx, replicas
from tests.faults.small import build_here, entries

CLIENTS, SECONDS, ROUNDS = 8, 8.0, 3
HEAD = "| replicas | answers a second | median (ms) | 95 % within (ms) | failed | processor time an answer (ms) |\n|---|---|---|---|---|---|"


def beside(data: Path, folder: Path) -> list[str]:
    """A row for one and a row for two, the rounds of both by turns; of each the round with most answers."""
    rows: dict[int, tuple[float, str]] = {}
    with replicas(data, 2) as both, ExitStack() as fronts:
        ports = {
            number: fronts.enter_context(nginx(folder / f"nginx-{number}", tuple(each.port for each in both[:number])))
            for number in (1, 2)
        }
        for number in (1, 2) * ROUNDS:
            asked, worked = borne(ports[number], both[:number], SECONDS)
            rate = len(asked.seconds) / SECONDS
            cuts = [1000 * each for each in quantiles(asked.seconds, n=100)]
            row = f"| {number} | {rate:.0f} | {cuts[49]:.0f} | {cuts[94]:.0f} | {len(asked.failures)} | {1000 * worked / len(asked.seconds):.0f} |"
            rows[number] = max(rows.get(number, (0.0, "")), (rate, row))
    return [row for _, row in rows.values()]


def borne(port: int, running: tuple[Replica, ...], seconds: float) -> tuple[Asked, float]:
    """What came of so many seconds, and the seconds that processors worked for the replicas."""
    said = [each.digest.asks_nl[0] for each in entries() if each.digest and each.digest.asks_nl]
    turns = count()
    before = sum(each.server.worked() for each in running)

    def of_many() -> Callable[[], str]:
        ask = program(port)
        return lambda: ask(said[next(turns) % len(said)])

    with load([of_many() for _ in range(CLIENTS)]) as asked:
        time.sleep(seconds)
    return asked, sum(each.server.worked() for each in running) - before


def main(arguments: list[str]) -> int:
    """Print the table."""
    busy = os.getloadavg()[0]
    with TemporaryDirectory() as folder:
        data = Path(*arguments[:1]).resolve() if arguments else Path(folder) / "data"
        if not arguments:
            build_here(data / "index")
        rows = beside(data, Path(folder))
    print(HEAD, *rows, sep="\n")
    print(
        f"\n{CLIENTS} clients, {SECONDS:g} seconds a round, the better of {ROUNDS}; {os.cpu_count()} cores, load before: {busy:.1f}."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
