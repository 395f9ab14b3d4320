"""`kill -9` at any moment of a build, in each of its stages."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

from indexing.pointer import current_version, versions
from indexing.types import Stage
from tests.faults.outcome import Outcome, lost
from tests.faults.small import ROOT, build_here, environment
from tests.faults.watching import Watch

COMMAND = [sys.executable, "-u", "-m", "tests.faults.small", "build", "--rebuild"]
SEED = 20261126
SECONDS = 180  # that one build may take


def killed_builds(data: Path, times: int = 50, least: int = 5) -> Outcome:
    """Kill builds until each stage was hit so often; the live index is held against everything after each."""
    folder, chance = data / "index", Random(SEED)
    build_here(folder)
    watch = Watch(folder)
    lasting = _timed(data)
    hits: Counter[Stage] = Counter()
    losses: list[str] = []
    switched = left = 0
    for _ in range(2 * times):
        stage = min(Stage, key=lambda each: hits[each])
        before = current_version(folder)
        hit = _killed(data, stage, chance.random() * lasting[stage])
        if hit is None:  # it was done before it could be killed
            continue
        hits[hit] += 1
        switched += current_version(folder) != before
        left = max(left, len(_builds(folder)) - len(versions(folder)))
        losses += [watch.open_reader(), watch.next_start(), watch.verified()]
        print(f"  killed {sum(hits.values())} of {times}: {hit}", flush=True)
        if sum(hits.values()) >= times and min(hits[each] for each in Stage) >= least:
            break
    report = build_here(folder, rebuild=True)
    if _builds(folder) != set(versions(folder)) or current_version(folder) != report.manifest.version:
        losses.append("the next build left something behind")
    if min(hits[each] for each in Stage) < least:
        losses.append(f"not tried: some stages were hit less than {least} times")
    return Outcome(
        "`kill -9` while an index is built",
        "the process is killed at a random moment of a stage that it has told of",
        f"the open reader and the next start answered every time, the live index was whole every time; {switched} kills "
        f"came after the switch. At most {left} unfinished builds lay there; the next build removed all of them",
        lost(*losses),
        sum(hits.values()),
        "\n".join(["| killed while | times |", "|---|---|", *(f"| {each} | {hits[each]} |" for each in Stage)]),
    )


def _builds(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir() if each.is_dir()}


def _timed(data: Path) -> dict[Stage, float]:
    """Seconds of each stage of a build that is not killed."""
    moments: list[tuple[Stage | None, float]] = []
    with subprocess.Popen(COMMAND, cwd=ROOT, env=environment(data), stdout=subprocess.PIPE, text=True) as building:
        assert building.stdout
        moments += [(_stage(line), time.monotonic()) for line in building.stdout]  # the last line says that it is live
    ends = [since for _, since in moments[1:]]
    return {stage: end - since for (stage, since), end in zip(moments, ends, strict=False) if stage}


def _killed(data: Path, stage: Stage, delay: float) -> Stage | None:
    """Kill a build so long after that stage has begun; gives the stage that it was in, none where it was done."""
    with subprocess.Popen(COMMAND, cwd=ROOT, env=environment(data), stdout=subprocess.PIPE) as building:
        assert building.stdout
        told = b""
        until = time.monotonic() + SECONDS
        while f"{stage}:".encode() not in told and time.monotonic() < until:
            told += os.read(building.stdout.fileno(), 4096)
        time.sleep(delay)
        building.send_signal(signal.SIGKILL)
        told += building.stdout.read()
    if building.returncode != -signal.SIGKILL:
        return None
    stages = [found for line in told.decode().splitlines() if (found := _stage(line))]
    return stages[-1]


def _stage(line: str) -> Stage | None:
    """The stage that a line of a build's progress tells of."""
    name = line.partition(":")[0]
    return Stage(name) if name in set(Stage) else None
