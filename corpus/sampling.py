"""Draws provisions at random for a person to read beside their official text: stratified by source, with a seed."""

import random
from collections.abc import Iterable

from corpus.types import Provision


def draw(provisions: Iterable[Provision], number: int, seed: int) -> tuple[Provision, ...]:
    """So many digested provisions, from each source in proportion and from every one at least one, where there is room.

    The same seed over the same corpus draws the same provisions. They come back in the order of the corpus.
    """
    strata: dict[str, list[Provision]] = {}
    for each in provisions:
        if each.digest:
            strata.setdefault(each.source.id, []).append(each)
    dice = random.Random(seed)  # noqa: S311  a draw that can be repeated, no secret
    whole = sum(map(len, strata.values()))
    drawn = [dice.sample(each, min(len(each), max(1, number * len(each) // whole))) for each in strata.values()]
    chosen = {id(each) for stratum in drawn for each in stratum}
    rest = [each for stratum in strata.values() for each in stratum if id(each) not in chosen]
    missing = number - len(chosen)
    chosen |= {id(each) for each in dice.sample(rest, min(len(rest), max(0, missing)))}
    return tuple(each for stratum in strata.values() for each in stratum if id(each) in chosen)
