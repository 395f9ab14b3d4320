"""What a provision that leads points to comes along, and pushes nothing out of the first places."""

from collections.abc import Mapping
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from corpus.types import Provision, Relation, Text
from indexing.connections import FIRST, Connections
from indexing.named import Named


def connections(
    small: SimpleNamespace, points: Mapping[str, tuple[str, ...]], words: str = ""
) -> tuple[Connections, list[str]]:
    """The small corpus, where some provisions refer to others; `words` is the official text of fiets/art_5."""
    editions: dict[str, tuple[Provision, ...]] = {}
    for each in small.provisions:
        relations = tuple(Relation("refers_to", to) for to in points.get(each.id, ()))
        digest = replace(each.digest, relations=relations)
        texts = (Text("nl", words),) if each.id == "fiets/art_5" and words else ()
        editions[each.id] = (replace(each, digest=digest, texts=texts),)
    return Connections(editions, small.sources, Named(list(editions), small.sources)), list(editions)


@pytest.mark.parametrize(
    ("to", "found"),
    [
        pytest.param("fiets/art_4__para_1", {"fiets/art_4__para_1"}, id="a provision that we have"),
        pytest.param("fiets/art_4", {"fiets/art_4__para_1"}, id="an article that is here in its paragraphs"),
        pytest.param("fiets/art_8__para_3__point_a", {"fiets/art_8"}, id="the nearest part around it"),
        pytest.param("brief", {"brief/topic_bewaren", "brief/topic_helmen"}, id="any provision of a whole source"),
        pytest.param("fiets/art_99", set(), id="an article that we do not have"),
        pytest.param("fiets/art_5", set(), id="itself"),
    ],
)
def test_what_a_digest_refers_to_is_followed(small: SimpleNamespace, to: str, found: set[str]) -> None:
    made, ids = connections(small, {"fiets/art_5": (to,)})

    assert {ids[place] for places in made.pointed(ids.index("fiets/art_5")) for place in places} == found


def test_the_official_words_point_too(small: SimpleNamespace) -> None:
    made, ids = connections(small, {}, "Een stalling voldoet aan artikel 6, lid 2.")

    assert made.pointed(ids.index("fiets/art_5")) == ((ids.index("fiets/art_6__para_2"),),)


def test_the_further_behind_what_points_stands_the_less_it_counts(small: SimpleNamespace) -> None:
    made, ids = connections(small, {"fiets/art_5": ("fiets/annex_I",), "fiets/art_8": ("voorstel/art_2",)})
    sums = np.zeros(len(ids), np.float32)
    sums[ids.index("fiets/art_5")], sums[ids.index("fiets/art_8")] = 9, 7

    referred = dict(zip(ids, made.referred(sums), strict=True))

    assert referred["fiets/annex_I"] == 1
    assert referred["voorstel/art_2"] == pytest.approx(np.exp(-1))
    assert referred["fiets/art_6__para_2"] == 0


def test_what_the_leading_one_points_to_in_another_source_comes_directly_behind_the_first(
    small: SimpleNamespace,
) -> None:
    made, ids = connections(small, {"fiets/art_5": ("brief", "voorstel/art_2", "fiets/annex_I")})
    own = [place for place, each in enumerate(ids) if each.startswith("fiets/")]
    order = np.array([ids.index("fiets/art_5"), *(place for place in own if ids[place] != "fiets/art_5")])
    others = [place for place in range(len(ids)) if place not in own]
    order = np.concatenate([order, others])
    sums = -np.arange(len(ids), dtype=np.float32)[np.argsort(order)]

    came = made.beside(order, sums, np.isin(np.arange(len(ids)), order), np.zeros(len(ids), bool)).tolist()

    assert came[:FIRST] == order[:FIRST].tolist()
    assert [ids[place] for place in came[FIRST : FIRST + 2]] == ["brief/topic_bewaren", "voorstel/art_2"]
    assert sorted(came) == sorted(order.tolist())


def test_nothing_comes_forward_that_was_not_found_or_whose_source_is_there(small: SimpleNamespace) -> None:
    made, ids = connections(small, {"fiets/art_5": ("brief", "fiets/annex_I")})
    order = np.array([ids.index(each) for each in ("fiets/art_5", "fiets/art_8", "fiets/annex_I")])

    sums, found = np.zeros(len(ids), np.float32), np.isin(np.arange(len(ids)), order)

    assert made.beside(order, sums, found, found).tolist() == order.tolist()
    assert made.beside(order[:0], sums, found, found).tolist() == []


def test_the_best_of_every_named_source_comes_behind_the_first_before_what_is_pointed_to(
    small: SimpleNamespace,
) -> None:
    made, ids = connections(small, {"fiets/art_5": ("voorstel/art_2",)})
    own = [place for place, each in enumerate(ids) if each.startswith("fiets/")]
    order = np.array([ids.index("fiets/art_5"), *(place for place in own if ids[place] != "fiets/art_5")])
    order = np.concatenate([order, [place for place in range(len(ids)) if place not in own]])
    sums = -np.arange(len(ids), dtype=np.float32)[np.argsort(order)]
    named = np.array([each.startswith(("fiets/", "brief/")) for each in ids])

    came = made.beside(order, sums, np.ones(len(ids), bool), named).tolist()

    assert [ids[place] for place in came[FIRST : FIRST + 2]] == ["brief/topic_bewaren", "voorstel/art_2"]
