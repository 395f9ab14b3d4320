"""Whether the words of a question are those of our field, against those of questions from elsewhere."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from corpus.digests import read_digests
from corpus.types import Provision
from indexing.elsewhere import questions
from indexing.learning import asked
from indexing.subject import Subject


@pytest.fixture(scope="module")
def subject(house_provisions: tuple[Provision, ...]) -> Subject:
    return Subject.learn(asked(house_provisions))


@pytest.mark.parametrize(
    ("question", "ours"),
    [
        pytest.param("Moet onze FG onafhankelijk kunnen werken?", True, id="an abbreviation of the field"),
        pytest.param("Which kinds of personal information may we not process?", True, id="English"),
        pytest.param("gegevensdelingsovereenkomst met de verwerker", True, id="a word that begins as others do"),
        pytest.param("Hoeveel kost een parkeervergunning voor bewoners?", False, id="another field"),
        pytest.param("What does a fishing licence cost?", False, id="another field in English"),
        pytest.param("Wanneer wordt het grofvuil opgehaald?", False, id="waste"),
    ],
)
def test_what_is_ours_weighs_more_than_what_is_not(subject: Subject, question: str, ours: bool) -> None:
    assert (subject.weight(question) > 0) is ours


def test_a_word_that_nobody_wrote_says_nothing(subject: Subject) -> None:
    assert subject.weight("xqzwv") == 0


def test_of_our_own_questions_few_sound_like_another_field(subject: Subject) -> None:
    asks = [ask for each in read_digests() if each.digest for ask in (*each.digest.asks_nl, *each.digest.asks_en)][::97]

    assert sum(subject.weight(ask) > 0 for ask in asks) > 0.75 * len(asks)  # a story is told in everyday words


def test_of_the_questions_from_elsewhere_few_sound_like_ours(subject: Subject) -> None:
    theirs = questions()

    assert len(theirs) == len(set(theirs)) > 1000
    assert sum(subject.weight(each) < 0 for each in theirs) > 0.95 * len(theirs)  # half of them have words of ours


def test_without_questions_of_our_own_no_word_counts(small: SimpleNamespace) -> None:
    bare = [each for each in small.provisions if not each.digest]

    assert Subject.learn(asked(bare)).weight("Hoeveel kost een parkeervergunning?") == 0


def test_what_was_counted_is_read_back_as_it_was(subject: Subject, tmp_path: Path) -> None:
    subject.save(tmp_path / "subject.npz")
    question = "Mag een algoritme de parkeervergunning weigeren?"

    assert Subject.load(tmp_path / "subject.npz").weight(question) == subject.weight(question)
