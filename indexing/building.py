"""Builds a new index beside the live one, checks it, and switches in one step.

A Chroma folder that is written again after a crash loses vectors without a word, so a build never touches
an older one: it has a folder (or a collection on the server) of its own, and an unfinished one is thrown away.
"""

import json
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import numpy as np

from corpus.storing import store
from corpus.types import Provision, Source
from indexing.compared import Compared
from indexing.errors import SearchError
from indexing.keywords import Keywords
from indexing.meanings import EXACT
from indexing.opening import (
    COMPARED,
    FORMAT,
    KEYWORDS,
    MANIFEST,
    POINTER,
    current_version,
    identities,
    read_manifest,
    vectors_of,
    versions,
)
from indexing.passages import cut_all
from indexing.types import BuildReport, Encoder, Manifest, Passage, Vectors

KEPT_BUILDS = 2  # the live one and the one before it, for `rollback`


def build(
    sources: tuple[Source, ...],
    provisions: tuple[Provision, ...],
    folder: Path,
    encoder: Encoder,
    *,
    corpus_date: date,
    mirror: str = "",
    url: str = "",
    rebuild: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> BuildReport:
    """Make an index of these provisions in `folder`; vectors of unchanged passages are copied unless `rebuild`."""
    passages = cut_all(provisions)
    if not passages:
        raise SearchError("There is nothing to index: corpus/digests is empty and no official texts were fetched.")
    content = _content(sources, provisions, encoder, corpus_date, mirror)
    live = None if rebuild else _live(folder)
    if live and live.content == content:
        return BuildReport(live, encoded=0, kept=len(passages), removed=0)
    known = _known(live, folder, url) if live and live.encoder == encoder.name else {}
    version = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{uuid4().hex[:6]}"
    target = folder / version
    target.mkdir(parents=True)
    try:
        fresh = {passage.digest: passage.text for passage in passages if passage.digest not in known}
        progress(f"{len(fresh)} of {len(passages)} passages to encode")
        vectors = _vectors(passages, known, fresh, encoder)
        index = vectors_of(target, version, url)
        index.fill(passages, vectors)
        ids = identities(provisions)
        compared = Compared.gather(index, ids)
        if len(compared) != len(passages):
            raise SearchError(
                f"Only {len(compared)} of {len(passages)} vectors were stored; free some disk and build again."
            )
        if len(passages) <= EXACT:
            compared.save(target / COMPARED)
        Keywords.build(passages, ids).save(target / KEYWORDS)
        store(target, sources, provisions)
        manifest = Manifest(
            version=version,
            built_at=datetime.now(UTC).isoformat(timespec="seconds"),
            encoder=encoder.name,
            corpus_date=corpus_date.isoformat(),
            mirror=mirror,
            provisions=len(provisions),
            passages=len(passages),
            content=content,
            format=FORMAT,
        )
        (target / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1), encoding="utf-8")
    except BaseException:
        _discard(target, url)
        raise
    switch(folder, version)
    _sweep(folder, url)
    gone = known.keys() - {passage.digest for passage in passages}
    kept = sum(passage.digest in known for passage in passages)
    return BuildReport(manifest, encoded=len(passages) - kept, kept=kept, removed=len(gone))


def switch(folder: Path, version: str) -> None:
    """Make a finished build the live one: one atomic replacement of a one-line file."""
    pointer = folder / f"{POINTER}.new"
    pointer.write_text(version + "\n", encoding="utf-8")
    pointer.replace(folder / POINTER)


def rollback(folder: Path) -> str:
    """Go back to the build before the live one and return its version."""
    current = current_version(folder)
    older = [version for version in versions(folder) if version < current]
    if not older:
        raise SearchError("There is no earlier index to go back to; run python -m indexing build.")
    read_manifest(folder, older[-1])  # one of another format is refused before it is live
    switch(folder, older[-1])
    return older[-1]


def _content(
    sources: tuple[Source, ...], provisions: tuple[Provision, ...], encoder: Encoder, corpus_date: date, mirror: str
) -> str:
    """Changes when an index of these would. The values are frozen, so that what they print is all they are."""
    made_from = repr((FORMAT, sources, provisions, encoder.name, corpus_date, mirror))
    return sha256(made_from.encode()).hexdigest()


def _live(folder: Path) -> Manifest | None:
    """What the live index says of itself; None where there is none that can be read, and so nothing to keep."""
    try:
        return read_manifest(folder, current_version(folder))
    except SearchError:
        return None


def _known(live: Manifest, folder: Path, url: str) -> dict[str, Vectors]:
    """The vectors of the live index by the digest of their text; none where they are damaged."""
    try:
        return vectors_of(folder / live.version, live.version, url).by_digest()
    except SearchError:
        return {}


def _vectors(passages: list[Passage], known: dict[str, Vectors], fresh: dict[str, str], encoder: Encoder) -> Vectors:
    encoded = encoder.encode(list(fresh.values())) if fresh else np.zeros((0, 0), np.float32)
    by_digest = known | dict(zip(fresh, encoded, strict=True))
    return np.stack([by_digest[passage.digest] for passage in passages])


def _sweep(folder: Path, url: str) -> None:
    """Remove builds that nobody can go back to, and unfinished ones. Open readers keep their files until they let go."""
    finished = versions(folder)
    for each in folder.iterdir():
        if each.is_dir() and each.name not in finished[-KEPT_BUILDS:]:
            _discard(each, url)


def _discard(build: Path, url: str) -> None:
    if url:
        with suppress(SearchError):  # a server that is gone has nothing to drop
            vectors_of(build, build.name, url).drop()
    shutil.rmtree(build, ignore_errors=True)
