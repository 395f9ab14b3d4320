"""A draw is stratified and can be repeated."""

from dataclasses import replace
from types import SimpleNamespace

from corpus.sampling import draw


def test_every_source_is_drawn_and_the_large_one_most(small: SimpleNamespace) -> None:
    act, letter = small.of("fiets/art_5"), small.of("brief/topic_helmen")
    many = [replace(act, eid=f"art_{number}") for number in range(90)]
    few = [replace(letter, eid=f"topic_{number}") for number in range(10)]

    drawn = draw([*many, *few], 20, seed=7)

    assert len({each.id for each in drawn}) == 20
    assert 1 <= sum(each.source.id == "brief" for each in drawn) <= 8


def test_the_same_seed_draws_the_same_and_another_one_does_not(small: SimpleNamespace) -> None:
    many = [replace(small.of("fiets/art_5"), eid=f"art_{number}") for number in range(200)]

    assert draw(many, 10, seed=7) == draw(many, 10, seed=7) != draw(many, 10, seed=8)


def test_a_draw_of_more_than_there_is_takes_all_that_is_digested(small: SimpleNamespace) -> None:
    bare = replace(small.of("fiets/art_5"), eid="art_99", digest=None)

    assert len(draw([*small.provisions, bare], 1000, seed=1)) == len(small.provisions)
