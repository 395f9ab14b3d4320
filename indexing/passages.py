"""Cuts a provision into the passages that are searched: its questions, its gist and its official words."""

from collections.abc import Iterator
from hashlib import sha256

from corpus.types import LANGUAGES, Provision
from indexing.types import Passage

WINDOW = 120  # words of official text in a passage; a static encoder blurs longer ones
STEP = 90


def cut(provision: Provision) -> Iterator[Passage]:
    """The passages of one provision; none for the small print (points without a digest: their paragraph has them)."""
    for language in LANGUAGES:
        for kind, text in _texts(provision, language):
            identity = f"{provision.id}@{provision.edition.id}/{language}/{kind}"
            yield Passage(identity, provision.id, language, text, sha256(text.encode()).hexdigest())


def _texts(provision: Provision, language: str) -> Iterator[tuple[str, str]]:
    title = f"{provision.headings.inside(language)} {provision.name(language)}".strip()
    if digest := provision.digest:
        yield "gist", f"{title}. {digest.gist.inside(language)}"
        for number, ask in enumerate(digest.asks(language), 1):
            yield f"ask/{number}", ask
    official = provision.text(language)
    if official and (digest or _stands_alone(provision.eid)):
        words = official.words.split()
        for start in range(0, max(len(words) - (WINDOW - STEP), 1), STEP):
            yield f"text/{start // STEP + 1}", f"{title}. {' '.join(words[start : start + WINDOW])}"


def _stands_alone(eid: str) -> bool:
    """Articles, paragraphs, recitals and the first points; deeper points only when somebody digested them."""
    return eid.count("__") <= 1
