"""Opens the live index, and notices when another one has become the live one."""

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from threading import Lock

from corpus.settings import Settings
from corpus.storing import restore
from corpus.types import Provision
from indexing.compared import Compared
from indexing.encoders import open_encoder
from indexing.errors import SearchError
from indexing.keywords import Keywords
from indexing.meanings import EXACT, Approximate
from indexing.ranking import learnt
from indexing.reranking import Reranker, open_reranker
from indexing.search import Index
from indexing.types import Encoder, Manifest
from indexing.vectors import VectorIndex

FORMAT = 6  # raised whenever passages are cut or stored in another way
POINTER, MANIFEST, KEYWORDS, COMPARED = "current", "manifest.json", "keywords", "compared"
BUILD = "run python -m indexing build"


class LiveIndex:
    """The index that `folder` points at, looked up anew for each question."""

    def __init__(
        self, folder: Path, encoder: Encoder, *, mirror: str = "", url: str = "", reranker: Reranker | None = None
    ) -> None:
        self._folder, self._encoder, self._mirror, self._url = folder, encoder, mirror, url
        self._reranker = reranker
        self._open: Index | None = None
        self._lock = Lock()

    def now(self) -> Index:
        """The live index. Raises SearchError where there is none, or one that does not fit the settings."""
        version = current_version(self._folder)
        with self._lock:
            if self._open is None or self._open.manifest.version != version:
                opened = open_index(self._folder, version, self._encoder, mirror=self._mirror, url=self._url)
                self._open = replace(opened, reranker=self._reranker)
            return self._open


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
    vectors = vectors_of(folder / version, version, url)
    exact = manifest.passages <= EXACT
    try:
        sources, provisions = restore(folder / version)
        keywords = Keywords.load(folder / version / KEYWORDS)
        meanings = Compared.load(folder / version / COMPARED) if exact else Approximate(vectors, identities(provisions))
    except (OSError, ValueError, KeyError) as error:
        raise SearchError(f"The index {version} is damaged: {BUILD} --rebuild.") from error
    return Index(manifest, sources, provisions, keywords, vectors, meanings, encoder, learnt())


def identities(provisions: Iterable[Provision]) -> tuple[str, ...]:
    """Every provision once, by its id: the order in which an index gives scores."""
    return tuple(dict.fromkeys(each.id for each in provisions))


def current_version(folder: Path) -> str:
    """The name of the live build."""
    try:
        version = (folder / POINTER).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SearchError(f"There is no index in {folder} yet: {BUILD}.") from error
    if not re.fullmatch(r"\w+-\w+", version):
        raise SearchError(f"The pointer {folder / POINTER} is damaged: {BUILD}.")
    return version


def versions(folder: Path) -> list[str]:
    """The finished builds, oldest first."""
    return sorted(each.parent.name for each in folder.glob(f"*/{MANIFEST}"))


def read_manifest(folder: Path, version: str) -> Manifest:
    """What a build was made from and with."""
    try:
        content = json.loads((folder / version / MANIFEST).read_text(encoding="utf-8"))
        made_in = content.get("format", 3)  # the last one that did not say so
        if made_in == FORMAT:
            return Manifest(**content)
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise SearchError(f"The index {version} is damaged: {BUILD} --rebuild.") from error
    raise SearchError(f"The index {version} was stored in format {made_in}, this program reads {FORMAT}: {BUILD}.")


def vectors_of(folder: Path, version: str, url: str) -> VectorIndex:
    """The vectors of one build."""
    return VectorIndex(folder / "chroma", f"build-{version}", url)
