"""What kind of thing is asked for, and which provisions say a thing of that kind."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import pytest

from corpus.types import Bilingual, Duty, Text
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
        pytest.param("Wat is dit?", {"whole": [0, 1, 0]}, id="nothing in particular: the whole stands behind its part"),
        pytest.param("Hoe lang duurt dit?", {"whole": [0, 1, 0], "moment": [1, 0, 0]}, id="a period"),
        pytest.param("Moet dit?", {"whole": [0, 1, 0], "duty": [1, 0, 0]}, id="a duty"),
        pytest.param("Welke eisen zijn er?", {}, id="a list: the whole is as good"),
    ],
)
def test_provisions_count_that_say_what_is_asked_for(
    small: SimpleNamespace, question: str, kinds: dict[str, list[float]]
) -> None:
    part = small.of("fiets/art_6__para_2")
    digest = replace(
        part.digest, gist=Bilingual("Het duurt zes maanden.", "It takes six months."), duty=Duty(("deployer",))
    )
    provisions = [replace(part, digest=digest), replace(part, eid="art_6", digest=None), small.of("fiets/art_5")]

    found = Kinds(provisions).match(question)

    for name in ("moment", "duty", "whole"):
        assert found[name].tolist() == kinds.get(name, [0, 0, 0])


@pytest.mark.parametrize(
    ("words", "moment", "duty"),
    [
        pytest.param(
            "Wie een tool wil gebruiken, moet het binnen twee weken vragen.", 1.0, 1.0, id="a duty with a period"
        ),
        pytest.param("De commissie vergadert in de kantine.", 0.0, 0.0, id="neither"),
    ],
)
def test_of_an_own_policy_its_own_words_tell(small: SimpleNamespace, words: str, moment: float, duty: float) -> None:
    policy = replace(small.of("fiets/art_5"), digest=None, texts=(Text("nl", words),))

    found = Kinds([policy]).match("Hoe lang mag dit?")

    assert (found["moment"][0], found["duty"][0]) == (moment, duty)
