"""Two builders at once, and a clock that is put back."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from indexing.encoders import open_encoder
from indexing.errors import SearchError
from indexing.pointer import before, current_version, versions
from indexing.switching import rollback
from tests.faults.outcome import Outcome, lost
from tests.faults.small import ROOT, build_here, environment
from tests.faults.watching import Watch

COMMAND = [sys.executable, "-u", "-m", "tests.faults.small", "build", "--rebuild"]


def two_builders(data: Path) -> Outcome:
    """Two commands that build in the same folder at the same moment."""
    folder = data / "index"
    build_here(folder)
    watch = Watch(folder)
    running = [
        subprocess.Popen(COMMAND, cwd=ROOT, env=environment(data), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for _ in range(2)
    ]  # fmt: skip
    told = [each.communicate()[0] for each in running]
    waited = sum("waiting: another build is running" in each for each in told)
    made = sorted(line.split()[1] for each in told for line in each.splitlines() if line.startswith("Index "))
    losses = [
        *(f"a build failed: {said[-200:]}" for each, said in zip(running, told, strict=True) if each.returncode),
        "" if made == versions(folder)[-2:] and made[-1:] == [current_version(folder)] else "a build is gone",
        "" if waited == 1 else "not tried: the two did not meet",
        watch.open_reader(),
        watch.next_start(),
        watch.verified(),
    ]
    return Outcome(
        "two builds at once",
        "two `python -m indexing build --rebuild` in one folder",
        "the second one said that another build was running and waited for it; both went live one after the other, and the "
        "first can be gone back to",
        lost(*losses),
    )


def clock_put_back(data: Path) -> Outcome:
    """The machine's clock jumps a year back between two builds, and another one between the next two."""
    folder, now = data / "index", datetime.now(UTC)
    losses: list[str] = []
    made = []
    for years in (0, 1, 2):
        moment = now - timedelta(days=365 * years)
        made.append(build_here(folder, rebuild=True, clock=lambda moment=moment: moment).manifest.version)
        losses.append("" if current_version(folder) == made[-1] else "the newest build is not the live one")
    losses.append("" if made == sorted(made) and before(folder) == made[-2] else "the order of the builds")
    watch = Watch(folder)
    losses.append("" if rollback(folder, open_encoder()) == made[-2] else "rollback went to another build")
    try:
        rollback(folder, open_encoder())
        losses.append("a second rollback went on")
    except SearchError:
        losses.append("" if current_version(folder) == made[-2] else "a second rollback took the live one away")
    return Outcome(
        "the clock is put back",
        "three builds, the clock a year earlier at each; then `rollback` twice",
        "every build went live and sorts behind the one before; the first `rollback` went to the build before, the "
        "second was refused in a sentence and changed nothing",
        lost(*losses, watch.open_reader(), watch.next_start(), watch.verified()),
    )
