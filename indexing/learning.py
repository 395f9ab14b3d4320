"""What a build learns from its provisions beside their vectors: which words they have, and what is not about them."""

from collections.abc import Sequence
from pathlib import Path

from corpus.types import Provision
from indexing.elsewhere import Elsewhere
from indexing.keywords import Keywords
from indexing.nearness import Nearness
from indexing.opening import ELSEWHERE, KEYWORDS, NEARNESS, SUBJECT
from indexing.subject import Subject, asked, own_words
from indexing.types import Encoder, Passage


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
    Subject.learn(provisions).save(target / SUBJECT)
    others = Elsewhere.load(before / ELSEWHERE) if before else None
    Elsewhere.learn(asked(provisions), own_words(provisions), encoder, others).save(target / ELSEWHERE)
    words = Nearness.load(before / NEARNESS) if before else None
    Nearness.learn(passages, ids, encoder, words).save(target / NEARNESS)
