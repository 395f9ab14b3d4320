"""How the reply of a language model is read, in whatever form it comes."""

import json

import pytest

from assistant.draft import Sentence
from assistant.replies import MOST, SHAPE, read

ONE = {"text": "Zes maanden.", "numbers": [1], "words": ["zes maanden"], "item": False}
HELD = Sentence("Zes maanden.", (1,), opens=True, relies_on=("zes maanden",))


def said(*fields: object) -> dict[str, object]:
    return {"sentences": list(fields)}


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(said(ONE), id="fields"),
        pytest.param(json.dumps(said(ONE)), id="JSON"),
        pytest.param(f"```json\n{json.dumps(said(ONE), indent=2)}\n```", id="JSON in a fence"),
        pytest.param(f"Here you are: {json.dumps(said(ONE))} Good luck!", id="JSON with words around it"),
        pytest.param(f"<think>{{not this}}</think>\n{json.dumps(said(ONE))}", id="JSON after thoughts"),
        pytest.param(json.dumps([ONE]), id="a bare list"),
        pytest.param(said(ONE | {"numbers": "1"}), id="the number as a text"),
        pytest.param(said(ONE | {"numbers": ["[1]"]}), id="the number in its brackets"),
        pytest.param(said(ONE | {"words": "zes maanden"}), id="the words without a list"),
        pytest.param(said(ONE | {"text": "Zes maanden [1]."}), id="the number in the text too"),
        pytest.param(said(ONE, ONE), id="said twice"),
        pytest.param(said("what", 3, None, {"text": 5}, ONE), id="among what is no sentence"),
    ],
)
def test_fields_are_read(reply: object) -> None:
    assert read(reply) == (HELD,)


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param("", id="nothing"),
        pytest.param(None, id="None"),
        pytest.param({}, id="no fields"),
        pytest.param({"answer": "Zes maanden [1]."}, id="other fields"),
        pytest.param('{"sentences": [{"text": "Zes maanden.", "numbers": [1], "wor', id="JSON that is cut off"),
        pytest.param("{'sentences': 'x'}", id="no JSON at all"),
        pytest.param(said(), id="no sentences"),
        pytest.param({"sentences": "Zes maanden [1]."}, id="a text for a list"),
        pytest.param("<think>Zes maanden [1].", id="thoughts without an end"),
        pytest.param("[" * 20000, id="brackets without an end"),
        pytest.param('{"a":' * 20000, id="braces without an end"),
    ],
)
def test_what_says_nothing_gives_no_sentence_with_a_number(reply: object) -> None:
    assert not [each for each in read(reply) if each.numbers]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        pytest.param([1, 2], (1, 2), id="two"),
        pytest.param([], (), id="none"),
        pytest.param([-1], (0,), id="below nought"),
        pytest.param([1.5], (0,), id="a half"),
        pytest.param(["²"], (0,), id="a digit that is none"),
        pytest.param(["1" * 5000], (0,), id="without an end"),
        pytest.param([None], (0,), id="null"),
        pytest.param([[1]], (1,), id="a list in the list"),
    ],
)
def test_a_number_that_is_none_is_that_of_no_provision(numbers: object, expected: tuple[int, ...]) -> None:
    assert [each.numbers for each in read(said(ONE | {"numbers": numbers}))] == [expected]


def test_a_number_in_the_text_counts_beside_the_given_ones() -> None:
    assert read(said(ONE | {"text": "Zes maanden [9]."}))[0].numbers == (1, 9)


def test_points_of_a_list_are_known_by_their_field_or_their_mark() -> None:
    field, mark = read(said(ONE | {"item": True, "text": "een dak"}, ONE | {"text": "- een camera"}))

    assert (field.is_item, mark.is_item, mark.text) == (True, True, "een camera")


def test_emphasis_and_headings_are_taken_off() -> None:
    assert [each.text for each in read("## **Kort**\n> Zes __maanden__ [1].")] == ["Kort", "Zes maanden."]


def test_a_reply_is_read_up_to_a_page_or_two() -> None:
    assert len(read("\n".join(f"Zin {number} [1]." for number in range(500)))) == MOST


def test_the_shape_that_is_asked_for_is_as_strict_as_strict_servers_want() -> None:
    sentence = SHAPE["properties"]["sentences"]["items"]

    assert sentence["required"] == list(sentence["properties"])
    assert SHAPE["additionalProperties"] is sentence["additionalProperties"] is False
