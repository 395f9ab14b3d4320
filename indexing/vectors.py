"""Finds passages by their meaning. Chroma lives here and nowhere else."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import chromadb
import numpy as np
from chromadb.api import ClientAPI
from chromadb.config import Settings
from chromadb.errors import ChromaError

from indexing.errors import SearchError
from indexing.types import Passage, Vectors

BATCH = 2000  # Chroma takes at most some 5,000 records at once
_SETTINGS = Settings(anonymized_telemetry=False)


class VectorIndex:
    """The vectors of one build: a folder of its own, or a collection of its own on a Chroma server."""

    def __init__(self, client: ClientAPI, name: str) -> None:
        self._client = client
        self._name = name

    @classmethod
    def open(cls, folder: Path, name: str, url: str = "") -> "VectorIndex":
        """Embedded in `folder`, or on the server at `url` ("http://host:8000")."""
        try:
            if not url:
                return cls(chromadb.PersistentClient(path=str(folder), settings=_SETTINGS), name)
            address = urlsplit(url)
            secure = address.scheme == "https"
            port = address.port or (443 if secure else 8000)
            return cls(chromadb.HttpClient(address.hostname or "", port, ssl=secure, settings=_SETTINGS), name)
        except (ChromaError, ValueError, OSError) as error:
            where = f"the Chroma server at {url} does not answer" if url else f"{folder} cannot be opened by Chroma"
            raise SearchError(f"The vectors are out of reach: {where}; start it or build the index again.") from error

    def fill(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        """Store one vector a passage in a new collection. An unfinished one is never continued."""
        collection = self._client.create_collection(
            self._name, configuration={"hnsw": {"space": "cosine", "ef_search": 200, "ef_construction": 200}}
        )
        for start in range(0, len(passages), BATCH):
            batch = passages[start : start + BATCH]
            collection.add(
                ids=[passage.id for passage in batch],
                embeddings=vectors[start : start + BATCH],
                metadatas=[{"provision": passage.provision, "digest": passage.digest} for passage in batch],
            )

    def count(self) -> int:
        """How many passages have a vector that can really be read back (`count()` alone has been seen to lie)."""
        found = self._collection().get(include=["embeddings"])["embeddings"]
        return 0 if found is None else len(found)

    def by_digest(self) -> dict[str, Vectors]:
        """The vector of each passage's text, to copy into the next build."""
        found = self._collection().get(include=["embeddings", "metadatas"])
        vectors, facts = found["embeddings"], found["metadatas"]
        if vectors is None or facts is None:
            return {}
        return {str(fact["digest"]): np.asarray(vector, np.float32) for fact, vector in zip(facts, vectors, strict=True)}

    def nearest(self, vector: Vectors, k: int) -> dict[str, float]:
        """The k nearest provisions with the cosine of their nearest passage, best first."""
        found = self._collection().query(query_embeddings=vector[np.newaxis], n_results=8 * k, include=["metadatas", "distances"])
        facts, distances = found["metadatas"], found["distances"]
        best: dict[str, float] = {}
        if facts and distances:
            for fact, distance in zip(facts[0], distances[0], strict=True):
                best.setdefault(str(fact["provision"]), 1 - float(distance))
        return dict(list(best.items())[:k])

    def drop(self) -> None:
        """Remove the collection; nothing happens where it is gone already."""
        if self._name in {each.name for each in self._client.list_collections()}:
            self._client.delete_collection(self._name)

    def _collection(self) -> chromadb.Collection:
        try:
            return self._client.get_collection(self._name)
        except (ChromaError, ValueError) as error:
            raise SearchError(
                f"The vectors of index {self._name} are gone: run python -m indexing build --rebuild."
            ) from error
