"""How the gate says no, where it opens by itself, and what is on every answer."""

import pytest
from openai import AuthenticationError, OpenAI, PermissionDeniedError

from assistant.errors import AssistantError
from ui.gate.places import PLACES, place_of
from ui.keys import main as keys_command

STRANGER, HERE = "203.0.113.9", "127.0.0.1"
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
COMMON = {
    "x-content-type-options",
    "referrer-policy",
    "content-security-policy",
    "x-request-id",
    "traceparent",
    "cache-control",
}


@pytest.mark.parametrize("path", ["/", "/bronnen/fiets", "/nota", "/terugkoppeling/overzicht"])
def test_a_person_gets_a_page_in_two_languages(stranger, parse, path):
    response = stranger.get(path, headers=BROWSER)
    page = parse(response.text.removeprefix("<!doctype html>").replace("<link ", "<meta "))

    assert response.status_code == 401
    assert response.headers["content-type"].startswith("text/html")
    assert "U bent niet aangemeld" in page.text
    assert "You are not signed in" in page.text
    assert [each["lang"] for each in page.all("section")] == ["nl", "en"]
    assert page.open == []
    assert "<script" not in response.text
    assert "style=" not in response.text


def test_the_style_of_that_page_can_be_fetched_by_who_is_not_signed_in(stranger, parse):
    for path in ("/", "/bronnen/fiets/art_5"):
        page = parse(
            stranger.get(path, headers=BROWSER).text.removeprefix("<!doctype html>").replace("<link ", "<meta ")
        )
        for link in (each["href"] for each in page.all("meta") if "href" in each):
            assert stranger.get(str(stranger.base_url.join(path).join(link))).status_code == 200


@pytest.mark.parametrize("path", ["/", "/gradio_api/queue/join", "/v1/sources", "/mcp"])
def test_a_program_gets_a_problem(stranger, path):
    response = stranger.get(path)

    assert response.headers["content-type"] == "application/problem+json"
    assert set(response.json()) == {"status", "title", "detail", "type"}


def test_a_client_of_openai_understands_that_it_may_not(closed, keys):
    def client(key):
        return OpenAI(
            api_key=key, base_url="http://a.example/openai/v1", http_client=closed.at(STRANGER), max_retries=0
        )

    with pytest.raises(AuthenticationError) as unknown:
        client(keys["unknown"]).models.list()
    with pytest.raises(PermissionDeniedError, match="openai"):
        client(keys["reader"]).models.list()
    assert unknown.value.code == "invalid_api_key"
    assert [each.id for each in client(keys["all"]).models.list()] == ["beleidswijzer"]


@pytest.fixture(scope="module")
def open_house(house_of, assistant):
    """Nobody has to sign in, and no test makes a key."""
    return house_of(assistant)


@pytest.mark.parametrize("path", ["/", "/v1/sources", "/openai/v1/models", "/static/chat.js", "/gradio_api/info"])
def test_where_nobody_has_to_sign_in_all_is_open(open_house, path):
    assert open_house.at(HERE, "localhost").get(path, headers={"Authorization": "Bearer any"}).status_code == 200


def test_a_proxy_before_an_open_house_is_warned_of_once(house_of, assistant, caplog):
    client = house_of(assistant).at(HERE, "localhost")
    client.get("/v1/sources")
    assert "proxy" not in caplog.text

    for _ in range(3):
        client.get("/v1/sources", headers={"X-Forwarded-For": "203.0.113.9"})

    assert caplog.text.count("nobody has to sign in") == 1


def test_the_first_key_closes_an_open_house_and_revoking_it_does_not_open_it(house_of, assistant, monkeypatch, capsys):
    house = house_of(assistant)
    client = house.at(HERE, "localhost")
    monkeypatch.setenv("BELEIDSWIJZER_DATA", str(house.data))
    assert client.get("/v1/sources").status_code == 200

    keys_command(["make", "intranet", "--scope", "sources:read"])
    key = {"Authorization": f"Bearer {capsys.readouterr().out.strip()}"}
    assert (client.get("/v1/sources").status_code, client.get("/v1/sources", headers=key).status_code) == (401, 200)

    keys_command(["revoke", "intranet"])
    assert (client.get("/v1/sources").status_code, client.get("/v1/sources", headers=key).status_code) == (401, 401)


