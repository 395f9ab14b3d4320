"""docs/answer.schema.json says what an answer looks like on the wire; it is made from the types."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter

from assistant.types import Answer

FILE = Path(__file__).parents[2] / "docs" / "answer.schema.json"
COMMAND = "PYTHONPATH=. .venv/bin/python tests/assistant/test_schema.py > docs/answer.schema.json"


def made() -> str:
    schema = TypeAdapter(Answer).json_schema(by_alias=True, mode="serialization")
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:beleidswijzer:answer",
        "title": "An answer of Beleidswijzer",
    }
    return json.dumps(
        head | {key: value for key, value in schema.items() if key not in head}, indent=1, ensure_ascii=False
    )


def test_the_schema_is_current() -> None:
    assert FILE.read_text(encoding="utf-8").strip() == made(), f"The types have changed; run: {COMMAND}"


def test_the_schema_is_one(schema: dict[str, object]) -> None:
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize(
    "field", ["id", "question", "language", "asOf", "corpusDate", "outcome", "text", "index"]
)  # fmt: skip
def test_an_answer_without_a_field_that_it_always_has_is_refused(schema: dict[str, object], field: str) -> None:
    assert field in schema["required"]  # type: ignore[operator]


@pytest.mark.parametrize("field", ["quote", "validFrom", "validUntil", "appliesFrom"])
def test_a_field_that_is_left_out_when_it_is_empty_is_not_required(schema: dict[str, object], field: str) -> None:
    citation = schema["$defs"]["Citation"]  # type: ignore[index]

    assert field in citation["properties"]
    assert field not in citation["required"]


def test_names_on_the_wire_are_lower_camel_case(schema: dict[str, object]) -> None:
    tables = [schema, *schema["$defs"].values()]  # type: ignore[attr-defined]

    assert not [name for table in tables for name in table.get("properties", ()) if "_" in name or name[0].isupper()]


def test_a_client_may_meet_fields_that_it_does_not_know(schema: dict[str, object]) -> None:
    assert '"additionalProperties": false' not in json.dumps(schema)


if __name__ == "__main__":
    print(made())
