"""Which build is the live one: a one-line file that is replaced in one step, and what may be removed beside it."""

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from indexing.errors import SearchError, Unsound
from indexing.locks import building, unread
from indexing.opening import vectors_of
from indexing.pointer import POINTER, VERSION, before, kept, versions
from indexing.seals import MANIFEST, secure_one
from indexing.types import Encoder
from indexing.verifying import verify

STAMP = "%Y%m%dT%H%M%S%f"


def new_version(folder: Path, now: datetime) -> str:
    """A name that sorts behind those of all finished builds, also where the clock was put back since."""
    stamp = now.strftime(STAMP)
    for newest in versions(folder)[-1:]:
        if stamp <= (last := newest.partition("-")[0]):
            stamp = _after(last)
    return f"{stamp}-{uuid4().hex[:6]}"


def _after(stamp: str) -> str:
    return (datetime.strptime(stamp, STAMP) + timedelta(microseconds=1)).strftime(STAMP)  # noqa: DTZ007 - UTC


def switch(folder: Path, version: str) -> None:
    """Make a finished build the live one: one atomic replacement of a one-line file."""
    pointer = folder / f"{POINTER}.new"
    pointer.write_text(version + "\n", encoding="utf-8")
    secure_one(pointer)
    pointer.replace(folder / POINTER)
    secure_one(folder)


def rollback(folder: Path, encoder: Encoder, *, mirror: str = "", url: str = "") -> str:
    """Go back to the build before the live one, verify it, and return its version. Where that fails nothing changes."""
    with building(folder, patience=0, progress=print):
        older = before(folder)
        if not older:
            raise SearchError(
                "There is no earlier index to go back to, the live one stays: run python -m indexing build."
            )
        try:
            verify(folder, older, encoder, mirror=mirror, url=url)
        except Unsound as error:
            raise SearchError(
                f"The index {older} cannot be gone back to, because {error}: run python -m indexing build --rebuild."
            ) from error
        switch(folder, older)
        return older


def sweep(folder: Path, url: str, progress: Callable[[str], None]) -> None:
    """Remove builds that nobody can go back to, and unfinished ones, unless somebody still reads them."""
    keep = kept(folder)
    for each in sorted(folder.iterdir()):
        if not each.is_dir() or not VERSION.fullmatch(each.name) or each.name in keep:
            continue  # what is not named as a build is not ours
        if not (each / MANIFEST).exists():
            progress(f"removing: {each.name}, which was never finished")
        with unread(each / MANIFEST) as free:
            if free:
                discard(each, url)


def discard(build: Path, url: str) -> None:
    """Remove one build. Without its manifest it is no finished one, however far its removal gets."""
    (build / MANIFEST).unlink(missing_ok=True)
    if url:
        try:
            vectors_of(build, build.name, url).drop()
        except SearchError:  # the server is gone: the folder stays, so that the next build drops its collections
            return
    shutil.rmtree(build, ignore_errors=True)
