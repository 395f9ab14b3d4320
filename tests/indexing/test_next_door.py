"""Words of the laws and fields next door tell that a question is not ours, unless the organisation itself uses them."""

from collections import Counter

import pytest

from corpus.digests import read_digests
from corpus.types import LANGUAGES
from indexing.next_door import SHORTEST, NextDoor, found, words

COMMON = 1e-4  # of the questions of our digests: a word that stands in more of them is ours as well


@pytest.mark.parametrize(
    ("question", "is_next_door"),
    [
        pytest.param("Mag de curator de broncode verkopen na het faillissement?", True, id="insolvency"),
        pytest.param("Betalen we btw over een licentie?", True, id="a short word that stands alone"),
        pytest.param("BTW op clouddiensten?", True, id="in capitals"),
        pytest.param("Is our office canteen open on Friday?", True, id="English"),
        pytest.param("What does a building permit cost?", True, id="English: two words"),
        pytest.param("Moeten we de loonbelastingtabel bewaren?", True, id="the beginning of a word"),
        pytest.param("Hoe lang bewaren we logbestanden?", False, id="none"),
        pytest.param("De huurders willen inzage.", False, id="a short word is no beginning"),
        pytest.param("Wat doet een onderverhuurcontract?", False, id="nor is a word in a word"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_a_word_of_a_field_next_door_is_seen(question: str, is_next_door: bool) -> None:
    assert NextDoor().is_named(question) is is_next_door


def test_a_word_that_an_own_policy_uses_is_its_own() -> None:
    ours = NextDoor(["In de kantine betaalt u met uw pas. Voor een parkeervergunning vraagt u een dakkapel aan."])

    assert not ours.is_named("Mag er een dakkapel op?")
    assert ours.is_named("Betalen we btw?")


def test_no_word_is_one_that_our_own_questions_use() -> None:
    asked = {ask for entry in read_digests() if entry.digest for each in LANGUAGES for ask in entry.digest.asks(each)}
    used = Counter(word for ask in asked for word in set(found(ask)))

    assert [word for word, times in used.items() if times > COMMON * len(asked)] == []


def test_the_words_are_in_small_letters_and_long_enough_to_be_found() -> None:
    assert all(word == word.lower().strip() and len(word) >= SHORTEST for word in words())
