"""How much is held: digests, questions and official texts by language, and how far the digests were verified."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.carrying import written
from corpus.types import Provision, Verified


@dataclass(frozen=True, slots=True)
class Count:
    """Numbers of provisions, over all editions; asks are questions. What is carried to an earlier edition counts once."""

    digests: int
    asks_nl: int
    asks_en: int
    texts_nl: int
    texts_en: int
    official: int  # verified on the official text
    secondary: int  # verified on a named other source
    unverified: int


def count(provisions: Iterable[Provision]) -> Count:
    """What is held of these provisions."""
    provisions = tuple(provisions)
    digests = [each.digest for each in written(provisions) if each.digest]
    return Count(
        digests=len(digests),
        asks_nl=sum(len(each.asks_nl) for each in digests),
        asks_en=sum(len(each.asks_en) for each in digests),
        texts_nl=sum(each.text("nl") is not None for each in provisions),
        texts_en=sum(each.text("en") is not None for each in provisions),
        official=sum(each.verified is Verified.OFFICIAL for each in digests),
        secondary=sum(each.verified is Verified.SECONDARY for each in digests),
        unverified=sum(each.verified is Verified.UNVERIFIED for each in digests),
    )
