"""Ten minutes of questions without a pause: what is left unanswered, and whether the memory of the server stays flat."""

from pathlib import Path

from evals.cases import load_cases
from evals.load import Load, bodies, borne
from tests.faults.outcome import Outcome, lost
from tests.faults.replicas import replicas
from tests.faults.small import build_here

MINUTES, CLIENTS = 10, 8
SETTLED = 2  # minutes after which everything that is made once has been made
FLAT = 1.1  # times the memory it had then


def ten_minutes_of_load(data: Path) -> Outcome:
    """Lost is: a question without an answer, or memory that goes on growing. All digests, golden questions of dev."""
    build_here(data / "index", whole=True)
    asked = bodies([case.asked for case in load_cases("dev")])
    with replicas(data, 1) as (replica,):
        minutes = [borne(replica.server, asked, CLIENTS, 60) for _ in range(MINUTES)]
    resident = [each.memory[1] for each in minutes if each.memory]
    settled = resident[SETTLED - 1]
    growing = f"the memory grew from {settled} to {resident[-1]} MB" if resident[-1] > FLAT * settled else ""
    answered = sum(each.requests for each in minutes)
    return Outcome(
        "ten minutes of load",
        f"{CLIENTS} clients ask the {len(asked)} dev questions over and over, all digests in the index",
        f"{answered:,} questions were answered, {answered / 60 / MINUTES:.0f} a second; the server had {settled} MB after "
        f"{SETTLED} minutes and {resident[-1]} at the end ({', '.join(map(str, resident))})",
        lost(growing, *map(_unanswered, minutes)),
    )


def _unanswered(minute: Load) -> str:
    return ", ".join(f"{number} × {kind}" for kind, number in minute.errors.items())
