"""Provisions that nobody wrote, as many as wanted, with the word statistics of our digests: to see how an index grows.

Which word follows which is drawn as often as it does in the digests of that language (a chain of bigrams); how many
questions there are and how long each text is comes from a provision drawn among the real ones. No new words appear
as it grows, so that the lists behind each word are longer than in real texts: BM25 has it harder here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from random import Random

from corpus.types import LANGUAGES, Bilingual, Digest, Provision, Text
from indexing.passages import WINDOW

SEED = 20261123


class Chain:
    """Which words follow which in some texts; a text begins and ends with the empty word."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._after: dict[str, list[str]] = {}
        for text in texts:
            for before, after in pairwise(["", *text.split(), ""]):
                self._after.setdefault(before, []).append(after)

    def say(self, length: int, chance: Random) -> str:
        """So many words; where one text would end, another one begins."""
        words: list[str] = []
        word = ""
        while len(words) < length:
            followers = self._after[word]
            word = followers[int(chance.random() * len(followers))]
            if word:
                words.append(word)
        return " ".join(words)


def synthetic(provisions: Sequence[Provision], passages: int, seed: int = SEED) -> Iterator[Provision]:
    """Provisions that give about so many passages together, the same for the same seed; one window of text each."""
    chance = Random(seed)  # noqa: S311 - nothing secret hangs on it
    real = [(each, each.digest) for each in provisions if each.digest]
    gists = {language: Chain(digest.gist.inside(language) for _, digest in real) for language in LANGUAGES}
    asks = {language: Chain(ask for _, digest in real for ask in digest.asks(language)) for language in LANGUAGES}
    made = number = 0
    while made < passages:
        number += 1
        model, digest = chance.choice(real)
        gist = {each: gists[each].say(len(digest.gist.inside(each).split()), chance) for each in LANGUAGES}
        asked = {
            each: tuple(asks[each].say(len(ask.split()), chance) for ask in digest.asks(each)) for each in LANGUAGES
        }
        texts = tuple(Text(each, gists[each].say(WINDOW, chance)) for each in LANGUAGES)
        own = Digest(Bilingual(**gist), asks_nl=asked["nl"], asks_en=asked["en"], verified=digest.verified)
        made += len(gist) + len(texts) + sum(map(len, asked.values()))
        yield replace(model, eid=f"sec_{number}", texts=texts, digest=own)
