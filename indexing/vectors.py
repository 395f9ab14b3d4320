"""Finds passages by their meaning. Chroma lives here and nowhere else; it is imported when it is first asked."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import count, product
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import numpy as np

from corpus.types import LANGUAGES
from indexing.errors import SearchError
from indexing.types import Field, Passage, Vectors

if TYPE_CHECKING:
    from chromadb import Collection
    from chromadb.api import ClientAPI

BUILD = "run python -m indexing build --rebuild"
BATCH = 2000  # Chroma takes at most some 5,000 records at once
PAGE = 30_000  # records read at once: SQLite, inside Chroma, takes some 32,000 values in one statement
NEAREST = 500  # passages of a field and language that Chroma is asked for
# Neighbours, for each vector that is added: 200 took 70 % longer and found 0.999 of 50 instead of 0.998.
CONSIDERED = 100


class VectorIndex:
    """The vectors of one build: a folder of its own, or collections of its own on a Chroma server.

    A collection for each language and field: asking for one language within a collection took ten times as long.
    """

    def __init__(self, folder: Path, name: str, url: str = "") -> None:
        """Embedded in `folder`, or on the server at `url` ("http://host:8000")."""
        self._folder, self._name, self._url = folder, name, url

    @cached_property
    def _client(self) -> "ClientAPI":
        import chromadb
        from chromadb.config import Settings
        from chromadb.errors import ChromaError

        settings = Settings(anonymized_telemetry=False)  # one a client: Chroma writes into it
        try:
            if not self._url:
                return chromadb.PersistentClient(path=str(self._folder), settings=settings)
            address = urlsplit(self._url)
            secure = address.scheme == "https"
            port = address.port or (443 if secure else 8000)
            return chromadb.HttpClient(address.hostname or "", port, ssl=secure, settings=settings)
        except (ChromaError, ValueError, OSError) as error:
            if self._url:
                raise SearchError(
                    f"The Chroma server at {self._url} does not answer: start it, or mend BELEIDSWIJZER_CHROMA_URL."
                ) from error
            raise SearchError(f"The vectors in {self._folder} are damaged: {BUILD}.") from error

    def fill(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        """Store one vector a passage, in new collections. An unfinished one is never continued."""
        for language, field in product(LANGUAGES, Field):
            collection = self._client.create_collection(
                self._called(language, field),
                configuration={"hnsw": {"space": "cosine", "ef_search": 200, "ef_construction": CONSIDERED}},
            )
            mine = [n for n, each in enumerate(passages) if each.field is field and each.language == language]
            for start in range(0, len(mine), BATCH):
                batch = mine[start : start + BATCH]
                collection.add(
                    ids=[passages[place].id for place in batch],
                    embeddings=vectors[batch],
                    metadatas=[{"digest": passages[place].digest} for place in batch],
                )

    def count(self) -> int:
        """How many passages have a vector that can really be read back (`count()` alone has been seen to lie)."""
        return sum(1 for _ in self._vectors())

    def by_digest(self) -> dict[str, Vectors]:
        """The vector of each passage's text, to copy into the next build."""
        return dict(self._vectors())

    def _vectors(self) -> Iterator[tuple[str, Vectors]]:
        """The digest of each passage's text with its vector."""
        for collection in self._collections():
            for start in count(step=PAGE):
                found = collection.get(limit=PAGE, offset=start, include=["embeddings", "metadatas"])
                if not found["ids"] or found["embeddings"] is None or found["metadatas"] is None:
                    break
                for facts, vector in zip(found["metadatas"], found["embeddings"], strict=True):
                    yield str(facts["digest"]), np.asarray(vector, np.float32)

    def stored(self, language: str, field: Field) -> tuple[list[str], Vectors]:
        """The ids of all passages of a language and field, with their vectors."""
        found = self._collection(language, field).get(include=["embeddings"])
        vectors = found["embeddings"]
        return found["ids"], np.asarray(vectors if vectors is not None else [], np.float32)

    def nearest(self, vector: Vectors, language: str, field: Field) -> dict[str, float]:
        """The ids of the nearest passages of that language and field with their cosines, as Chroma finds them."""
        found = self._collection(language, field).query(
            query_embeddings=vector[np.newaxis], n_results=NEAREST, include=["distances"]
        )
        distances = found["distances"] or [[]]
        return {identity: 1 - distance for identity, distance in zip(found["ids"][0], distances[0], strict=True)}

    def drop(self) -> None:
        """Remove the collections; nothing happens where they are gone already."""
        for each in self._client.list_collections():
            if each.name.startswith(f"{self._name}-"):
                self._client.delete_collection(each.name)

    def _called(self, language: str, field: Field) -> str:
        return f"{self._name}-{language}-{field}"

    def _collections(self) -> Iterator["Collection"]:
        return (self._collection(language, field) for language, field in product(LANGUAGES, Field))

    def _collection(self, language: str, field: Field) -> "Collection":
        from chromadb.errors import ChromaError

        try:
            return self._client.get_collection(self._called(language, field))
        except (ChromaError, ValueError) as error:
            raise SearchError(f"The vectors of {self._name} are gone: {BUILD}.") from error
