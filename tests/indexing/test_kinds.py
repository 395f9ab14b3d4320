"""What kind of thing is asked for, and which provisions say a thing of that kind."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import pytest

from corpus.types import Bilingual, Duty
from indexing.kinds import Kinds, asks_day, asks_duty, asks_list, asks_moment


@pytest.mark.parametrize(
    ("question", "asks", "expected"),
    [
        pytest.param("Hoe lang bewaren we ritgegevens?", asks_moment, True, id="a period"),
        pytest.param(
            "Wanneer is iets een stalling?", asks_moment, False, id="when something counts as one is no moment"
        ),
        pytest.param("How soon do we report it?", asks_moment, True, id="a period in English"),
        pytest.param("Vanaf welke datum geldt dit?", asks_day, True, id="a day"),
        pytest.param("Hoe lang geldt dit?", asks_day, False, id="a period is no day"),
        pytest.param("Do staff need AI literacy?", asks_duty, True, id="a need is a duty"),
        pytest.param("Is a log mandatory?", asks_duty, True, id="mandatory"),
        pytest.param("Wat is een stalling?", asks_duty, False, id="no duty"),
        pytest.param("Welke eisen zijn er?", asks_list, True, id="a list"),
        pytest.param("Wat moet er allemaal in het register?", asks_list, True, id="what has to be in it"),
        pytest.param("Wie houdt toezicht?", asks_list, False, id="one thing"),
    ],
)
def test_the_form_of_a_question_tells_what_is_asked_for(
    question: str, asks: Callable[[str], bool], expected: bool
) -> None:
    assert asks(question) is expected


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        pytest.param("Wat is dit?", ("part",), id="nothing in particular: a part before the whole"),
        pytest.param("Hoe lang duurt dit?", ("moment", "part"), id="a period"),
        pytest.param("Moet dit?", ("duty", "part"), id="a duty"),
        pytest.param("Welke eisen zijn er?", (), id="a list: the whole"),
    ],
)
def test_provisions_count_that_say_what_is_asked_for(
    small: SimpleNamespace, question: str, kinds: tuple[str, ...]
) -> None:
    part = small.of("fiets/art_6__para_2")
    digest = replace(
        part.digest, gist=Bilingual("Het duurt zes maanden.", "It takes six months."), duty=Duty(("deployer",))
    )
    plain = replace(small.of("fiets/art_5"), digest=None)

    found = Kinds([replace(part, digest=digest), plain]).match(question)

    assert {name: values.tolist() for name, values in found.items()} == {
        name: [float(name in kinds), 0.0] for name in ("moment", "duty", "part")
    }
