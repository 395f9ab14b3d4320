"""A sentence must turn the way its provision does: negations, bounds, duties and exceptions, in both languages."""

import pytest

from assistant.signs import negates, turns_alike

DUTCH = """Een gebruiksverantwoordelijke bewaart de logs minstens zes maanden, tenzij een andere wet iets anders voorschrijft.
Een aanbieder mag geen persoonsgegevens verkopen.
Kleine gemeenten hoeven het systeem niet te registreren.
Een burger mag uitleg vragen over een besluit.
De boete is hoogstens 15 miljoen euro.
Wie een incident niet op tijd meldt, krijgt een boete.
De toezichthouder mag niet zonder toestemming een woning betreden.
Het verbod geldt niet alleen voor bedrijven, maar ook voor overheden."""
ENGLISH = """A deployer keeps the logs for at least six months, unless another law provides otherwise.
A provider may not sell personal data.
Small municipalities need not register the system.
A citizen may ask for an explanation of a decision.
The fine is at most 15 million euros.
Whoever does not report an incident in time is fined.
The supervisor may not enter a home without permission.
The prohibition applies not only to companies, but also to public bodies."""


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("De gebruiksverantwoordelijke bewaart logs minstens zes maanden.", id="as it stands there"),
        pytest.param("Logs worden ten minste zes maanden bewaard door de gebruiksverantwoordelijke.", id="put otherwise"),
        pytest.param("De gebruiksverantwoordelijke moet de logs zes maanden bewaren.", id="a duty said as one"),
        pytest.param("De logs worden niet korter dan zes maanden bewaard.", id="a bound with a negation in it"),
        pytest.param("Een aanbieder mag persoonsgegevens niet verkopen.", id="not for none"),
        pytest.param("Aanbieders mogen nooit persoonsgegevens verkopen.", id="never for none"),
        pytest.param("Het verkopen van persoonsgegevens door een aanbieder mag niet.", id="the negation at the end"),
        pytest.param("Een kleine gemeente hoeft het systeem niet te registreren.", id="one for many"),
        pytest.param("Burgers mogen uitleg vragen over een besluit.", id="a right"),
        pytest.param("De boete is maximaal 15 miljoen euro.", id="another word for the bound"),
        pytest.param("De boete is niet hoger dan 15 miljoen euro.", id="the bound as a negation"),
        pytest.param("Er volgt een boete voor wie een incident niet op tijd meldt.", id="clauses the other way round"),
        pytest.param("Betreden van een woning door de toezichthouder mag niet zonder toestemming.", id="a double negation kept"),
        pytest.param("Het verbod geldt voor bedrijven en voor overheden.", id="not only is no negation"),
        pytest.param("De lucht is vandaag niet blauw.", id="about something else, which other rules catch"),
    ],
)  # fmt: skip
def test_a_dutch_sentence_that_turns_alike_passes(sentence: str) -> None:
    assert turns_alike(sentence, [DUTCH], "nl")


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Een gebruiksverantwoordelijke bewaart de logs niet minstens zes maanden.", id="a negation more"),
        pytest.param("Een gebruiksverantwoordelijke bewaart geen logs.", id="none of them"),
        pytest.param("Een gebruiksverantwoordelijke bewaart de logs hoogstens zes maanden.", id="at most for at least"),
        pytest.param("De logs worden niet langer dan zes maanden bewaard.", id="at most, as a negation"),
        pytest.param("Een aanbieder mag persoonsgegevens verkopen.", id="a negation less"),
        pytest.param("Een aanbieder moet persoonsgegevens verkopen.", id="a duty for a prohibition"),
        pytest.param("Kleine gemeenten registreren het systeem.", id="a duty that is not there"),
        pytest.param("Kleine gemeenten moeten het systeem registreren.", id="must for need not"),
        pytest.param("Een burger mag geen uitleg vragen over een besluit.", id="a right taken away"),
        pytest.param("Een burger moet uitleg vragen over een besluit.", id="must for may"),
        pytest.param("De boete is minstens 15 miljoen euro.", id="at least for at most"),
        pytest.param("Wie een incident op tijd meldt, krijgt een boete.", id="the condition turned round"),
        pytest.param("De toezichthouder mag zonder toestemming een woning betreden.", id="half a double negation"),
        pytest.param("Een gebruiksverantwoordelijke bewaart de logs, als een andere wet iets anders voorschrijft.", id="if for unless"),
        pytest.param("Het verbod geldt niet voor bedrijven.", id="not only made not"),
    ],
)  # fmt: skip
def test_a_dutch_sentence_that_turns_otherwise_does_not(sentence: str) -> None:
    assert not turns_alike(sentence, [DUTCH], "nl")


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("The deployer keeps logs for at least six months.", id="as it stands there"),
        pytest.param("Logs are kept by the deployer for a minimum of six months.", id="put otherwise"),
        pytest.param("A deployer must keep the logs for six months.", id="a duty said as one"),
        pytest.param("Logs are kept for no less than six months.", id="a bound with a negation in it"),
        pytest.param("A provider must not sell personal data.", id="must not for may not"),
        pytest.param("Providers can't sell personal data.", id="a short form"),
        pytest.param("A small municipality doesn't need to register the system.", id="another short form"),
        pytest.param("Citizens may ask for an explanation of a decision.", id="a right"),
        pytest.param("The fine is no more than 15 million euros.", id="the bound as a negation"),
        pytest.param("A fine follows for whoever does not report an incident in time.", id="clauses the other way round"),
        pytest.param("The prohibition applies to companies and to public bodies.", id="not only is no negation"),
    ],
)  # fmt: skip
def test_an_english_sentence_that_turns_alike_passes(sentence: str) -> None:
    assert turns_alike(sentence, [ENGLISH], "en")


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("A deployer doesn't keep the logs for six months.", id="a negation more"),
        pytest.param("A deployer never keeps the logs.", id="never"),
        pytest.param("A deployer keeps the logs for at most six months.", id="at most for at least"),
        pytest.param("Logs are kept for no longer than six months.", id="at most, as a negation"),
        pytest.param("A provider may sell personal data.", id="a negation less"),
        pytest.param("Small municipalities must register the system.", id="must for need not"),
        pytest.param("A citizen cannot ask for an explanation of a decision.", id="a right taken away"),
        pytest.param("A citizen must ask for an explanation of a decision.", id="must for may"),
        pytest.param("The fine is at least 15 million euros.", id="at least for at most"),
        pytest.param("Whoever reports an incident in time is fined.", id="the condition turned round"),
        pytest.param("A deployer keeps the logs, if another law provides otherwise.", id="if for unless"),
        pytest.param("The prohibition does not apply to companies.", id="not only made not"),
    ],
)
def test_an_english_sentence_that_turns_otherwise_does_not(sentence: str) -> None:
    assert not turns_alike(sentence, [ENGLISH], "en")


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        pytest.param("Dat mag niet.", True, id="niet"),
        pytest.param("You shouldn’t.", True, id="a curly apostrophe"),
        pytest.param("Niet alleen dat.", False, id="not only"),
        pytest.param("Whether or not it rains", False, id="whether or not"),
        pytest.param("De notitie is genoteerd", False, id="inside a word"),
    ],
)
def test_a_negation_is_known_by_its_word(text: str, negated: bool) -> None:
    assert negates(text) is negated
