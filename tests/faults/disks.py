"""A disk that is full while an index is built on it."""

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from indexing.pointer import current_version, versions
from tests.faults.outcome import Outcome, lost
from tests.faults.small import ROOT, build_here, environment
from tests.faults.watching import Watch

COMMAND = [sys.executable, "-u", "-m", "tests.faults.small", "build", "--rebuild"]
MEGABYTE = 1024**2
TOO_SMALL = (0.02, 0.2, 0.5, 0.8, 0.95)  # of what a build takes: each runs full in another stage


def disk_full(data: Path, parts: tuple[float, ...] = TOO_SMALL) -> Outcome:
    """Builds with less room than they need: a small disk of its own where we may mount one, otherwise a limit a file."""
    data.mkdir(parents=True, exist_ok=True)
    with _small_disk(data) as mounted:
        folder = data / "index"
        build_here(folder)
        watch = Watch(folder)
        needed = sum(each.stat().st_size for each in folder.rglob("*") if each.is_file())
        losses: list[str] = []
        said: list[str] = []
        for part in parts:
            before = current_version(folder)
            room = int(part * needed)
            done = _build_with(data, room) if mounted else _build_under_a_limit(data, room)
            said.append(done.stderr.strip())
            losses += [
                "" if done.returncode == 1 and done.stderr.count("\n") == 1 else f"no sentence: {done.stderr[-300:]}",
                "" if "MB are free" in done.stderr else f"another sentence: {done.stderr}",
                "" if current_version(folder) == before else "the live index changed",
                "" if {each.name for each in folder.iterdir() if each.is_dir()} == set(versions(folder)) else "a half index stayed",
                watch.open_reader(), watch.next_start(), watch.verified(),
            ]  # fmt: skip
        build_here(folder, rebuild=True)  # there is room again
        losses.append(watch.verified())
    how = (
        "a small disk (tmpfs)"
        if mounted
        else "a limit on the length of a file (RLIMIT_FSIZE), as no disk may be mounted"
    )
    return Outcome(
        "the disk is full while an index is built",
        f"{how}, room for {', '.join(f'{part:.0%}' for part in parts)} of a build",
        "each build said in one sentence that there is no room and how much is free, and left nothing behind; the "
        "live index answered all along, and a build with room went live",
        lost(*losses),
        len(parts),
        "\n".join(f"> {each.replace(str(data), '…')}" for each in dict.fromkeys(said)),
    )


def _build_with(data: Path, room: int) -> subprocess.CompletedProcess[str]:
    """On a disk that something else has filled up to so many bytes."""
    filling = data / "filling"
    free = os.statvfs(data).f_bavail * os.statvfs(data).f_frsize
    with filling.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(free - room, 1))
    try:
        return _built(data)
    finally:
        filling.unlink()


def _build_under_a_limit(data: Path, room: int) -> subprocess.CompletedProcess[str]:
    return _built(data, preexec_fn=partial(resource.setrlimit, resource.RLIMIT_FSIZE, (room // 4, room // 4)))


def _built(data: Path, **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(COMMAND, cwd=ROOT, env=environment(data), capture_output=True, text=True, check=False, **more)  # type: ignore[call-overload,no-any-return]


@contextmanager
def _small_disk(place: Path) -> Iterator[bool]:
    """Whether a disk of 200 MB could be put there."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={200 * MEGABYTE}", "tmpfs", str(place)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(place)], check=True)
