"""Finds passages by their meaning. Chroma lives here and nowhere else."""

import itertools
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import chromadb
import numpy as np
from chromadb.api import ClientAPI
from chromadb.config import Settings
from chromadb.errors import ChromaError

from indexing.errors import SearchError
from indexing.types import Field, Passage, Vectors

BUILD = "run python -m indexing build --rebuild"
BATCH = 2000  # Chroma takes at most some 5,000 records at once
PAGE = 30_000  # records read at once: SQLite, inside Chroma, takes some 32,000 values in one statement
NEAREST = 500  # passages of a field and language that Chroma is asked for


class VectorIndex:
    """The vectors of one build: a folder of its own, or a collection of its own on a Chroma server."""

    def __init__(self, client: ClientAPI, name: str) -> None:
        self._client = client
        self._name = name

    @classmethod
    def open(cls, folder: Path, name: str, url: str = "") -> "VectorIndex":
        """Embedded in `folder`, or on the server at `url` ("http://host:8000")."""
        settings = Settings(anonymized_telemetry=False)  # one a client: Chroma writes into it
        try:
            if not url:
                return cls(chromadb.PersistentClient(path=str(folder), settings=settings), name)
            address = urlsplit(url)
            secure = address.scheme == "https"
            port = address.port or (443 if secure else 8000)
            return cls(chromadb.HttpClient(address.hostname or "", port, ssl=secure, settings=settings), name)
        except (ChromaError, ValueError, OSError) as error:
            if url:
                raise SearchError(
                    f"The Chroma server at {url} does not answer: start it, or mend BELEIDSWIJZER_CHROMA_URL."
                ) from error
            raise SearchError(f"The vectors in {folder} are damaged: {BUILD}.") from error

    def fill(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        """Store one vector a passage, each field in a new collection. An unfinished one is never continued."""
        for field in Field:
            collection = self._client.create_collection(
                f"{self._name}-{field}",
                configuration={"hnsw": {"space": "cosine", "ef_search": 200, "ef_construction": 200}},
            )
            places = [place for place, passage in enumerate(passages) if passage.field is field]
            for start in range(0, len(places), BATCH):
                batch = places[start : start + BATCH]
                collection.add(
                    ids=[passages[place].id for place in batch],
                    embeddings=vectors[batch],
                    metadatas=[
                        {"digest": passages[place].digest, "language": passages[place].language} for place in batch
                    ],
                )

    def count(self) -> int:
        """How many passages have a vector that can really be read back (`count()` alone has been seen to lie)."""
        return len(self._vectors())

    def by_digest(self) -> dict[str, Vectors]:
        """The vector of each passage's text, to copy into the next build."""
        return dict(self._vectors())

    def _vectors(self) -> list[tuple[str, Vectors]]:
        """The digest of each passage's text with its vector."""
        stored = []
        for field in Field:
            collection = self._collection(field)
            for start in itertools.count(step=PAGE):
                found = collection.get(limit=PAGE, offset=start, include=["embeddings", "metadatas"])
                if not found["ids"] or found["embeddings"] is None or found["metadatas"] is None:
                    break
                pairs = zip(found["metadatas"], found["embeddings"], strict=True)
                stored += [(str(facts["digest"]), np.asarray(vector, np.float32)) for facts, vector in pairs]
        return stored

    def stored(self, field: Field) -> tuple[list[str], Vectors]:
        """The ids of all passages of a field, with their vectors."""
        found = self._collection(field).get(include=["embeddings"])
        vectors = found["embeddings"]
        return found["ids"], np.asarray(vectors if vectors is not None else [], np.float32)

    def nearest(self, vector: Vectors, field: Field, language: str) -> dict[str, float]:
        """The ids of the nearest passages of that field and language with their cosines, as Chroma finds them."""
        found = self._collection(field).query(
            query_embeddings=vector[np.newaxis], n_results=NEAREST, where={"language": language}, include=["distances"]
        )
        distances = found["distances"] or [[]]
        return {identity: 1 - distance for identity, distance in zip(found["ids"][0], distances[0], strict=True)}

    def size(self) -> int:
        """How many passages it says it has."""
        return sum(self._collection(field).count() for field in Field)

    def drop(self) -> None:
        """Remove the collections; nothing happens where they are gone already."""
        there = {each.name for each in self._client.list_collections()}
        for name in there & {f"{self._name}-{field}" for field in Field}:
            self._client.delete_collection(name)

    def _collection(self, field: Field) -> chromadb.Collection:
        try:
            return self._client.get_collection(f"{self._name}-{field}")
        except (ChromaError, ValueError) as error:
            raise SearchError(f"The vectors of {self._name} are gone: {BUILD}.") from error
