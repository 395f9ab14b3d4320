"""Files of the live index that are cut off, emptied, changed or removed, and a damaged pointer."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from indexing.encoders import open_encoder
from indexing.pointer import current_version
from indexing.seals import CHROMA
from indexing.switching import rollback
from tests.faults.outcome import Outcome, lost
from tests.faults.small import ROOT, build_here, environment
from tests.faults.watching import Watch

Damage = Callable[[Path], None]
REPAIR = "python -m indexing rollback to go back to "


def _change(file: Path) -> None:
    """64 bytes in the middle, turned over."""
    content, middle = file.read_bytes(), file.stat().st_size // 2
    changed = bytes(each ^ 255 for each in content[middle : middle + 64])
    file.write_bytes(content[:middle] + changed + content[middle + 64 :])


WAYS: dict[str, Damage] = {
    "cut in half": lambda file: os.truncate(file, file.stat().st_size // 2),  # in place, as a copy that breaks off
    "emptied": lambda file: os.truncate(file, 0),
    "changed": _change,
    "removed": Path.unlink,
}


def damaged_files(data: Path) -> Outcome:
    """Every file of the live index but Chroma's, in each way."""
    folder, live, watch = _two_builds(data)
    seen: Counter[str] = Counter()
    losses: list[str] = []
    files = sorted(each for each in live.rglob("*") if each.is_file() and CHROMA not in each.relative_to(live).parts)
    for file in files:
        for way, damage in WAYS.items():
            if not file.stat().st_size:
                continue
            with _damaged(file, damage):
                losses.append(watch.open_reader())
                started, verified = watch.next_start(), watch.verified()
            seen["at the next start" if started else "by `verify`" if verified else "never"] += 1
            losses += [f"no repair in: {said}" for said in (started, verified) if said and not _tells(said, file)]
            if not verified:
                losses.append(f"{file.name} {way} was not noticed")
    file = live / "keywords" / "engines.json"
    WAYS["removed"](file)
    rollback(folder, open_encoder())
    losses += [watch.next_start(), watch.verified()]
    return Outcome(
        "files of the live index are damaged",
        f"each of {len(files)} files {', '.join(WAYS)}, while a reader has the index open",
        f"the open reader answered every time. Noticed {_counted(seen)}, each in a sentence that names the index to go "
        "back to; `rollback` repaired it",
        lost(*losses),
        seen.total(),
    )


def damaged_chroma(data: Path, ways: tuple[str, ...] = tuple(WAYS)) -> Outcome:
    """Chroma's own files, in processes of their own: a damaged one may end a program."""
    _, live, watch = _two_builds(data)
    chroma = live / CHROMA
    biggest = max(chroma.glob("*/data_level0.bin"), key=lambda file: file.stat().st_size).parent
    files = [chroma / "chroma.sqlite3", *sorted(biggest.iterdir())]
    seen: Counter[str] = Counter()
    losses: list[str] = []
    rows: list[str] = []
    for file in files:
        for way in ways:
            with _damaged(file, WAYS[way], all_of=chroma):
                losses += [watch.open_reader(), watch.next_start()]
                done = _run(data, "indexing", "verify")
            seen["found by `verify`" if done.returncode else "without any effect"] += 1
            one_line = done.returncode in (0, 1) and done.stderr.count("\n") == done.returncode
            losses.append("" if one_line else f"{file.name} {way}: status {done.returncode}, {done.stderr[-200:]}")
            rows.append(f"| {file.name} | {way} | {'noticed' if done.returncode else 'without effect'} |")
    WAYS["changed"](biggest / "header.bin")  # whoever reads this one now is ended by the system
    built = _run(data, "tests.faults.small", "build", "--rebuild")
    losses += [built.stderr, watch.open_reader(), watch.verified()]
    return Outcome(
        "files of Chroma are truncated or damaged",
        f"{', '.join(file.name for file in files)}: each {', '.join(ways)}",
        f"questions were answered all along, also after a new start, from the vectors beside Chroma. {_counted(seen)}; "
        "a new build does not touch the damaged one",
        lost(*losses),
        seen.total(),
        "\n".join(["| file of Chroma | what was done to it | `verify` |", "|---|---|---|", *rows]),
    )


def damaged_pointer(data: Path) -> Outcome:
    """The one-line file that names the live index."""
    folder, live, watch = _two_builds(data)
    pointer = folder / "current"
    losses: list[str] = []
    contents = [b"", b"\n", b"\xff\xfe\x00", b"../elsewhere\n", b"20200101T000000000000-abcdef\n", None]
    for content in contents:
        if content is None:
            pointer.unlink()
        else:
            pointer.write_bytes(content)
        losses.append(watch.open_reader())
        said = watch.next_start()
        losses.append("" if "python -m indexing" in said and "\n" not in said else f"no repair in: {said}")
        if content is None or b"2020" not in content:
            version = rollback(folder, open_encoder())
            losses += ["" if version == live.name else "another index", watch.next_start(), watch.verified()]
    return Outcome(
        "the pointer to the live index is damaged",
        "empty, no text, another path, an index that is not there, removed",
        "the open reader answered on; the next start said what to run; `rollback` went to the newest index that is whole",
        lost(*losses),
        len(contents),
    )


def _tells(said: str, file: Path) -> bool:
    """Whether a sentence says how to repair it; an index without its manifest is none, and is built again."""
    return (REPAIR if file.name != "manifest.json" else "run python -m indexing") in said and "\n" not in said


def _two_builds(data: Path) -> tuple[Path, Path, Watch]:
    folder = data / "index"
    build_here(folder)
    build_here(folder, rebuild=True)
    return folder, folder / current_version(folder), Watch(folder)


@contextmanager
def _damaged(file: Path, damage: Damage, all_of: Path | None = None) -> Iterator[None]:
    """Damaged in place, and put back; `all_of`: with the folder that it lies in, which others may write into."""
    kept = file.parents[1] / "kept"
    if all_of:
        kept = all_of.with_name("kept")
        shutil.copytree(all_of, kept)
    content = file.read_bytes()
    damage(file)
    try:
        yield
    finally:
        if all_of:
            shutil.rmtree(all_of)
            kept.rename(all_of)
        else:
            file.write_bytes(content)


def _run(data: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, env=environment(data), capture_output=True, text=True, check=False
    )


def _counted(seen: Counter[str]) -> str:
    return ", ".join(f"{count} {how}" for how, count in seen.most_common())
