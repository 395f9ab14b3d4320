"""The one-line file that names the live build, and the builds beside it."""

import re
from pathlib import Path

from indexing.errors import SearchError
from indexing.seals import MANIFEST

POINTER = "current"
VERSION = re.compile(r"\d{8}T\d{6,12}-\w{6}")
BUILD = "run python -m indexing build"


def current_version(folder: Path) -> str:
    """The name of the live build. Raises SearchError where the pointer names none."""
    if version := pointed(folder):
        return version
    if (folder / POINTER).exists() or versions(folder):
        raise SearchError(f"The pointer {folder / POINTER} is missing or damaged: {repair(folder)}.")
    raise SearchError(f"There is no index in {folder} yet: {BUILD}.")


def versions(folder: Path) -> list[str]:
    """The finished builds, oldest first."""
    found = (each.parent.name for each in folder.glob(f"*/{MANIFEST}"))
    return sorted(name for name in found if VERSION.fullmatch(name))


def before(folder: Path) -> str:
    """The build that one would go back to: the one before the live one, the newest where none is live; empty: none."""
    live = pointed(folder)
    return max((each for each in versions(folder) if not live or each < live), default="")


def kept(folder: Path) -> list[str]:
    """The live build and the one to go back to; the newest two where the pointer names none."""
    finished, live = versions(folder), pointed(folder)
    return [each for each in (before(folder), live) if each in finished] if live else finished[-2:]


def repair(folder: Path, damaged: str = "") -> str:
    """What to run where the pointer or an index is damaged."""
    again, older = f"{BUILD} --rebuild", before(folder)
    return f"run python -m indexing rollback to go back to {older}, or {again}" if older not in ("", damaged) else again


def damaged(folder: Path, version: str, why: str) -> SearchError:
    """The sentence about a damaged index: what is wrong with it, and how to repair that."""
    return SearchError(f"The index {version} is damaged ({' '.join(why.split())}): {repair(folder, version)}.")


def pointed(folder: Path) -> str:
    """What the pointer names, empty where it names no build."""
    try:
        version = (folder / POINTER).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""
    return version if VERSION.fullmatch(version) else ""
