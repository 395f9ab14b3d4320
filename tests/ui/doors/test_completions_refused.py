"""What the door for OpenAI's clients refuses, and in which shape."""

import openai
import pytest

from assistant.errors import AssistantError

CHAT = "/openai/v1/chat/completions"
ASKED = {"model": "beleidswijzer", "messages": [{"role": "user", "content": "Hoe lang bewaren we de ritgegevens?"}]}


@pytest.mark.parametrize(
    ("more", "status", "param", "code"),
    [
        pytest.param({"model": "gpt-9"}, 404, "model", "model_not_found", id="another_model"),
        pytest.param({"n": 2}, 400, "n", "unsupported_parameter", id="two_answers"),
        pytest.param({"tools": [{"type": "function", "function": {"name": "f"}}]}, 400, "tools", "unsupported_parameter", id="tools"),
        pytest.param({"functions": [{"name": "f"}]}, 400, "functions", "unsupported_parameter", id="functions"),
        pytest.param({"response_format": {"type": "json_schema", "json_schema": {}}}, 400, "response_format", "unsupported_parameter", id="json_schema"),
        pytest.param({"response_format": {"type": "json_object"}}, 400, "response_format", "unsupported_parameter", id="json_object"),
        pytest.param({"logprobs": True}, 400, "logprobs", "unsupported_parameter", id="logprobs"),
        pytest.param({"modalities": ["text", "audio"], "audio": {"voice": "a"}}, 400, "modalities", "unsupported_parameter", id="audio"),
        pytest.param({"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "data:x"}}]}]}, 400, "messages.0.content", "unsupported_parameter", id="image"),
        pytest.param({"messages": [{"role": "tool", "content": "x"}, {"role": "user", "content": "x"}]}, 400, "messages.0.role", "unsupported_parameter", id="result_of_a_tool"),
        pytest.param({"messages": []}, 400, "messages", None, id="no_messages"),
        pytest.param({"messages": [{"role": "assistant", "content": "x"}]}, 400, "messages", None, id="no_question"),
        pytest.param({"messages": [{"role": "user", "content": " "}]}, 400, "question", None, id="empty_question"),
        pytest.param({"messages": [{"role": "user", "content": None}]}, 400, "question", None, id="null_question"),
        pytest.param({"messages": [{"role": "king", "content": "x"}]}, 400, "messages.0.role", None, id="unknown_role"),
        pytest.param({"asOf": "soon"}, 400, "asOf", None, id="no_day"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("stream", [False, True])
def test_what_is_not_supported_is_refused_clearly(client, more, status, param, code, stream):
    response = client.post(CHAT, json=ASKED | {"stream": stream} | more)

    error = response.json()["error"]
    assert response.status_code == status
    assert (error["type"], error["param"], error["code"]) == ("invalid_request_error", param, code)
    assert error["message"]


@pytest.mark.parametrize(
    ("method", "path", "headers", "body", "status"),
    [
        ("GET", "/openai/v1/nothing", {}, None, 404), ("GET", "/openai/v1/models/", {}, None, 404), ("GET", "/openai/v1", {}, None, 404),
        ("GET", "/openai/", {}, None, 404), ("GET", "/openai/v1/models/gpt-9", {}, None, 404), ("GET", CHAT, {}, None, 405),
        ("POST", CHAT, {"Content-Type": "text/plain"}, "x", 415), ("POST", CHAT, {"Content-Type": "application/json"}, "{", 400),
        ("GET", "/openai/v1/models", {"Accept": "text/html"}, None, 406), ("POST", CHAT, {"Content-Type": "application/json"}, "a" * 250_000, 413),
    ],
)  # fmt: skip
def test_every_error_has_the_shape_of_that_protocol(client, method, path, headers, body, status):
    response = client.request(method, path, headers=headers, content=body)

    assert response.status_code == status
    assert response.headers["content-type"] == "application/json"
    assert set(response.json()["error"]) == {"message", "type", "param", "code"}
    assert ("allow" in response.headers) == (status == 405)


@pytest.mark.parametrize(("error", "status"), [(AssistantError("No model."), 503), (RuntimeError("secret"), 500)])
def test_what_fails_is_said_and_no_more(serve, failing, error, status):
    at_once = serve(failing(error)).post(CHAT, json=ASKED)
    late = serve(failing(error, late=True)).post(CHAT, json=ASKED | {"stream": True}).text

    assert at_once.status_code == status
    assert at_once.json()["error"]["type"] == "server_error"
    assert '"error":{"message"' in late
    assert "[DONE]" not in late
    assert "secret" not in at_once.text + late


def test_the_official_client_raises_what_the_server_says(address):
    with openai.OpenAI(base_url=f"{address}/openai/v1", api_key="none", max_retries=0) as official:
        with pytest.raises(openai.NotFoundError, match="beleidswijzer"):
            official.chat.completions.create(**ASKED | {"model": "gpt-9"})
        with pytest.raises(openai.BadRequestError, match="leave n out"):
            official.chat.completions.create(**ASKED, n=2)
