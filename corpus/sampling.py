"""Draws provisions at random for a person to read beside their official text: stratified by source, with a seed."""

import random
from collections.abc import Iterable

from corpus.carrying import written
from corpus.types import Provision


def draw(provisions: Iterable[Provision], number: int, seed: int) -> tuple[Provision, ...]:
    """So many digested provisions: one of every source, the others from all that is left.

    The same seed over the same corpus draws the same provisions. They come back in the order of the corpus.
    """
    held = list(written(provisions))
    strata: dict[str, list[Provision]] = {}
    for each in held:
        strata.setdefault(each.source.id, []).append(each)
    dice = random.Random(seed)  # noqa: S311  a draw that can be repeated, no secret
    drawn = [dice.choice(stratum) for stratum in strata.values()][:number]
    rest = [each for each in held if each not in drawn]
    drawn += dice.sample(rest, min(len(rest), number - len(drawn)))
    places = {id(each) for each in drawn}
    return tuple(each for each in held if id(each) in places)
