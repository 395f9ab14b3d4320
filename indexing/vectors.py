"""Finds passages by their meaning. Chroma lives here and nowhere else; it is imported when it is first asked."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cache, cached_property
from http.client import HTTPConnection, HTTPSConnection
from itertools import count, product
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from weakref import finalize

import numpy as np

from corpus.types import LANGUAGES
from indexing.errors import NotStored, SearchError
from indexing.types import Field, Group, Page, Passage, Vectors

if TYPE_CHECKING:
    from chromadb import Collection
    from chromadb.api import ClientAPI
    from chromadb.config import Settings

BUILD = "run python -m indexing build --rebuild"
BATCH = 2000  # Chroma takes at most some 5,000 records at once
PAGE = 2000  # records read at once: Chroma hands vectors over as numbers of Python, some 10 kB a record
SECONDS = 30.0  # that a Chroma server may take over one batch
NEAREST = 500  # passages of a field and language that Chroma is asked for
# Neighbours, for each vector that is added: 200 took 70 % longer and found 0.999 of 50 instead of 0.998.
CONSIDERED = 100


class VectorIndex:
    """The vectors of one build: a folder of its own, or collections of its own on a Chroma server.

    A collection for each language and field: asking for one language within a collection took ten times as long.
    Whatever goes wrong is a SearchError: a server that is gone can be asked again.
    """

    def __init__(self, folder: Path, name: str, url: str = "") -> None:
        """Embedded in `folder`, or on the server at `url` ("http://host:8000")."""
        self._folder, self._name, self._url = folder, name, url

    @cached_property
    def _client(self) -> "ClientAPI":
        if self._url:
            return _server(self._url)
        import chromadb

        client = chromadb.PersistentClient(path=str(self._folder), settings=_settings())
        # Chroma keeps every folder open that was not closed, also after it was removed from the disk.
        self._closing = finalize(self, client.close)  # type: ignore[attr-defined]  # it has one
        self._closing.atexit = False
        return client

    def close(self) -> None:
        """Let go of everything; what is asked next is read from the disk anew."""
        if self.__dict__.pop("_client", None) and not self._url:
            self._closing()

    @contextmanager
    def _asked(self, *, storing: bool = False) -> Iterator[None]:
        """Chroma fails in its own ways, in those of httpx, and with a panic of Rust, which is no Exception."""
        try:
            yield
        except SearchError:
            raise
        except BaseException as error:
            if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
                raise
            if self._url:
                raise SearchError(
                    f"The Chroma server at {self._url} does not answer: start it, or mend BELEIDSWIJZER_CHROMA_URL."
                ) from error
            if storing:
                raise NotStored(
                    f"The vectors cannot be stored in {self._folder}: make room, and build again."
                ) from error
            raise SearchError(f"The vectors in {self._folder} are damaged: {BUILD}.") from error

    def create(self) -> None:
        """Make new collections. An unfinished build is never continued."""
        with self._asked(storing=True):
            for language, field in product(LANGUAGES, Field):
                self._client.create_collection(
                    self._called(language, field),
                    configuration={"hnsw": {"space": "cosine", "ef_search": 200, "ef_construction": CONSIDERED}},
                )

    def add(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        """Store one vector a passage."""
        for language, field in product(LANGUAGES, Field):
            mine = [n for n, each in enumerate(passages) if each.field is field and each.language == language]
            for start in range(0, len(mine), BATCH):
                batch = mine[start : start + BATCH]
                with self._asked(storing=True):
                    self._collection(language, field).add(
                        ids=[passages[place].id for place in batch],
                        embeddings=vectors[batch],
                        metadatas=[{"digest": passages[place].digest} for place in batch],
                    )

    def fill(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        """Make new collections and store one vector a passage."""
        self.create()
        self.add(passages, vectors)

    def count(self) -> int:
        """How many passages have a vector that can really be read back (`count()` alone has been seen to lie)."""
        return sum(len(page.vectors) for page in self.pages())

    def by_digest(self) -> dict[str, Vectors]:
        """The vector of each passage's text."""
        pages = self.pages()
        return {digest: vector for page in pages for digest, vector in zip(page.digests, page.vectors, strict=True)}

    def pages(self, *, vectors: bool = True) -> Iterator[Page]:
        """All that is stored, as much of it at once as is good for memory."""
        for language, field in product(LANGUAGES, Field):
            for start in count(step=PAGE):
                page = self._page(language, field, vectors=vectors, limit=PAGE, offset=start)
                if not page.ids:
                    break
                yield page

    def of(self, group: Group, ids: list[str]) -> Page:
        """The passages of these ids, in any order; what is not there is left out."""
        return self._page(*group, vectors=True, ids=ids)

    def _page(self, language: str, field: Field, *, vectors: bool, **which: object) -> Page:
        with self._asked():
            include = ["metadatas", "embeddings"] if vectors else ["metadatas"]
            found = self._collection(language, field).get(**which, include=include)  # type: ignore[arg-type]
            digests = [str(facts["digest"]) for facts in found["metadatas"] or ()]
            rows = found["embeddings"] if vectors and found["ids"] else None
            return Page((language, field), found["ids"], digests, _rows(rows))

    def nearest(self, vector: Vectors, language: str, field: Field, most: int = NEAREST) -> dict[str, float]:
        """The ids of the nearest passages of that language and field with their cosines, as Chroma finds them."""
        with self._asked():
            found = self._collection(language, field).query(
                query_embeddings=vector[np.newaxis], n_results=most, include=["distances"]
            )
            distances = found["distances"] or [[]]
            return {identity: 1 - distance for identity, distance in zip(found["ids"][0], distances[0], strict=True)}

    def drop(self) -> None:
        """Remove the collections; nothing happens where they are gone already."""
        with self._asked():
            for each in self._client.list_collections():
                if each.name.startswith(f"{self._name}-"):
                    self._client.delete_collection(each.name)

    def _called(self, language: str, field: Field) -> str:
        return f"{self._name}-{language}-{field}"

    def _collection(self, language: str, field: Field) -> "Collection":
        from chromadb.errors import NotFoundError

        try:
            return self._client.get_collection(self._called(language, field))
        except NotFoundError as error:
            raise SearchError(f"The vectors of {self._name} are gone: {BUILD}.") from error


@cache
def _server(url: str) -> "ClientAPI":
    """One client a server for the whole program: Chroma never closes the connections of one that is let go of."""
    address = urlsplit(url)
    secure, host = address.scheme == "https", address.hostname or ""
    port = address.port or (443 if secure else 8000)
    # Chroma's client waits for ever, already while it is made; so whether the server answers is asked before.
    connection = (HTTPSConnection if secure else HTTPConnection)(host, port, timeout=SECONDS)
    with closing(connection):
        connection.request("GET", "/api/v2/heartbeat")
        connection.getresponse()
    import chromadb

    client = chromadb.HttpClient(host, port, ssl=secure, settings=_settings())
    client._server._session.timeout = SECONDS  # type: ignore[attr-defined]  # noqa: SLF001
    return client


def _settings() -> "Settings":
    """One a client: Chroma writes into it."""
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)


def _rows(vectors: object) -> Vectors:
    return np.asarray(vectors if vectors is not None else [], np.float32)
