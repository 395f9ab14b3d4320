"""Who asks is set beside the question, or said in the conversation; a role that is only spoken of is nobody's."""

import pytest

from assistant.errors import BadQuestion
from assistant.roles import Perspective, is_of_others, known, named, perspective
from assistant.types import Question, Turn
from corpus.types import Duty


@pytest.mark.parametrize(
    ("said", "role", "layer"),
    [
        pytest.param("Wij zijn een provincie. Wat moeten we?", "", "provincie", id="we are"),
        pytest.param("Moeten wij als waterschap melden?", "", "waterschap", id="as a"),
        pytest.param("Moet onze gemeente dit melden?", "", "gemeente", id="ours"),
        pytest.param("Welke minister gaat over een gemeente?", "", "gemeente", id="the one layer that is spoken of"),
        pytest.param("Is er verschil tussen een gemeente en een provincie?", "", "", id="two layers are nobody's"),
        pytest.param("Wij gebruiken een chatbot, mag dat?", "deployer", "", id="what they do"),
        pytest.param("Als aanbieder: wat moet er in het dossier?", "provider", "", id="as provider"),
        pytest.param("Wat is een gebruiksverantwoordelijke?", "", "", id="a role that is asked about"),
        pytest.param("Wat moet de aanbieder ons geven?", "", "", id="a role of somebody else"),
        pytest.param("As a deployer, do we keep logs?", "deployer", "", id="in English"),
        pytest.param("Our municipality is building an AI tool", "", "gemeente", id="our municipality"),
    ],
)
def test_what_people_say_of_themselves(said: str, role: str, layer: str) -> None:
    assert perspective(Question(said), "nl") == Perspective(role, layer)


def test_what_was_said_before_still_holds_and_what_is_set_holds_more() -> None:
    history = (Turn("user", "Wij zijn een waterschap"), Turn("assistant", "Een gemeente [1]."))

    assert perspective(Question("en wie meldt?", history=history), "nl").layer == "waterschap"
    assert perspective(Question("en wie meldt?", history=history, layer="provincie"), "nl").layer == "provincie"


@pytest.mark.parametrize(("role", "layer"), [("chef", None), (None, "dorp")])
def test_an_unknown_role_or_layer_is_refused_naming_those_that_are_known(role: str | None, layer: str | None) -> None:
    with pytest.raises(BadQuestion, match="deployer" if role else "waterschap") as refused:
        perspective(Question("mag dat?", role=role, layer=layer), "nl")

    assert refused.value.field == ("role" if role else "layer")


@pytest.mark.parametrize(
    ("who", "layer", "others"),
    [
        pytest.param(("provider",), (), True, id="another role in the chain"),
        pytest.param(("provider", "deployer"), (), False, id="own role too"),
        pytest.param(("public_authority",), (), False, id="a public authority may be a deployer"),
        pytest.param((), ("provincie",), True, id="another layer"),
        pytest.param((), ("provincie", "gemeente"), False, id="own layer too"),
        pytest.param((), (), False, id="nobody in particular"),
    ],
)
def test_a_duty_of_others(who: tuple[str, ...], layer: tuple[str, ...], others: bool) -> None:
    assert is_of_others(Duty(who=who, layer=layer), Perspective("deployer", "gemeente")) is others


def test_every_role_and_layer_has_names_in_two_languages() -> None:
    assert all(who.nl and who.en and who.is_ for name in ("role", "layer") for who in known(name).values())
    assert named("Wat doen aanbieder en importeur?") == {"provider", "importer"}
