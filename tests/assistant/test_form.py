"""An answer sounds like a colleague. What was stiffest when fifty answers were read aloud, as rules for all of `dev`."""

import re
from collections.abc import Callable, Sequence

import pytest

from assistant.arranging import TOTAL
from assistant.draft import Sentence, parse
from assistant.repeating import once
from assistant.types import Answer
from corpus.figures import MONTHS
from corpus.types import LANGUAGES, Provision

DAY = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(month for names in MONTHS.values() for month in names)}) \d{{4}}\b")
SINCE = re.compile(r"^(?:Dit geldt sinds|This has applied since)\b")
NOTICE = 130  # words; the longest name five provisions, and where each was read


def lines(answer: Answer) -> list[Sentence]:
    return list(parse(answer.text)) if answer.citations else []


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def no_sentence_is_said_twice(answer: Answer) -> bool:
    """A point may stand in the lists of two provisions: "€ 1,000,000 for another breach" of either sort of entity."""
    said = [(" ".join(words(line.text)), line.is_item and line.numbers) for line in lines(answer)]
    return len(set(said)) == len(said)


def no_two_provisions_say_the_same_in_a_sentence_each(answer: Answer) -> bool:
    said = lines(answer)
    return len(once(said)) == len(said)


def it_is_no_longer_than_a_page_lists_aside(answer: Answer) -> bool:
    return sum(len(line.text.split()) for line in lines(answer) if not line.is_item) <= TOTAL


def every_list_follows_what_opens_it_and_what_opens_has_a_list(answer: Answer) -> bool:
    said = lines(answer)
    pairs = zip([Sentence("", ()), *said], [*said, Sentence("", ())], strict=True)
    return all(
        (before.is_item or before.text.endswith(":"))
        if after.is_item
        else not before.text.endswith(":") or before.is_item
        for before, after in pairs
    )


def since_when_is_said_once_and_after_something(answer: Answer) -> bool:
    places = [place for place, line in enumerate(lines(answer)) if SINCE.match(line.text)]
    return len(places) <= 1 and 0 not in places


def since_when_is_said_where_no_other_day_was_named(answer: Answer) -> bool:
    said = lines(answer)
    place = next((place for place, line in enumerate(said) if SINCE.match(line.text)), 0)
    return not any(DAY.search(line.text) for line in said[:place])


def every_sentence_is_whole(answer: Answer) -> bool:
    """Not cut at an abbreviation: "(Stb."."""
    return all(line.text.count("(") <= line.text.count(")") for line in lines(answer) if not line.is_item)


def no_two_notices_of_one_kind_give_the_same_days_and_differ_in_names_alone(answer: Answer) -> bool:
    said = [
        (notice.kind, re.sub(r": [^.]*\.", "", notice.text), tuple(DAY.findall(notice.text)))
        for notice in answer.notices
        if notice.kind in {"not_yet_applicable", "amended", "proposal", "unverified", "digest_only"}
    ]
    return len(set(said)) == len(said)


def notices_are_short_and_read_out_no_address(answer: Answer) -> bool:
    said = [notice.text for notice in answer.notices if notice.kind != "referral"]
    return all(len(text.split()) <= NOTICE and "://" not in text and "\n" not in text for text in said)


def what_was_overtaken_is_one_sentence_without_its_list(answer: Answer) -> bool:
    return not any(re.search(r": - |; - ", notice.text) for notice in answer.notices if notice.kind == "conflict")


def the_next_questions_are_questions_and_not_the_one_just_asked(answer: Answer) -> bool:
    asked = [words(answer.question)]
    return all(each.endswith("?") and words(each) not in asked for each in answer.follow_ups)


def the_next_questions_are_each_about_something_else(answer: Answer) -> bool:
    every = [set(words(each)) for each in answer.follow_ups]
    return not any(
        len(one & other) >= 0.8 * len(one | other) for place, one in enumerate(every) for other in every[:place]
    )


@pytest.mark.parametrize(
    "holds",
    [
        pytest.param(rule, id=rule.__name__.replace("_", " "))
        for rule in (
            no_sentence_is_said_twice,
            no_two_provisions_say_the_same_in_a_sentence_each,
            it_is_no_longer_than_a_page_lists_aside,
            every_list_follows_what_opens_it_and_what_opens_has_a_list,
            since_when_is_said_once_and_after_something,
            since_when_is_said_where_no_other_day_was_named,
            every_sentence_is_whole,
            no_two_notices_of_one_kind_give_the_same_days_and_differ_in_names_alone,
            notices_are_short_and_read_out_no_address,
            what_was_overtaken_is_one_sentence_without_its_list,
            the_next_questions_are_questions_and_not_the_one_just_asked,
            the_next_questions_are_each_about_something_else,
        )
    ],
)
def test_of_every_answer(answers: dict[str, Answer], holds: Callable[[Answer], bool]) -> None:
    assert [name for name, answer in answers.items() if not holds(answer)] == []


def test_the_next_questions_are_in_the_language_of_the_asker(
    answers: dict[str, Answer], house_provisions: tuple[Provision, ...]
) -> None:
    digests = [each.digest for each in house_provisions if each.digest]
    ours = {language: {ask for digest in digests for ask in digest.asks(language)} for language in LANGUAGES}

    assert [
        each for answer in answers.values() for each in answer.follow_ups if each not in ours[answer.language]
    ] == []


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        pytest.param([("Een lek meldt u binnen 72 uur.", 1), ("Een lek meldt u binnen 72 uur.", 2)], [(1, 2)], id="the same words"),
        pytest.param([("Een lek meldt u binnen 72 uur.", 1), ("Een lek meldt u binnen 24 uur.", 2)], [(1,), (2,)], id="another figure"),
        pytest.param([("Zij bewaart ritgegevens.", 1), ("Zij bewaart ritgegevens minstens zes maanden in een kluis.", 2)], [(1,), (2,)], id="one says more"),
        pytest.param([("Zij bewaart ritgegevens:", 1), ("Zij bewaart ritgegevens:", 2)], [(1,), (2,)], id="what opens a list stays"),
    ],
)  # fmt: skip
def test_what_two_provisions_say_alike_is_said_once_and_cites_both(
    draft: Sequence[tuple[str, int]], said: list[tuple[int, ...]]
) -> None:
    assert [line.numbers for line in once([Sentence(text, (number,), opens=True) for text, number in draft])] == said


def test_a_paragraph_still_opens_where_its_first_sentence_was_said_before() -> None:
    alike = "De aanbieder bewaart de logs."
    draft = [Sentence(alike, (1,), opens=True), Sentence(alike, (2,), opens=True), Sentence("Het CSIRT niet.", (2,))]

    assert [(line.numbers, line.opens) for line in once(draft)] == [((1, 2), True), ((2,), True)]


def test_the_fine_of_one_group_does_not_stand_under_the_provision_of_another():
    """A sentence that differs from another in its figures alone says something else."""
    said = "For {} entities that breach Article 21 or 23, the maximum fine must be at least EUR {} million, or {}% of turnover."
    draft = [Sentence(said.format("essential", 10, 2), (1,)), Sentence(said.format("important", 7, "1.4"), (2,))]

    assert once(draft) == tuple(draft)
