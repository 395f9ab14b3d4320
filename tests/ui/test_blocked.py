"""A question with personal data goes through every door without leaving a trace of them."""

import logging

import pytest
from fastapi.testclient import TestClient

SECRET = "111222333"
ASK = f"Mogen we bsn {SECRET} van jan.jansen@gemeente.nl bewaren?"


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"question": ASK}, id="in the question"),
        pytest.param({"question": "En dan?", "history": [{"role": "user", "content": ASK}]}, id="in the history"),
    ],
)
def test_the_api_gives_back_and_logs_nothing_of_it(
    client: TestClient, caplog: pytest.LogCaptureFixture, body: dict[str, object], accept: str
) -> None:
    with caplog.at_level(logging.DEBUG):
        response = client.post("/v1/answers", json=body, headers={"Accept": accept})

    assert response.status_code == 200
    assert '"outcome":"blocked"' in response.text
    assert "event: progress" not in response.text
    for secret in (SECRET, "jan.jansen"):
        assert secret not in response.text
        assert secret not in caplog.text


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"question": ASK, "asOf": SECRET + "x"}, id="beside a field that is wrong"),
        pytest.param({"question": [ASK]}, id="in a question of the wrong shape"),
        pytest.param({"question": ASK * 100}, id="in a question that is too long"),
    ],
)
def test_a_refusal_of_the_api_does_not_repeat_it(
    client: TestClient, caplog: pytest.LogCaptureFixture, body: dict[str, object]
) -> None:
    with caplog.at_level(logging.DEBUG):
        response = client.post("/v1/answers", json=body)

    assert response.status_code == 400
    assert SECRET not in response.text
    assert SECRET not in caplog.text
