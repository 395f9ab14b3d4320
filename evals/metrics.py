"""Measures of a ranking of provisions, at the level of paragraphs or of articles. Every provision counts once.

Relevance is binary. With g(i) = 1 where the provision at rank i is an expected one that no earlier rank has brought
(see `gains`), and R the number of expected provisions, the formulas stand at each function.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log2
from typing import Literal

Level = Literal["paragraph", "article"]
LEVELS: tuple[Level, ...] = ("article", "paragraph")


def is_expected(provision: str, expected: str) -> bool:
    """The provision itself or a part of it; "werkagenda/" takes any provision of that source."""
    if expected.endswith("/"):
        return provision.startswith(expected)
    return f"{provision}__".startswith(f"{expected}__")


def article(provision: str) -> str:
    """The article, annex or section around a provision: "ai-act/art_26__para_6" lies in "ai-act/art_26"."""
    return provision.partition("__")[0]


@dataclass(frozen=True, slots=True)
class Judged:
    """A ranking held against what was expected: a 1 at each rank that brings an expected provision for the first time.

    Without k, hit and recall take the ranking whole.
    """

    gains: tuple[int, ...]
    expected: int

    def hit(self, k: int | None = None) -> float:
        """hit@k = 1 where g(1) + … + g(k) > 0 (also: success@k, Craswell & Hawking 2004)."""
        return float(any(self.gains[:k]))

    def recall(self, k: int | None = None) -> float:
        """recall@k = (g(1) + … + g(k)) / R (Manning, Raghavan & Schütze 2008, ch. 8)."""
        return sum(self.gains[:k]) / self.expected

    def ndcg(self, k: int) -> float:
        """nDCG@k = Σ g(i)/log2(i+1) over i ≤ k, divided by the same sum with the first min(R, k) ranks all 1.

        Järvelin & Kekäläinen, ACM TOIS 20(4), 2002.
        """
        found = sum(gain / log2(rank + 1) for rank, gain in enumerate(self.gains[:k], 1))
        return found / sum(1 / log2(rank + 1) for rank in range(1, min(self.expected, k) + 1))

    def reciprocal_rank(self) -> float:
        """1 / the first rank with g = 1, and 0 without one; its mean is the MRR (Voorhees, TREC-8, 1999)."""
        return 1 / self.rank if self.rank else 0.0

    @property
    def rank(self) -> int:
        """The place of the first expected provision, from 1; 0: not found."""
        return self.gains.index(1) + 1 if 1 in self.gains else 0


def judge(ranking: Iterable[str], expected: Sequence[str], level: Level, ignored: Sequence[str] = ()) -> Judged:
    """Hold a ranking of provision ids, best first, against the expected ones (at least one).

    At the level of articles both sides collapse to articles, each at its best rank. `ignored` provisions count
    neither as right nor as wrong: they leave the ranking.
    """
    kept = [each for each in ranking if not any(is_expected(each, unjudged) for unjudged in ignored)]
    if level == "article":
        kept, expected = [article(each) for each in kept], [article(each) for each in expected]
    missing = list(dict.fromkeys(expected))
    gains = []
    for provision in dict.fromkeys(kept):
        brings = next((each for each in missing if is_expected(provision, each)), None)
        if brings is not None:
            missing.remove(brings)
        gains.append(int(brings is not None))
    return Judged(tuple(gains), len(set(expected)))
