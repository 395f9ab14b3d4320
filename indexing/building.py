"""Builds a new index beside the live one, verifies it, and switches in one step.

A Chroma folder that is written again after a crash loses vectors without a word, so a build never touches
an older one: it has a folder (or a collection on the server) of its own, and an unfinished one is thrown away.
"""

import json
import shutil
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import chain
from pathlib import Path

import numpy as np

from corpus.storing import store
from corpus.types import Provision, Source
from indexing.compared import Compared
from indexing.copying import Beside, Known, known_in
from indexing.elsewhere import questions
from indexing.errors import NotStored, SearchError, Unsound
from indexing.learning import learn
from indexing.locks import PATIENCE, building
from indexing.meanings import EXACT
from indexing.opening import COMPARED, FORMAT, PROTOTYPES, identities, read_manifest, vectors_of
from indexing.passages import cut_all
from indexing.pointer import current_version, pointed
from indexing.prototypes import Examples, Prototypes
from indexing.seals import MANIFEST, broken, seal, secure
from indexing.switching import discard, new_version, sweep, switch
from indexing.types import BuildReport, Encoder, Manifest, Page, Passage, Stage, Vectors
from indexing.vectors import VectorIndex
from indexing.verdict import verdicts
from indexing.verifying import read_back, verify

PORTION = 20_000  # passages that are encoded and stored before the next ones: their vectors take 20 MB


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
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    patience: float = PATIENCE,
) -> BuildReport:
    """Make an index of these provisions in `folder`; vectors of unchanged passages are copied unless `rebuild`.

    Another build there is waited for, up to `patience` seconds. Raises SearchError where the new index cannot be
    made or does not hold; then the live one is as it was.
    """
    passages = cut_all(provisions)
    if not passages:
        raise SearchError("There is nothing to index: corpus/digests is empty and no official texts were fetched.")
    with _speaking(folder), building(folder, patience, progress):
        sweep(folder, url, progress)  # what a build has left that was killed
        content = _content(sources, provisions, encoder, corpus_date, mirror)
        live = None if rebuild else _live(folder)
        if live and live.content == content:
            return BuildReport(live, encoded=0, kept=len(passages), removed=0)
        akin = live if live and live.encoder == encoder.name else None  # its vectors can be copied
        known = known_in(akin, folder, url) if akin else Beside.nothing()
        target = folder / new_version(folder, clock())
        target.mkdir()
        try:
            index = vectors_of(target, target.name, url)
            kept = _fill(index, passages, known, encoder, progress)
            index.close()  # so that it is read back as it lies on the disk
            progress(f"{Stage.KEYWORDS}: {len(passages)} passages")
            ids = identities(provisions)
            learn(provisions, passages, ids, encoder, target, folder / akin.version if akin else None)
            store(target, sources, provisions)
            progress(f"{Stage.VERIFYING}: {len(passages)} passages")
            examples = Examples(ids)
            _compare(target, examples.reading(read_back(index, passages)), ids, len(passages))
            progress(f"{Stage.TELLING_APART}: {len(examples)} passages in our own words")
            Prototypes.learn(examples, len(ids)).save(target / PROTOTYPES)
            manifest = Manifest(
                version=target.name,
                built_at=clock().isoformat(timespec="seconds"),
                encoder=encoder.name,
                corpus_date=corpus_date.isoformat(),
                mirror=mirror,
                provisions=len(provisions),
                passages=len(passages),
                content=content,
                format=FORMAT,
                seal=seal(target),
            )
            (target / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1), encoding="utf-8")
            verify(folder, target.name, encoder, url=url, passages=passages)
            progress(f"{Stage.SWITCHING}: to {target.name}")
            secure(target)
            switch(folder, target.name)
        except BaseException:
            if pointed(folder) != target.name:  # else it is the live one already, and only what came after failed
                discard(target, url)
            raise
        sweep(folder, url, progress)
    removed = known.gone(passage.digest for passage in passages)
    return BuildReport(manifest, encoded=len(passages) - kept, kept=kept, removed=removed)


@contextmanager
def _speaking(folder: Path) -> Iterator[None]:
    """A disk that is full, or a build that does not hold, in one sentence."""
    try:
        yield
    except Unsound as error:
        raise SearchError(
            f"The new index was thrown away, because {error}; the live one is as it was. "
            "Run python -m indexing build --rebuild."
        ) from error
    except (OSError, NotStored) as error:
        raise SearchError(
            f"The index cannot be written in {folder} ({_room(folder)}); the live one is as it was. Make room, or see "
            "to it that this folder may be written to, and run python -m indexing build again."
        ) from error


def _room(folder: Path) -> str:
    try:
        return f"{shutil.disk_usage(folder).free // 1024**2} MB are free"
    except OSError:
        return "it is out of reach"


def _content(
    sources: tuple[Source, ...], provisions: tuple[Provision, ...], encoder: Encoder, corpus_date: date, mirror: str
) -> str:
    """Changes when an index of these would. The values are frozen, so that what they print is all they are."""
    made_from = sha256(repr((FORMAT, encoder.name, corpus_date, mirror, questions(), verdicts())).encode())
    for each in chain(sources, provisions):
        made_from.update(repr(each).encode())
    return made_from.hexdigest()


def _live(folder: Path) -> Manifest | None:
    """What the live index says of itself; None where there is none that is whole, and so nothing to keep."""
    try:
        manifest = read_manifest(folder, current_version(folder))
    except SearchError:
        return None
    return None if broken(folder / manifest.version, manifest.seal) else manifest


def _compare(target: Path, pages: Iterator[Page], ids: Sequence[str], passages: int) -> None:
    """Put the vectors beside Chroma where they are few enough to be compared one by one; read all of them in any case."""
    if passages <= EXACT:
        Compared.gather(pages, ids).save(target / COMPARED)
    deque(pages, maxlen=0)


def _fill(
    index: VectorIndex,
    passages: Sequence[Passage],
    known: Known,
    encoder: Encoder,
    progress: Callable[[str], None],
) -> int:
    """Store all passages, a portion at a time; gives how many vectors were copied."""
    kept = 0
    index.create()
    for start in range(0, len(passages), PORTION):
        portion = passages[start : start + PORTION]
        copied = known.vectors(passage.digest for passage in portion)
        fresh = {passage.digest: passage.text for passage in portion if passage.digest not in copied}
        done = f"{start + len(portion)} of {len(passages)} passages"
        progress(f"{Stage.ENCODING}: {done}, {len(fresh)} of these texts are new")
        encoded = encoder.encode(list(fresh.values())) if fresh else np.zeros((0, 0), np.float32)
        kept += sum(passage.digest in copied for passage in portion)
        vectors = copied | dict(zip(fresh, encoded, strict=True))
        rows: Vectors = np.stack([vectors[passage.digest] for passage in portion])
        progress(f"{Stage.WRITING}: {done}")
        index.add(portion, rows)
    return kept
