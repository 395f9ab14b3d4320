"""What holds for every answer, whatever the question: tried on all golden questions of `dev`."""

import json
import re
from collections.abc import Callable

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from pydantic import TypeAdapter

from assistant.draft import parse
from assistant.evidence import MOST
from assistant.types import Answer, Outcome
from evals.cases import load_cases

WIRE = TypeAdapter(Answer)


def has_answer(answer: Answer) -> bool:
    return answer.outcome in (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED)


def every_sentence_and_point_cites_a_provision_that_is_there(answer: Answer) -> bool:
    there = {each.number for each in answer.citations}
    return all(each.numbers and set(each.numbers) <= there for each in parse(answer.text)) or not has_answer(answer)


def every_citation_is_used_and_counted_from_one_in_the_order_of_the_text(answer: Answer) -> bool:
    used = list(dict.fromkeys(int(number) for number in re.findall(r"\[(\d+)\]", answer.text)))
    return [each.number for each in answer.citations] == used == list(range(1, len(used) + 1))


def only_an_answer_has_citations(answer: Answer) -> bool:
    return bool(answer.citations) is has_answer(answer)


def every_provision_is_cited_once(answer: Answer) -> bool:
    return len({each.provision for each in answer.citations}) == len(answer.citations)


def it_is_a_note_and_not_a_list_of_hits(answer: Answer) -> bool:
    return len({each.provision.partition("__")[0] for each in answer.citations}) <= MOST


def what_is_called_official_has_a_quotation_and_a_digest_has_none(answer: Answer) -> bool:
    return all((each.basis == "official") is (each.quote is not None) for each in answer.citations)


def every_citation_has_words_and_an_address(answer: Answer) -> bool:
    return all((each.quote or each.summary) and each.url.startswith("http") for each in answer.citations)


def it_has_a_text_without_addresses(answer: Answer) -> bool:
    return bool(answer.text.strip()) and "http" not in answer.text


def nothing_was_left_unfilled(answer: Answer) -> bool:
    said = [answer.text, *(each.text for each in answer.notices)]
    return not any(re.search(r"\{\w*\}|\bNone\b|(?<=\S)  ", each) for each in said)


def the_quoting_model_adds_nothing_of_itself(answer: Answer) -> bool:
    return answer.removed == 0


def who_cannot_be_answered_hears_whom_to_ask(answer: Answer) -> bool:
    return has_answer(answer) or any(each.kind == "referral" and each.url for each in answer.notices)


def notices_are_said_once(answer: Answer) -> bool:
    return len(set(answer.notices)) == len(answer.notices)


def scores_lie_between_nought_and_one(answer: Answer) -> bool:
    return all(0 <= each.score <= 1 and each.found_by for each in answer.considered)


@pytest.mark.parametrize(
    "holds",
    [
        pytest.param(rule, id=rule.__name__.replace("_", " "))
        for rule in (
            every_sentence_and_point_cites_a_provision_that_is_there,
            every_citation_is_used_and_counted_from_one_in_the_order_of_the_text,
            only_an_answer_has_citations,
            every_provision_is_cited_once,
            it_is_a_note_and_not_a_list_of_hits,
            what_is_called_official_has_a_quotation_and_a_digest_has_none,
            every_citation_has_words_and_an_address,
            it_has_a_text_without_addresses,
            nothing_was_left_unfilled,
            the_quoting_model_adds_nothing_of_itself,
            who_cannot_be_answered_hears_whom_to_ask,
            notices_are_said_once,
            scores_lie_between_nought_and_one,
        )
    ],
)
def test_of_every_answer(answers: dict[str, Answer], holds: Callable[[Answer], bool]) -> None:
    assert [name for name, answer in answers.items() if not holds(answer)] == []


def test_every_answer_is_in_the_language_of_its_question(answers: dict[str, Answer]) -> None:
    assert [case.id for case in load_cases("dev") if answers[case.id].language != case.language] == []


def test_every_answer_fits_the_schema_that_clients_read_and_comes_back_the_same(
    answers: dict[str, Answer], schema: dict[str, object]
) -> None:
    validator = Draft202012Validator(schema, format_checker=FormatChecker())

    for answer in answers.values():
        wire = json.loads(WIRE.dump_json(answer, by_alias=True, exclude_none=True))
        validator.validate(wire)
        assert WIRE.validate_python(wire) == answer
