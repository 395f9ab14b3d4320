"""What /v1 and /health answer; the rules are those of CONTRACTS 7 and of the NLGov REST API Design Rules."""

import json

import pytest

from assistant.errors import AssistantError, BadQuestion

ASK = {"question": "Hoe lang bewaren we de ritgegevens?"}
STREAM = {"Accept": "text/event-stream"}
PROBLEM = "application/problem+json"


def events(text):
    """[(name, data)] of a stream."""
    pairs = [block.split("\n", 1) for block in text.strip().split("\n\n")]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in pairs]


def test_a_question_gets_an_answer_in_the_wire_form(client):
    response = client.post("/v1/answers", json=ASK | {"asOf": "2026-11-23", "somethingNew": 1})

    answer = response.json()
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    assert answer["outcome"] == "answered"
    assert answer["asOf"] == "2026-11-23"
    assert answer["citations"][0]["provision"] == "fiets/art_4__para_1"
    assert None not in answer["citations"][0].values()


def test_the_history_goes_along(client):
    turns = [{"role": "user", "content": ASK["question"]}, {"role": "assistant", "content": "Zes maanden [1]."}]

    answer = client.post("/v1/answers", json={"question": "En hoe hoog is de boete daarvoor?", "history": turns}).json()

    assert "fiets/art_6__para_2" in {each["provision"] for each in answer["citations"]}


def test_a_stream_gives_progress_and_then_the_answer(client):
    response = client.post("/v1/answers", json=ASK, headers=STREAM)

    names = [name for name, _ in events(response.text)]
    assert response.headers["content-type"].startswith("text/event-stream")
    assert names == ["progress"] * (len(names) - 1) + ["answer"]
    assert {"stage", "detail"} == set(events(response.text)[0][1])
    assert events(response.text)[-1][1]["outcome"] == "answered"


@pytest.mark.parametrize(
    ("error", "status", "detail"),
    [
        pytest.param(AssistantError("No model."), 503, "No model.", id="cannot_answer_now"),
        pytest.param(RuntimeError("secret /home/me"), 500, None, id="unexpected"),
    ],
)
def test_what_fails_in_a_stream_is_an_event(serve, failing, error, status, detail):
    response = serve(failing(error, late=True)).post("/v1/answers", json=ASK, headers=STREAM)

    name, problem = events(response.text)[-1]
    assert (name, problem["status"]) == ("error", status)
    assert detail in (None, problem["detail"])
    assert "secret" not in response.text


