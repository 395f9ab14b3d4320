"""Which provisions belong to this question: what it names, what shares its words, what means the same, fused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.references import Reference, references
from corpus.types import Provision, Source
from indexing.keywords import Keywords, stems
from indexing.types import Encoder, Hit, Manifest
from indexing.vectors import VectorIndex

DEPTH = 60  # how far down each ranking is read
RANK_OFFSET = 10  # k of reciprocal rank fusion (Cormack et al., SIGIR 2009); small: the first places matter most
WEIGHTS = {"reference": 2.0, "keywords": 1.0, "vectors": 0.5}


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

    def search(self, question: str, language: str, k: int = 8) -> tuple[Hit, ...]:
        """The k best provisions, best first, each once. `language` is that of the question: "nl" or "en"."""
        rankings: dict[str, Mapping[str, float]] = {
            "keywords": self.keywords.best(question, language, DEPTH),
            "vectors": self.vectors.nearest(self.encoder.encode([question])[0], DEPTH),
        }
        named = references(question, self.sources)
        rankings["reference"] = self._named(named, fuse(rankings))
        scores = fuse(rankings)
        words = set(stems(question, language))
        return tuple(
            Hit(
                editions=self.editions[identity],
                score=scores[identity],
                coverage=self._coverage(words, self.editions[identity][-1], language),
                similarity=rankings["vectors"].get(identity, 0.0),
                found_by=tuple(name for name in WEIGHTS if identity in rankings[name]),
            )
            for identity in list(scores)[:k]
        )

    def _named(self, named: Sequence[Reference], found: Mapping[str, float]) -> dict[str, float]:
        """What the question names outright; of a source named as a whole, whatever else was found in it."""
        direct: dict[str, float] = {}
        for reference in named:
            if reference.eid:
                direct |= dict.fromkeys(self._places(reference), 1.0)
        for reference in named:
            if not reference.eid:
                direct |= {identity: score for identity, score in found.items() if identity.startswith(f"{reference.source}/")}
        return direct

    def _places(self, reference: Reference) -> list[str]:
        """The part itself, or the nearest part around it that we have, and then what lies directly inside it."""
        places = []
        for source in [reference.source] if reference.source else [each.id for each in self.sources]:
            for eid in _nearest(reference.eid):
                if f"{source}/{eid}" in self.editions:
                    places.append(f"{source}/{eid}")
                    break
            else:
                eid = reference.eid
            depth = eid.count("__") + 1
            inside = f"{source}/{eid}__"
            places += [each for each in self.editions if each.startswith(inside) and each.count("__") == depth]
        return places

    def _coverage(self, words: set[str], provision: Provision, language: str) -> float:
        digest, official = provision.digest, provision.text(language)
        text = [provision.name(language), provision.headings.inside(language), official.words if official else ""]
        text += [digest.gist.inside(language), *digest.asks(language)] if digest else []
        there = set(stems(" ".join(text), language))
        weights = {word: self.keywords.rarity(word, language) for word in words}
        return sum(weights[word] for word in words & there) / (sum(weights.values()) or 1.0)


def fuse(rankings: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """Weighted reciprocal rank fusion: scores from 0 to 1, best first; 1 is first in every ranking."""
    scores: dict[str, float] = {}
    for name, ranking in rankings.items():
        for rank, identity in enumerate(ranking, 1):
            scores[identity] = scores.get(identity, 0.0) + WEIGHTS[name] / (RANK_OFFSET + rank)
    most = sum(WEIGHTS[name] for name, ranking in rankings.items() if ranking) / (RANK_OFFSET + 1)
    return {identity: score / most for identity, score in sorted(scores.items(), key=lambda item: -item[1])}


def _nearest(eid: str) -> list[str]:
    """The eid, its other reading (people write 3(4) for point 4 of article 3), and the parts around it."""
    names = [eid, eid.replace("__para_", "__point_", 1)]
    while "__" in eid:
        eid = eid.rpartition("__")[0]
        names.append(eid)
    return names
