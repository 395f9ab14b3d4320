"""Which provisions belong to this question: what it names, what shares its words, what means the same, weighed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from corpus.references import without_names
from corpus.types import Provision, Source
from indexing.belonging import Belonging
from indexing.connections import Connections
from indexing.definitions import Definitions, asks_meaning
from indexing.filters import Filter
from indexing.keywords import Keywords
from indexing.kinds import Kinds
from indexing.leaning import Neighbours, Talk, together
from indexing.locks import Lease
from indexing.meanings import Meanings, match
from indexing.named import Named
from indexing.nearness import Nearness
from indexing.prototypes import Prototypes
from indexing.ranking import FEATURES, Features, Ranking, highest, matrix
from indexing.reranking import DEPTH, Reranker
from indexing.types import Encoder, Hit, Manifest, Scores
from indexing.vectors import VectorIndex

NAMED = [FEATURES.index(name) for name in ("named", "inside", "source")]


@dataclass(frozen=True)
class Index:
    """Everything that one build made, opened for searching."""

    manifest: Manifest
    sources: tuple[Source, ...]
    provisions: tuple[Provision, ...]
    keywords: Keywords
    vectors: VectorIndex
    meanings: Meanings
    prototypes: Prototypes
    nearness: Nearness
    belonging: Belonging
    encoder: Encoder
    ranking: Ranking
    reranker: Reranker | None = None
    lease: Lease | None = None  # keeps its folder from being removed as long as somebody has it

    @cached_property
    def editions(self) -> Mapping[str, tuple[Provision, ...]]:
        """The editions of each provision by its id, oldest first."""
        found: dict[str, list[Provision]] = {}
        for provision in self.provisions:
            found.setdefault(provision.id, []).append(provision)
        return {identity: tuple(each) for identity, each in found.items()}

    @cached_property
    def by_source(self) -> Mapping[str, tuple[Provision, ...]]:
        """What we hold of each source, by its id; a source that we hold nothing of is not in it."""
        found: dict[str, list[Provision]] = {}
        for provision in self.provisions:
            found.setdefault(provision.source.id, []).append(provision)
        return {identity: tuple(each) for identity, each in found.items()}

    @cached_property
    def inside(self) -> Mapping[str, tuple[str, ...]]:
        """The parts of each provision that has any, and theirs, by its id, in the order of the document."""
        found: dict[str, dict[str, None]] = {}
        for provision in self.provisions:
            for whole in provision.parents():
                found.setdefault(f"{provision.source.id}/{whole}", {})[provision.id] = None
        return {identity: tuple(parts) for identity, parts in found.items()}

    @cached_property
    def implementing(self) -> Mapping[str, tuple[str, ...]]:
        """The national provisions that turn each provision of a directive into law, by its id."""
        found: dict[str, list[str]] = {}
        for provision in self.provisions:
            for identity in provision.related("implements"):
                found.setdefault(identity, []).append(provision.id)
        return {identity: tuple(dict.fromkeys(each)) for identity, each in found.items()}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Every provision once: the order in which scores are given."""
        return tuple(self.editions)

    def search(
        self, question: str, language: str, k: int = 8, *, wanted: Filter | None = None, talk: Talk | None = None
    ) -> tuple[Hit, ...]:
        """The k best provisions, best first, each once. `language` is that of the question: "nl" or "en".

        `wanted` leaves out every provision of which it admits no edition. `talk` is the conversation that the question
        stands in. A reranker orders the best of them anew.
        """
        features, sums = self._weighed(question, language, talk)
        speaks: NDArray[np.bool_] = np.any(features[:, : FEATURES.index("recital")] > 0, axis=1)
        if wanted:
            speaks &= [any(map(wanted.admits, editions)) for editions in self.editions.values()]
        found = np.flatnonzero(speaks)
        order = found[highest(sums[found], max(k, DEPTH) if self.reranker else k)]
        named = features[:, FEATURES.index("source")] > 0
        best = self._connections.beside(order, sums, speaks, named)[: len(order)]
        # What comes forward for another reason than its sum counts for no less than what now stands behind it.
        likelihoods = np.maximum.accumulate(self.ranking.likelihood(sums[best])[::-1])[::-1]
        hits = tuple(
            self._hit(self.ids[place], features[place], float(likelihood))
            for place, likelihood in zip(best, likelihoods, strict=True)
        )
        return self.reranker.rerank(question, language, hits)[:k] if self.reranker and hits else hits

    def belongs(self, question: str) -> float:
        """Log-odds that a question is ours to answer, by its words alone."""
        return self.belonging.weight(question, self.encoder)

    def features(self, question: str, language: str) -> Features:
        """What speaks for every provision, one row each, in the order of `ids`."""
        return self._held(self._plain(question, language), ((question, 1.0),))

    def _held(self, features: Features, texts: tuple[tuple[str, float], ...]) -> Features:
        """The likeliest provisions are held against the texts word by word, and then against each other."""
        near = self.nearness.added(features, self.ranking.sums(features), texts, self.encoder)
        return self.nearness.accompanied(near, self.ranking.sums(near))

    def _plain(self, question: str, language: str) -> Features:
        """The features without the nearness of words."""
        columns = self.keywords.match(question, language)
        vector = self.encoder.encode([question])[0]
        columns |= match(self.meanings, vector, language) | {"prototype": self.prototypes.match(vector)}
        for name in ("question_meaning", "other_meaning"):  # where nobody wrote questions, what it says stands in
            columns[name] = np.maximum(columns[name], columns["gist_meaning"] * self._kinds.unasked)
        columns |= self._kinds.match(question)
        if asks_meaning(question):
            _, official = self.keywords.understood(question, language)
            columns |= self._definitions.match(without_names(question, self.sources), frozenset(official), language)
        columns |= self._named.match(question, lambda found: self.ranking.sums(matrix(columns | found, len(self.ids))))
        features = matrix(columns, len(self.ids))
        features[:, FEATURES.index("referred")] = self._connections.referred(self.ranking.sums(features))
        return features

    def _weighed(self, question: str, language: str, talk: Talk | None) -> tuple[Features, Scores]:
        """What speaks for every provision, and how much that weighs; in a conversation beside what was said before."""
        if talk is None:
            features = self.features(question, language)
            return features, self.ranking.sums(features)
        own = self._plain(question, language)

        def of(texts: tuple[tuple[str, float], ...]) -> Features:
            return together(
                [(own if text == question else self._plain(text, language), share) for text, share in texts]
            )

        before = of(talk.before())
        features = self._held(of(talk.own(question)) + before, (*talk.own(question), *talk.before()))
        sums = self.ranking.sums(features) + self._neighbours.gain(self.ranking.sums(before))
        features[:, NAMED] = own[:, NAMED]  # what was named before is not what this question names
        return features, sums

    def _hit(self, identity: str, row: Scores, likelihood: float) -> Hit:
        value = dict(zip(FEATURES, row.tolist(), strict=True))
        return Hit(
            editions=self.editions[identity],
            score=likelihood,
            coverage=value["coverage"],
            similarity=max(value[name] for name in FEATURES if name.endswith("_meaning")),
            found_by=self.ranking.reasons(row),
        )

    @cached_property
    def _connections(self) -> Connections:
        return Connections(self.editions, self.sources, self._named)

    @cached_property
    def _neighbours(self) -> Neighbours:
        return Neighbours(self.ids)

    @cached_property
    def _named(self) -> Named:
        return Named(self.ids, self.sources)

    @cached_property
    def _kinds(self) -> Kinds:
        return Kinds([editions[-1] for editions in self.editions.values()])

    @cached_property
    def _definitions(self) -> Definitions:
        return Definitions([editions[-1] for editions in self.editions.values()])
