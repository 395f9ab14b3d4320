"""The seal of a build: how long each of its files is and what it holds, so that one that was damaged is named.

Chroma's own files are left out, for it writes into them when it opens them: its vectors are read back one by one.
"""

import json
import os
from collections.abc import Iterator
from hashlib import file_digest, sha256
from pathlib import Path

SEAL, MANIFEST, CHROMA = "seal.json", "manifest.json", "chroma"


def seal(build: Path) -> str:
    """Write the seal of what is in the folder of a build; gives its own digest, for the manifest."""
    found = {str(file.relative_to(build)): (file.stat().st_size, _digest(file)) for file in _files(build)}
    content = json.dumps(found, indent=1).encode()
    (build / SEAL).write_bytes(content)
    return sha256(content).hexdigest()


def broken(build: Path, sealed: str) -> str:
    """What is wrong with the files of a build; empty: nothing, or that it was built before there were seals.

    They are read in full at every opening, 50 ms for 45,000 passages: a changed number can end a search at any later moment.
    """
    if not sealed:
        return ""
    try:
        content = (build / SEAL).read_bytes()
    except OSError:
        return f"{SEAL} is missing"
    if sha256(content).hexdigest() != sealed:
        return f"{SEAL} was changed"
    for name, (length, digest) in json.loads(content).items():
        if why := _changed(build / name, length, digest):
            return f"{name} {why}"
    return ""


def secure(build: Path) -> None:
    """Have the disk keep all of a build, so that a power cut after the switch leaves no empty files."""
    for each in (build, *build.rglob("*")):
        secure_one(each)


def secure_one(path: Path) -> None:
    """The same for one file or folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _changed(file: Path, length: int, digest: str) -> str:
    if not file.is_file():
        return "is missing"
    if (now := file.stat().st_size) != length:
        return f"has {now} bytes instead of {length}"
    return "" if _digest(file) == digest else "was changed"


def _files(build: Path) -> Iterator[Path]:
    beside = {build / SEAL, build / MANIFEST}
    for file in sorted(build.rglob("*")):
        if file.is_file() and file not in beside and file.relative_to(build).parts[0] != CHROMA:
            yield file


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()
