"""Feedback through the API and the browser's form, and the owner's page; with a real database in a folder of its own."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ui.feedback.judgement import Judgement, Reason, Verdict
from ui.feedback.register import Register

PROBLEM = "application/problem+json"
OVERVIEW = "/terugkoppeling/overzicht"
HOSTILE = "<script>alert(1)</script> =1+1 {x} \x00\x1b[31m \u202e \"'"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def kept(data):
    """What is in the database now."""
    return lambda: Register("", data).entries(LONG_AGO)


def filled(answer, **fields):
    return {"answer": json.dumps(answer), "verdict": "down"} | fields


def test_asking_alone_keeps_nothing(serve, assistant, data):
    door = serve(assistant, data=data, client=("127.0.0.1", 50000))
    answered = door.post("/v1/answers", json={"question": "Hoe lang bewaren we de ritgegevens?"}).json()
    door.post("/nota", data={"answers": json.dumps([answered])})
    door.get(OVERVIEW)

    assert not data.exists()
    assert door.post("/terugkoppeling", data=filled(answered)).status_code == 200
    assert len(Register("", data).entries(LONG_AGO)) == 1


def test_feedback_through_the_api_is_kept(door, kept, answer):
    response = door.post(
        "/v1/feedback", json={"answer": answer, "verdict": "down", "reasons": ["outdated"], "text": "Bel 06-12345678"}
    )

    (entry,) = kept()
    assert response.status_code == 201
    assert response.headers["cache-control"] == "no-store"
    assert response.json()["id"] == entry.id
    assert datetime.fromisoformat(response.json()["givenAt"]) == entry.given_at
    assert (entry.verdict, entry.reasons, entry.text) == (Verdict.DOWN, (Reason.OUTDATED,), "Bel [telefoonnummer]")


def test_the_answer_of_the_api_can_be_judged_as_it_came(door, kept):
    answered = door.post("/v1/answers", json={"question": "Hoe lang bewaren we de ritgegevens?"}).json()

    assert door.post("/v1/feedback", json={"answer": answered, "verdict": "up"}).status_code == 201
    assert (kept()[0].topic, kept()[0].question) == ("fiets", "Hoe lang bewaren we de ritgegevens?")


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        pytest.param({}, {"answer", "verdict"}, id="nothing"),
        pytest.param({"answer": {"id": "x"}, "verdict": "maybe", "reasons": ["ugly"], "text": 3}, {"answer.question", "answer.outcome", "verdict", "reasons.0", "text"}, id="all_at_once"),
        pytest.param({"text": "a" * 2001}, {"text"}, id="too_long"),
        pytest.param({"reasons": ["outdated"] * 100}, {"reasons"}, id="too_many_reasons"),
    ],
)  # fmt: skip
def test_feedback_that_is_not_valid_is_refused_with_every_error(door, data, answer, body, fields):
    whole = {"answer": answer, "verdict": "up"} if {"text", "reasons"} >= set(body) and body else {}

    response = door.post("/v1/feedback", json=whole | body)

    assert response.status_code == 400
    assert response.headers["content-type"] == PROBLEM
    assert fields <= {each["field"] for each in response.json()["errors"]}
    assert not data.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("seconds", False, id="no_number"),
        pytest.param("seconds", "0.5", id="a_number_in_quotes"),
        pytest.param("removed", True, id="no_count"),
        pytest.param("asOf", 0, id="a_number_for_a_day"),
        pytest.param("corpusDate", "2026-11-23T00:00:00", id="a_moment_for_a_day"),
    ],
)
def test_an_answer_is_taken_as_the_document_describes_it_and_no_looser(door, data, answer, field, value):
    response = door.post("/v1/feedback", json={"answer": answer | {field: value}, "verdict": "up"})

    assert response.status_code == 400
    assert {each["field"] for each in response.json()["errors"]} == {f"answer.{field}"}
    assert not data.exists()


def test_the_same_key_brings_the_same_receipt(door, kept, answer):
    body, key = {"answer": answer, "verdict": "up"}, {"Idempotency-Key": "8e03978e"}
    first, again = (door.post("/v1/feedback", json=body, headers=key) for _ in range(2))
    other = door.post("/v1/feedback", json=body | {"verdict": "down"}, headers=key)

    assert first.status_code == again.status_code == 201
    assert first.content == again.content
    assert len(kept()) == 1
    assert (other.status_code, other.headers["content-type"]) == (409, PROBLEM)
    assert "another key" in other.json()["detail"]


def test_the_document_says_what_feedback_takes_and_gives(door, answer):
    operation = door.get("/v1/openapi.json").json()["paths"]["/feedback"]["post"]

    assert {"201", "400", "409", "413", "503"} <= set(operation["responses"])
    assert "200" not in operation["responses"]
    (header,) = operation["parameters"]
    assert (header["name"], header["in"], header.get("required", False)) == ("Idempotency-Key", "header", False)
    assert "409" in header["description"]


def test_a_database_that_does_not_answer_is_a_problem_and_nothing_typed_is_lost(assistant, door_of, tmp_path, answer):
    (tmp_path / "file").write_text("")
    door = door_of(assistant, tmp_path / "file")

    response = door.post("/v1/feedback", json={"answer": answer, "verdict": "up"})
    page = door.post("/terugkoppeling", data=filled(answer, text="Mijn lange verhaal", reasons=["outdated"]))

    assert (response.status_code, response.headers["content-type"]) == (503, PROBLEM)
    assert "Try again later" in response.json()["detail"]
    assert page.status_code == 503
    assert "Mijn lange verhaal" in page.text
    assert re.search('value="outdated" checked', page.text)


def test_a_form_without_a_script_is_kept_and_thanked_for(door, kept, answer):
    page = door.post(
        "/terugkoppeling", data=filled(answer, reasons=["outdated", "incomplete", "odd"], text="\r\neen\r\ntwee")
    )

    (entry,) = kept()
    assert page.status_code == 200
    assert "Bedankt" in page.text
    assert page.headers["cache-control"] == "no-store"
    assert (entry.reasons, entry.text) == ((Reason.OUTDATED, Reason.INCOMPLETE), "een\ntwee")


@pytest.mark.parametrize(
    ("fields", "status", "sentence"),
    [
        pytest.param({"verdict": ""}, 400, "Kies eerst", id="no_verdict"),
        pytest.param({"verdict": HOSTILE}, 400, "Kies eerst", id="an_odd_verdict"),
        pytest.param({"text": "a" * 2001}, 400, "te lang (2001 tekens)", id="too_long"),
        pytest.param({"answer": ""}, 400, "niet goed aangekomen", id="no_answer"),
        pytest.param({"answer": "{"}, 400, "niet goed aangekomen", id="half_an_answer"),
        pytest.param({"answer": "[" * 50_000}, 400, "niet goed aangekomen", id="deep"),
        pytest.param({"text": "a" * 250_000}, 413, "200 kB", id="too_large"),
    ],
)
def test_a_form_that_cannot_be_kept_says_what_to_do(door, data, answer, fields, status, sentence):
    page = door.post("/terugkoppeling", data=filled(answer) | fields)

    assert page.status_code == status
    assert sentence in page.text
    assert "<script" not in page.text
    assert not data.exists()


@pytest.mark.parametrize("path", ["/terugkoppeling", "/nota"])
def test_a_form_of_another_website_is_refused(door, data, answer, path):
    fields = filled(answer) | {"answers": json.dumps([answer])}
    page = door.post(path, data=fields, headers={"Sec-Fetch-Site": "cross-site"})

    assert page.status_code == 403
    assert "andere website" in page.text
    assert not data.exists()


@pytest.mark.parametrize("path", ["/terugkoppeling", "/nota"])
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        pytest.param(b"", "multipart/form-data", id="no_boundary"),
        pytest.param(b"--x\r\nbroken", "multipart/form-data; boundary=x", id="broken"),
        pytest.param(b"\xff\xfe%zz=%", "application/x-www-form-urlencoded", id="no_text"),
        pytest.param(b"{}", "application/json", id="no_form"),
    ],
)
def test_what_is_no_form_is_one_sentence(door, path, body, kind):
    page = door.post(path, content=body, headers={"Content-Type": kind})

    assert page.status_code == 400
    assert "niet goed" in page.text


def test_a_register_keeps_what_the_form_and_the_api_give_alike(data, answers):
    register, judged = Register("", data), Judgement(answers.answered, Verdict.UP)
    register.add(judged)
    register.add(replace(judged, reasons=()))

    one, two = register.entries(LONG_AGO - timedelta(days=1))
    assert replace(one, id="", given_at=two.given_at) == replace(two, id="")
