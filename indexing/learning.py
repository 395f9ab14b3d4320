"""What a build learns from its provisions beside their vectors: which words they have, and what is not about them."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from corpus.types import LANGUAGES, Provision
from indexing.belonging import own_words
from indexing.elsewhere import Elsewhere
from indexing.keywords import Keywords
from indexing.nearness import Nearness
from indexing.opening import ELSEWHERE, KEYWORDS, NEARNESS, SUBJECT, VERDICT
from indexing.singular import singular
from indexing.subject import Subject
from indexing.types import Encoder, Passage
from indexing.verdict import Verdict


def learn(
    provisions: Sequence[Provision],
    passages: Sequence[Passage],
    ids: Sequence[str],
    encoder: Encoder,
    target: Path,
    before: Path | None,
) -> None:
    """Written to the folder `target`; what the build `before`, of the same encoder, has learnt is not learnt again."""
    Keywords.build(passages, ids).save(target / KEYWORDS)
    ours, others = asked(provisions), Elsewhere.load(before / ELSEWHERE) if before else None
    people = [*ours, *alone(provisions)]
    Subject.learn(people).save(target / SUBJECT)
    Verdict.learn(people).save(target / VERDICT)
    Elsewhere.learn(ours, own_words(provisions), encoder, others).save(target / ELSEWHERE)
    words = Nearness.load(before / NEARNESS) if before else None
    Nearness.learn(passages, ids, encoder, words).save(target / NEARNESS)


def asked(provisions: Iterable[Provision]) -> list[str]:
    """The questions of the digests; an own policy, of which nobody asked any, speaks in the words that people use."""
    every = (ask for each in provisions for ask in _asked(each))
    return list(dict.fromkeys(every))


def alone(provisions: Iterable[Provision]) -> list[str]:
    """Those questions of the digests in which somebody says "we", as one person asks them."""
    digests = [each.digest for each in provisions if each.digest]
    asks = ((ask, language) for digest in digests for language in LANGUAGES for ask in digest.asks(language))
    return list(dict.fromkeys(one for ask, language in asks if (one := singular(ask, language)) != ask))


def _asked(provision: Provision) -> Iterator[str]:
    if provision.digest:
        yield from (ask for language in LANGUAGES for ask in provision.digest.asks(language))
    else:
        yield from own_words([provision])
