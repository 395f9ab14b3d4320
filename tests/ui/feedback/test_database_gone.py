"""PostgreSQL goes and comes back: feedback is refused in a sentence, questions are answered all along, nothing is lost."""

import json
from datetime import UTC, datetime

import pytest
from fastapi.testclient import TestClient

from ui.feedback import database
from ui.feedback.register import Register

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def register(server, tmp_path, monkeypatch, emptied):
    monkeypatch.setattr(database, "CONNECTS", 2)
    made = Register(server.url, tmp_path)
    yield made
    emptied(made)


def stopped(server):
    server.stop()
    return server.start


def hanging(server):
    server.hang()
    return server.go_on


@pytest.mark.parametrize("gone", [stopped, hanging])
def test_feedback_waits_for_its_database_and_nothing_else_does(server, register, app_of, assistant, answer, gone):
    door = TestClient(app_of(assistant, register), "http://127.0.0.1", client=("127.0.0.1", 50000))
    body = {"answer": answer, "verdict": "up"}
    first = door.post("/v1/feedback", json=body).json()["id"]

    come_back = gone(server)
    try:
        refused = door.post("/v1/feedback", json=body)
        page = door.post(
            "/terugkoppeling", data={"answer": json.dumps(answer), "verdict": "up", "text": "Mijn verhaal"}
        )
        overview = door.get("/terugkoppeling/overzicht")
        answered = door.post("/v1/answers", json={"question": "Hoe lang bewaren we de ritgegevens?"})
    finally:
        come_back()
    second = door.post("/v1/feedback", json=body)

    assert (refused.status_code, refused.headers["content-type"]) == (503, "application/problem+json")
    assert refused.json()["detail"].endswith("Try again later.")
    assert (page.status_code, "Mijn verhaal" in page.text) == (503, True)
    assert overview.status_code == 503
    assert (answered.status_code, answered.json()["outcome"]) == (200, "answered")
    assert second.status_code == 201
    assert {first, second.json()["id"]} == {each.id for each in register.entries(LONG_AGO)}
