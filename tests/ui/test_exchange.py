"""What the browser keeps of a conversation, and what comes back from it."""

import json
from dataclasses import replace

import pytest

from ui.exchange import KEPT, Exchange, packed, unpacked


def test_a_conversation_comes_back_as_it_went(answers):
    conversation = (Exchange(answers.answered, "deployer", "gemeente"), Exchange(answers.nothing_found))

    assert unpacked(json.loads(json.dumps(packed(conversation)))) == conversation


@pytest.mark.parametrize(
    "kept",
    [
        pytest.param(None, id="nothing"),
        pytest.param("<script>", id="text"),
        pytest.param({"answer": 1}, id="no list"),
        pytest.param([1, None, "x", [], {}], id="no exchanges"),
        pytest.param([{"answer": {"id": "x", "question": []}}], id="half an answer"),
    ],
)
def test_what_is_no_conversation_is_an_empty_one(kept):
    assert unpacked(kept) == ()


def test_one_spoilt_exchange_does_not_take_the_others_along(answers):
    kept = packed((Exchange(answers.answered), Exchange(answers.nothing_found)))
    kept[0]["answer"]["outcome"] = "won"

    assert [each.answer.id for each in unpacked(kept)] == ["two"]


def test_the_newest_are_kept(answers):
    many = tuple(Exchange(replace(answers.nothing_found, id=str(number))) for number in range(KEPT + 5))

    assert [each["answer"]["id"] for each in packed(many)] == [str(number) for number in range(5, KEPT + 5)]