@pytest.mark.parametrize("headers", [{}, STREAM])
@pytest.mark.parametrize(
    ("error", "status"),
    [(BadQuestion("Ask something."), 400), (AssistantError("No index."), 503), (ValueError("secret"), 500)],
)
def test_what_fails_at_once_is_a_problem(serve, failing, error, status, headers):
    response = serve(failing(error)).post("/v1/answers", json=ASK, headers=headers)

    assert response.status_code == status
    assert response.headers["content-type"] == PROBLEM
    assert "secret" not in response.text
    assert "Traceback" not in response.text


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        pytest.param("{", {"body"}, id="no_json"),
        pytest.param("", {"body"}, id="nothing"),
        pytest.param("[]", {"body"}, id="a_list"),
        pytest.param("{}", {"question"}, id="no_question"),
        pytest.param('{"question": "  "}', {"question"}, id="empty_question"),
        pytest.param(json.dumps({"question": "a" * 5000}), {"question"}, id="too_long"),
        pytest.param('{"question": 3, "language": "fr", "asOf": "soon"}', {"question", "language", "asOf"}, id="all_at_once"),
        pytest.param('{"question": "a", "history": [{"role": "king"}]}', {"history.0.role", "history.0.content"}, id="inside_the_history"),
        pytest.param('{"question": "a", "asOf": 0}', {"asOf"}, id="a_number_is_no_day"),
        pytest.param('{"question": "\\ud800"}', {"question"}, id="half_a_character"),
    ],
)  # fmt: skip
def test_invalid_input_is_400_with_every_error(client, body, fields):
    response = client.post("/v1/answers", content=body, headers={"Content-Type": "application/json"})

    problem = response.json()
    assert response.status_code == problem["status"] == 400
    assert response.headers["content-type"] == PROBLEM
    assert {each["field"] for each in problem["errors"]} == fields
    assert all(each["message"] for each in problem["errors"])
    assert {"type", "title", "detail"} < set(problem)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1", 404),
        ("GET", "/v1/", 404),
        ("GET", "/v1/nothing", 404),
        ("POST", "/v1/answers/", 404),
        ("GET", "/v1/sources/", 404),
        ("GET", "/v1//sources", 404),
        ("GET", "/v1/docs", 404),
        ("GET", "/v1/provisions/fiets%0A/art_5", 404),
        ("GET", "/v1/provisions/fiets/%00", 404),
        ("GET", "/v1/provisions/fiets/art_99", 404),
        ("GET", "/v1/provisions/nothing/art_4__para_1", 404),
        ("GET", "/v1/provisions/fiets", 404),
        ("GET", "/v1/answers", 405),
        ("DELETE", "/v1/sources", 405),
        ("GET", "/v1/sources?language=fr", 400),
        ("GET", "/v1/sources?asOf=2026-02-30", 400),
        ("GET", "/v1/sources?asOf=0", 400),
        ("GET", "/v1/sources?asOf=2026-11-23T00:00:00", 400),
        ("GET", "/health", 404),
        ("GET", "/health/nothing", 404),
        ("GET", "/health/live/", 404),
        ("POST", "/health/live", 405),
        ("POST", "/gradio_api/upload", 404),
        ("GET", "/gradio_api/upload/", 404),
    ],
)
def test_what_does_not_exist_is_a_problem(client, method, path, status):
    response = client.request(method, path)

    assert response.status_code == response.json()["status"] == status
    assert response.headers["content-type"] == PROBLEM
    assert ("api-version" in response.headers) == path.startswith("/v1")
    assert ("allow" in response.headers) == (status == 405)


@pytest.mark.parametrize("announced", [True, False])
def test_a_body_that_is_too_large_is_413(client, announced):
    body = json.dumps({"question": "a" * 250_000}).encode()
    response = client.post("/v1/answers", content=body if announced else iter([body[:100_000], body[100_000:]]))

    assert response.status_code == response.json()["status"] == 413
    assert response.headers["content-type"] == PROBLEM
    assert response.headers["api-version"]


@pytest.mark.parametrize(
    "path",
    ["/v1/sources", "/v1/sources?language=en&asOf=2025-03-01", "/v1/provisions/fiets/art_4__para_1?asOf=2025-03-01"],
)
def test_sources_and_provisions_carry_a_tag(client, path):
    first = client.get(path)
    tag = first.headers["etag"]

    assert first.status_code == 200
    assert first.headers["cache-control"] == "private, no-cache"
    for held in (tag, f'"other", W/{tag}', "*"):
        again = client.get(path, headers={"If-None-Match": held})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_provision_is_that_of_the_day_and_the_language(client):
    address = "/v1/provisions/fiets/art_4__para_1"

    before = client.get(f"{address}?asOf=2025-03-01").json()
    after = client.get(f"{address}?asOf=2026-11-23&language=en").json()

    assert (before["edition"], after["edition"]) == ("2025-01-01", "2026-06-01")
    assert "three months" in client.get(f"{address}?asOf=2025-03-01&language=en").json()["summary"]
    assert "at least six months" in after["official"]


def test_sources_say_what_we_hold(client):
    sources = client.get("/v1/sources").json()

    assert [each["id"] for each in sources] == ["fiets", "brief", "voorstel"]
    assert sources[0]["provisions"] > 0
    assert sources[0]["officialLanguages"] == ["en", "nl"]


def test_health_tells_life_from_readiness(client, serve, failing):
    unready = serve(failing(ValueError()))

    assert client.get("/health/live").status_code == client.get("/health/ready").status_code == 200
    assert unready.get("/health/live").status_code == 200
    assert unready.get("/health/ready").status_code == 503
    assert "python -m indexing build" in unready.get("/health/ready").json()["detail"]
