"""What a user would pick instead, over the same texts: LangChain's tutorial, BM25 alone, vectors alone.

bm25s, Chroma and LangChain's splitter are used here as their manuals show them, so that nothing of our own search is
in them. All get the question in the same words; each setting below is the best one on the dev questions.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import uuid4

import bm25s
import chromadb
import numpy as np
from chromadb.config import Settings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from assistant.budget import count
from corpus.types import LANGUAGES, Provision
from evals.retrieval import DEPTH, Bill, Query, Reading, Retriever, words
from indexing.passages import cut_all
from indexing.search import Index
from indexing.types import Encoder
from indexing.words import stems

SIZE, OVERLAP = 1000, 200  # characters, of the tutorial's RecursiveCharacterTextSplitter
B = 0.5  # of BM25; passages instead of provisions, 0.75 and other k1 found less on the dev questions
BATCH = 2000  # Chroma takes at most some 5,000 records at once
GAP = "\n\n"


def alternatives(index: Index, bill: Bill, encoder: Encoder | None = None) -> tuple[Retriever, ...]:
    """All of them; with another encoder the tutorial's pipeline comes once more."""
    others = (Tutorial(index, encoder),) if encoder else ()
    return (Tutorial(index), *others, Words(index, bill), Meaning(index, bill))


class Words:
    """BM25 alone, over whole provisions in the question's language, with its stems and stop words."""

    name = "BM25 alone"

    def __init__(self, index: Index, bill: Bill) -> None:
        self._bill = bill
        self._provisions = list(index.editions)
        self._engines = {language: bm25s.BM25(b=B) for language in LANGUAGES}
        for language, engine in self._engines.items():
            texts = [words(editions[-1], language) for editions in index.editions.values()]
            engine.index([stems(text, language) for text in texts], show_progress=False)

    def read(self, query: Query) -> Iterator[Reading]:
        engine = self._engines[query.language]
        known = [word for word in stems(query.text, query.language) if word in engine.vocab_dict]
        scores = engine.get_scores(known) if known else np.zeros(len(self._provisions))
        best = [self._provisions[place] for place in np.argsort(-scores, kind="stable")[:DEPTH] if scores[place] > 0]
        return self._bill.readings(best, query.language)


class Meaning:
    """Vectors alone, exactly compared, in both languages; a provision ranks by its nearest passage."""

    name = "vectors alone"

    def __init__(self, index: Index, bill: Bill) -> None:
        passages = cut_all(index.provisions)
        self._bill, self._encoder = bill, index.encoder
        self._provisions = [each.provision for each in passages]
        self._vectors = index.encoder.encode([each.text for each in passages])

    def read(self, query: Query) -> Iterator[Reading]:
        likeness = self._vectors @ self._encoder.encode([query.text])[0]
        nearest = dict.fromkeys(self._provisions[place] for place in np.argsort(-likeness, kind="stable"))
        return self._bill.readings(list(nearest)[:DEPTH], query.language)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a document as the tutorial cuts it, and which provisions it has words of."""

    text: str
    reading: Reading


class Tutorial:
    """LangChain's tutorial: whole documents, its recursive splitter, Chroma's nearest chunks.

    A chunk counts for every provision it has words of. One collection a language: no chunk is spent on the other.
    """

    def __init__(self, index: Index, encoder: Encoder | None = None) -> None:
        self._encoder = encoder or index.encoder
        self.name = "LangChain tutorial" + (f", {encoder.name}" if encoder else "")
        self._chunks: dict[str, Chunk] = {}
        self._collections: dict[str, chromadb.Collection] = {}
        client = chromadb.EphemeralClient(Settings(anonymized_telemetry=False))
        for language in LANGUAGES:
            chunks = list(_chunks(index, language))
            names = [f"{language}-{number}" for number in range(len(chunks))]
            vectors = self._encoder.encode([text for text, _ in chunks])
            collection = client.create_collection(uuid4().hex, configuration={"hnsw": {"space": "cosine"}})
            for start in range(0, len(names), BATCH):
                collection.add(ids=names[start : start + BATCH], embeddings=vectors[start : start + BATCH])
            self._collections[language] = collection
            for name, (text, provisions) in zip(names, chunks, strict=True):
                self._chunks[name] = Chunk(text, Reading(provisions, count(text)))

    def read(self, query: Query) -> Iterator[Reading]:
        return (chunk.reading for chunk in self.nearest(query.text, query.language, DEPTH))

    def nearest(self, question: str, language: str, most: int) -> list[Chunk]:
        """The chunks whose meaning is nearest, nearest first."""
        vector = self._encoder.encode([question])
        found = self._collections[language].query(query_embeddings=vector, n_results=most, include=[])
        return [self._chunks[name] for name in found["ids"][0]]


def _chunks(index: Index, language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each chunk of each source with the provisions whose words stand in it, in the order of the text."""
    splitter = RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=OVERLAP, add_start_index=True)
    for source in index.sources:
        mine = [editions[-1] for editions in index.editions.values() if editions[-1].source.id == source.id]
        whole, places = _document(mine, language)
        for document in splitter.create_documents([whole]):
            start = document.metadata["start_index"]
            end = start + len(document.page_content)
            overlapped = (name for name, first, last in places if first < end and start < last)
            yield document.page_content, tuple(dict.fromkeys(overlapped))


def _document(provisions: list[Provision], language: str) -> tuple[str, list[tuple[str, int, int]]]:
    """A source as one text, each official word once, and where each provision stands in it: id, start and end.

    The official words of a part are those of the article around it: they are found inside it, not written again.
    """
    by_eid = {each.eid: each for each in provisions if each.text(language)}
    whole, places, inside = "", [], []
    starts: dict[str, int] = {}
    for each in provisions:
        around = [by_eid[eid] for eid in each.parents() if eid in by_eid]
        if around and each.eid in by_eid:
            inside.append((each, around[-1]))
        own = replace(each, texts=()) if around else each
        if each.digest or not around:
            starts[each.eid] = len(whole)
            whole += words(own, language)
            places.append((each.id, starts[each.eid], len(whole)))
            whole += GAP
    for part, outermost in inside:
        sought = part.text(language)
        start = whole.find(sought.words, starts[outermost.eid]) if sought else -1
        if sought and start >= 0:
            places.append((part.id, start, start + len(sought.words)))
    return whole, sorted(places, key=lambda place: place[1])
