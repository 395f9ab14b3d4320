"""What changed in a text is said by provision, so that the owner of its digest knows what to read again."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.fetching.changes import changes
from corpus.readers import Part, read

FIXTURES = Path(__file__).parents[1] / "fixtures"


def parts(**words: str) -> list[Part]:
    return [Part(eid, (), said) for eid, said in words.items()]


BEFORE = {"art_26": "1 a b\n2", "art_26__para_1": "1 a b", "art_26__para_1__point_a": "a", "art_26__para_2": "2"}


@pytest.mark.parametrize(
    ("after", "said"),
    [
        pytest.param(BEFORE, [], id="nothing"),
        pytest.param(BEFORE | {"art_26__para_2": " 2\n"}, [], id="white space"),
        pytest.param(
            BEFORE | {"art_26": "1 a b\n3", "art_26__para_2": "3"}, ["artikel 26, lid 2 gewijzigd"], id="a paragraph"
        ),
        pytest.param(
            BEFORE | {"art_26": "1 z b\n2", "art_26__para_1": "1 z b", "art_26__para_1__point_a": "z"},
            ["artikel 26, lid 1, punt a gewijzigd"],
            id="a point, and so all that it lies in",
        ),
        pytest.param(
            BEFORE | {"art_26": "1 a c\n2", "art_26__para_1": "1 a c"},
            ["artikel 26, lid 1 gewijzigd"],
            id="words of a paragraph outside its points",
        ),
        pytest.param(
            BEFORE | {"art_26a": "x", "art_26a__para_1": "x"}, ["artikel 26 bis toegevoegd"], id="a new article, once"
        ),
        pytest.param(
            BEFORE | {"art_26": "1 a b\n2\n3", "art_26__para_3": "3"},
            ["artikel 26, lid 3 toegevoegd"],
            id="a new paragraph, and so its article",
        ),
        pytest.param({"art_27": "x"}, ["artikel 27 toegevoegd", "artikel 26 vervallen"], id="one came and one went"),
    ],
)
def test_the_smallest_part_is_named_that_explains_it(after, said):
    assert list(changes(parts(**BEFORE), parts(**after), european=True)) == said


def test_changes_come_in_the_order_of_the_text():
    before, after = parts(art_1="a", art_3="c"), parts(art_1="b", art_2="n", art_3="d")
    assert changes(before, after, european=True) == (
        "artikel 1 gewijzigd",
        "artikel 2 toegevoegd",
        "artikel 3 gewijzigd",
    )


def test_a_national_act_is_named_as_the_country_does():
    before, after = parts(art_21a__point_b="a"), parts(art_21a__point_b="b")
    assert changes(before, after, european=False) == ("artikel 21a, onderdeel b gewijzigd",)


@pytest.mark.parametrize("name", ["cycling-original.nl.html", "cycling-act.nl.xml"])
def test_one_part_of_a_real_file_that_differs_is_the_one_that_is_named(name):
    whole = read(name, (FIXTURES / name).read_bytes(), "nl")
    assert changes(whole, whole, european=True) == ()
    one = next(part for part in whole if part.eid.startswith("art_2") and "point" in part.eid)
    others = [replace(part, words=part.words + "!") if part is one else part for part in whole]
    assert len(changes(whole, others, european=True)) == 1
