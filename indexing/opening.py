"""Opens the live index, and notices when another one has become the live one."""

import json
import logging
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from threading import Lock

from corpus.settings import Settings
from corpus.storing import restore
from corpus.types import Provision
from indexing.belonging import Belonging, own_words
from indexing.compared import Compared
from indexing.elsewhere import Elsewhere
from indexing.encoders import open_encoder
from indexing.errors import SearchError
from indexing.keywords import Keywords
from indexing.locks import Lease
from indexing.meanings import EXACT, Approximate
from indexing.nearness import Nearness
from indexing.next_door import NextDoor
from indexing.pointer import BUILD, current_version, damaged
from indexing.prototypes import Prototypes
from indexing.ranking import learnt
from indexing.reranking import Reranker, open_reranker
from indexing.seals import MANIFEST, broken
from indexing.search import Index
from indexing.subject import Subject
from indexing.types import Encoder, Manifest
from indexing.vectors import VectorIndex
from indexing.verdict import Verdict

FORMAT = 14  # raised whenever passages are cut or stored in another way
KEYWORDS, COMPARED = "keywords", "compared"
PROTOTYPES, NEARNESS = "prototypes.npy", "nearness.npz"
SUBJECT, ELSEWHERE, VERDICT = "subject.npz", "elsewhere.npz", "verdict.npz"
AGAIN = 30.0  # seconds until an index that could not be opened is tried again
LOG = logging.getLogger(__name__)


class LiveIndex:
    """The index that `folder` points at, looked up anew for each question.

    One that is open goes on answering where the next one, or the pointer, is damaged: that is logged, once.
    """

    def __init__(
        self, folder: Path, encoder: Encoder, *, mirror: str = "", url: str = "", reranker: Reranker | None = None
    ) -> None:
        self._folder, self._encoder, self._mirror, self._url = folder, encoder, mirror, url
        self._reranker = reranker
        self._open: Index | None = None
        self._refused, self._refused_at, self._told = "", 0.0, ""
        self._lock = Lock()

    def now(self) -> Index:
        """The live index. Raises SearchError where there is none, or one that does not fit the settings."""
        with self._lock:
            try:
                version = current_version(self._folder)
                if self._open is None or not self._stays(version):
                    self._open = self._opened(version)
                    self._told = ""
            except SearchError as error:
                if self._open is None:
                    raise
                if str(error) != self._told:
                    LOG.warning("%s Until then the index %s answers.", error, self._open.manifest.version)
                    self._told = str(error)
            return self._open

    def _stays(self, version: str) -> bool:
        """Whether the open index is the live one, or the live one could not be opened a moment ago."""
        lately = version == self._refused and time.monotonic() < self._refused_at + AGAIN
        return lately or (self._open is not None and self._open.manifest.version == version)

    def _opened(self, version: str) -> Index:
        try:
            opened = open_index(self._folder, version, self._encoder, mirror=self._mirror, url=self._url)
        except SearchError:
            if (newer := current_version(self._folder)) != version:  # it was switched and removed meanwhile
                return self._opened(newer)
            self._refused, self._refused_at = version, time.monotonic()
            raise
        return replace(opened, reranker=self._reranker)


def live_index(settings: Settings) -> LiveIndex:
    """The index, encoder and reranker that the settings name; the index is opened when it is first asked for."""
    return LiveIndex(
        settings.index,
        open_encoder(settings.search.encoder),
        mirror=settings.mirror,
        url=settings.search.chroma_url,
        reranker=open_reranker(settings.search.reranker),
    )


def open_index(folder: Path, version: str, encoder: Encoder, *, mirror: str = "", url: str = "") -> Index:
    """One build, checked against the encoder and the mirror that the settings name."""
    manifest = read_manifest(folder, version)
    if manifest.encoder != encoder.name:
        raise SearchError(
            f"The index was built with the encoder {manifest.encoder}, the settings say {encoder.name}: {BUILD}."
        )
    if mirror and manifest.mirror != mirror:
        raise SearchError(f"The index does not hold the texts of the mirror {mirror} yet: {BUILD}.")
    build = folder / version
    vectors = vectors_of(build, version, url)
    try:
        lease = Lease(build / MANIFEST)
        if why := broken(build, manifest.seal):
            raise ValueError(why)
        sources, provisions = restore(build)
        keywords = Keywords.load(build / KEYWORDS)
        exact = manifest.passages <= EXACT
        prototypes, nearness = Prototypes.load(build / PROTOTYPES), Nearness.load(build / NEARNESS)
        subject, verdict = Subject.load(build / SUBJECT), Verdict.load(build / VERDICT)
        elsewhere, next_door = Elsewhere.load(build / ELSEWHERE), NextDoor(own_words(provisions))
        meanings = Compared.load(build / COMPARED) if exact else Approximate(vectors, identities(provisions))
    except SearchError:
        raise
    except Exception as error:  # what a damaged file does to its reader is anybody's guess
        raise damaged(folder, version, str(error)) from error
    told = (keywords, vectors, meanings, prototypes, nearness, Belonging(subject, elsewhere, next_door, verdict))
    return Index(manifest, sources, provisions, *told, encoder, learnt(), lease=lease)


def identities(provisions: Iterable[Provision]) -> tuple[str, ...]:
    """Every provision once, by its id: the order in which an index gives scores."""
    return tuple(dict.fromkeys(each.id for each in provisions))


def read_manifest(folder: Path, version: str) -> Manifest:
    """What a build was made from and with."""
    try:
        content = json.loads((folder / version / MANIFEST).read_text(encoding="utf-8"))
        made_in = content.get("format", 3)  # the last one that did not say so
        if made_in == FORMAT:
            return Manifest(**content)
    except (OSError, ValueError, TypeError, AttributeError) as error:
        why = "its manifest cannot be read" if (folder / version).exists() else "its folder is gone"
        raise damaged(folder, version, why) from error
    raise SearchError(f"The index {version} was stored in format {made_in}, this program reads {FORMAT}: {BUILD}.")


def vectors_of(folder: Path, version: str, url: str) -> VectorIndex:
    """The vectors of one build."""
    return VectorIndex(folder / "chroma", f"build-{version}", url)