def test_a_house_that_was_closed_stays_closed_when_its_keys_are_lost(house_of, assistant, monkeypatch):
    made = house_of(assistant)
    monkeypatch.setenv("BELEIDSWIJZER_DATA", str(made.data))
    keys_command(["make", "intranet"])
    client = house_of(assistant, data=made.data).at(STRANGER)

    (made.data / "keys.json").write_text("{")
    broken = client.get("/v1/sources", headers={"Authorization": "Bearer bwk_" + "0" * 64 + "00000000"})
    (made.data / "keys.json").unlink()

    assert client.get("/v1/sources").status_code == 401
    assert broken.status_code in (401, 503)


def test_keys_that_cannot_be_read_let_nobody_in(house_of, assistant, monkeypatch, capsys):
    made = house_of(assistant)
    monkeypatch.setenv("BELEIDSWIJZER_DATA", str(made.data))
    keys_command(["make", "intranet"])
    key = {"Authorization": f"Bearer {capsys.readouterr().out.strip()}"}
    client = house_of(assistant, data=made.data).at(STRANGER)

    (made.data / "keys.json").write_text("{")
    response = client.get("/v1/sources", headers=key)

    assert response.status_code == 503
    assert str(made.data) not in response.text


@pytest.mark.parametrize(
    ("path", "peer", "host", "status"),
    [
        ("/metrics", HERE, "localhost", 200),
        ("/metrics", HERE, "evil.example", 403),
        ("/metrics", STRANGER, "localhost", 403),
        ("/terugkoppeling/overzicht", STRANGER, "localhost", 403),
    ],
)
def test_numbers_and_feedback_are_for_this_machine_where_nobody_signs_in(open_house, path, peer, host, status):
    assert open_house.at(peer, host).get(path).status_code == status


def test_the_numbers_can_be_read_at_home_without_a_key(closed):
    assert closed.at(HERE, "localhost").get("/metrics").status_code == 200
    assert closed.at(HERE, "localhost").get("/v1/sources").status_code == 401


@pytest.mark.parametrize(
    ("path", "status"),
    [("/health/live", 200), ("/v1/openapi.json", 200), ("/v1/sources", 401), ("/openai/v1/models", 401), ("/mcp", 401), ("/", 401),
     ("/metrics", 401), ("/static/chat.js", 401), ("/v1", 404)],
)  # fmt: skip
def test_every_answer_carries_its_headers(stranger, path, status):
    response = stranger.get(path)

    assert response.status_code == status
    assert set(response.headers) >= COMMON - (set() if status != 200 else {"cache-control"})


@pytest.mark.parametrize(("path", "kind"), [("/bronnen", "text/html"), ("/v1/sources", "application/problem+json"), ("/openai/v1/chat/completions", "application/json")])  # fmt: skip
def test_an_error_that_nobody_expected_carries_them_too(house_of, failing, path, kind, caplog):
    client = house_of(failing(ValueError("secret"))).at(HERE)
    body = {"model": "beleidswijzer", "messages": [{"role": "user", "content": "Hoe lang?"}]}

    response = (
        client.post(path, json=body)
        if "completions" in path
        else client.get(path, headers=BROWSER if kind == "text/html" else {})
    )

    assert response.status_code == 500
    assert response.headers["content-type"].startswith(kind)
    assert set(response.headers) >= COMMON
    assert "secret" not in response.text


def test_a_service_that_cannot_answer_says_so(house_of, failing):
    assert house_of(failing(AssistantError("No index."))).at(HERE).get("/v1/sources").status_code == 503


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("/v1/answers", "/v1/answers"), ("/v1/answersheet", "/v1"), ("/v1/provisions/a/b", "/v1/provisions"), ("/v1x", "/"),
        ("/openai/v1/x", "/openai"), ("/gradio_api/queue/joins", "/gradio_api"), ("/healthy", "/"), ("/", "/"), ("", "/"), ("*", "/"),
    ],
)  # fmt: skip
def test_every_path_lies_somewhere(path, where):
    assert place_of(path).path == where


def test_no_line_of_the_table_hides_another():
    assert [place_of(each.path).path for each in PLACES] == [each.path for each in PLACES]
    assert not any(each.scope for each in PLACES if each.is_open)
