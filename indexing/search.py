"""Which provisions belong to this question: what it names, what shares its words, what means the same, fused."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from corpus.references import Reference, references, without_names
from corpus.types import Provision, Source
from indexing.keywords import Keywords, stems
from indexing.types import Encoder, Field, Hit, Manifest
from indexing.vectors import VectorIndex

EXPLAINS = 0.6  # weight of a recital
DEPTH = 60  # how far down each ranking is read
RANK_OFFSET = 10  # k of reciprocal rank fusion (Cormack et al., SIGIR 2009); small: the first places matter most
WEIGHTS = {
    "reference": 2.0,
    "source": 1.0,
    "keywords": 1.0,
    "vectors": 0.8,
    "text-keywords": 0.15,
    "text-vectors": 0.05,
}


@dataclass(frozen=True)
class Index:
    """Everything that one build made, opened for searching."""

    manifest: Manifest
    sources: tuple[Source, ...]
    provisions: tuple[Provision, ...]
    keywords: Keywords
    vectors: VectorIndex
    encoder: Encoder

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
    def implementing(self) -> Mapping[str, tuple[str, ...]]:
        """The national provisions that turn each provision of a directive into law, by its id."""
        found: dict[str, list[str]] = {}
        for provision in self.provisions:
            for identity in provision.related("implements"):
                found.setdefault(identity, []).append(provision.id)
        return {identity: tuple(dict.fromkeys(each)) for identity, each in found.items()}

    def search(self, question: str, language: str, k: int = 8) -> tuple[Hit, ...]:
        """The k best provisions, best first, each once. `language` is that of the question: "nl" or "en"."""
        named = references(question, self.sources)
        rankings = self._rankings(question, language)
        found = fuse(rankings)
        rankings["reference"] = {place: 1.0 for each in named if each.eid for place in self._places(each, found)}
        if whole := {each.source for each in named if not each.eid}:
            inside = fuse(self._rankings(without_names(question, self.sources), language))
            rankings["source"] = {each: score for each, score in inside.items() if each.partition("/")[0] in whole}
        scores = _explained(fuse(rankings), rankings["reference"])
        weights = {
            word: self.keywords.rarity(word, language) for word in self.keywords.understood(question, language)[0]
        }
        return tuple(
            Hit(
                editions=self.editions[identity],
                score=scores[identity],
                coverage=self._coverage(weights, self.editions[identity][-1], language),
                similarity=max(rankings[name].get(identity, 0.0) for name in ("vectors", "text-vectors")),
                found_by=tuple(name for name in WEIGHTS if identity in rankings.get(name, ())),
            )
            for identity in list(scores)[:k]
        )

    def _rankings(self, question: str, language: str) -> dict[str, Mapping[str, float]]:
        vector = self.encoder.encode([question])[0]
        return {
            "keywords": self.keywords.best(question, language, Field.DIGEST, DEPTH),
            "vectors": self.vectors.nearest(vector, Field.DIGEST, DEPTH),
            "text-keywords": self.keywords.best(question, language, Field.TEXT, DEPTH),
            "text-vectors": self.vectors.nearest(vector, Field.TEXT, DEPTH),
        }

    def _places(self, reference: Reference, found: Mapping[str, float]) -> list[str]:
        """The part itself, or the nearest part around it that we have, and then what lies directly inside it.

        Where the question names no source, it is the one that most of what was found comes from.
        """
        votes = {each.id: 0.0 for each in self.sources if reference.source in ("", each.id)}
        for identity, score in found.items():
            source = identity.partition("/")[0]
            if source in votes:
                votes[source] += score
        for source in sorted(votes, key=lambda each: -votes[each]):
            for eid in _nearest(reference.eid):
                inside = f"{source}/{eid}__"
                places = [each for each in (f"{source}/{eid}",) if each in self.editions]
                places += [
                    each
                    for each in self.editions
                    if each.startswith(inside) and each.count("__") == eid.count("__") + 1
                ]
                if places:
                    return places
        return []

    def _coverage(self, weights: Mapping[str, float], provision: Provision, language: str) -> float:
        """Of our own words where we have them: pages of law hold nearly every word. `weights`: of the words asked."""
        digest, official = provision.digest, provision.text(language)
        if digest:
            text = " ".join([digest.gist.inside(language), *digest.asks(language)])
        else:
            text = official.words if official else ""
        title = f"{provision.headings.inside(language)} {provision.name(language)}"
        there = set(stems(f"{title} {text}", language))
        return sum(weight for word, weight in weights.items() if word in there) / (sum(weights.values()) or 1.0)


def fuse(rankings: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """Weighted reciprocal rank fusion: scores from 0 to 1, best first; 1 is first in every ranking."""
    scores: dict[str, float] = {}
    for name, ranking in rankings.items():
        for rank, identity in enumerate(ranking, 1):
            scores[identity] = scores.get(identity, 0.0) + WEIGHTS[name] / (RANK_OFFSET + rank)
    most = sum(WEIGHTS[name] for name, ranking in rankings.items() if ranking) / (RANK_OFFSET + 1)
    return {identity: score / most for identity, score in sorted(scores.items(), key=lambda item: -item[1])}


def _explained(scores: Mapping[str, float], named: Mapping[str, float]) -> dict[str, float]:
    """A recital explains and does not bind, so it stands behind what it explains, unless it was named."""
    weighed = {
        each: score * (EXPLAINS if "/rec_" in each and each not in named else 1) for each, score in scores.items()
    }
    return dict(sorted(weighed.items(), key=lambda item: -item[1]))


def _nearest(eid: str) -> list[str]:
    """The eid, its other reading (people write 3(4) for point 4 of article 3), and the parts around it."""
    names = [eid, eid.replace("__para_", "__point_", 1)]
    while "__" in eid:
        eid = eid.rpartition("__")[0]
        names.append(eid)
    return names
