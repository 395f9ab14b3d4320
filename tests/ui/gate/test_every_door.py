"""The table of who may come in: every way to show a key or token, well or badly, at every door."""

import time

import pytest

from ui.gate.scopes import Scope
from ui.gate.tokens import LEEWAY

DOORS = {
    "sources": ("GET", "/v1/sources", Scope.SOURCES),
    "answers": ("POST", "/v1/answers", Scope.ANSWERS),
    "searches": ("POST", "/v1/searches", Scope.ANSWERS),
    "feedback": ("POST", "/v1/feedback", Scope.GIVE_FEEDBACK),
    "models": ("GET", "/openai/v1/models", Scope.OPENAI),
    "completions": ("POST", "/openai/v1/chat/completions", Scope.OPENAI),
    "mcp": ("POST", "/mcp", Scope.MCP),
    "chat": ("GET", "/", Scope.CHAT),
    "chat_described": ("GET", "/gradio_api/info", Scope.CHAT),
    "chat_asks": ("POST", "/gradio_api/queue/join", Scope.CHAT),
    "chat_listens": ("POST", "/gradio_api/queue/data", Scope.CHAT),
    "chat_calls": ("POST", "/gradio_api/call/ask", Scope.CHAT),
    "chat_file": ("GET", "/gradio_api/file=/etc/passwd", Scope.CHAT),
    "file": ("GET", "/static/chat.js", Scope.CHAT),
    "page": ("GET", "/bronnen", Scope.CHAT),
    "note": ("POST", "/nota", Scope.CHAT),
    "overview": ("GET", "/terugkoppeling/overzicht", Scope.READ_FEEDBACK),
    "metrics": ("GET", "/metrics", Scope.METRICS),
}
NO, NOT_THIS, OPEN = 401, 403, 0


class Shown:
    """What somebody may show at a door that wants a scope."""

    def __init__(self, keys, provider, forge):
        self.keys, self.provider, self.forge = keys, provider, forge

    def token(self, **changed):
        return self.provider.token(**({"scope": " ".join(Scope)} | changed))

    def a_good_key(self, _):
        return self.keys["all"]

    def a_good_token(self, _):
        return self.token()

    def no_key(self, _):
        return ""

    def a_wrong_key(self, _):
        return self.keys["unknown"]

    def a_misspelt_key(self, _):
        return self.keys["all"][:-1] + ("0" if self.keys["all"][-1] != "0" else "1")

    def an_expired_key(self, _):
        return self.keys["expired"]

    def a_revoked_key(self, _):
        return self.keys["revoked"]

    def a_token_of_the_wrong_scope(self, scope):
        return self.token(scope=" ".join(each for each in Scope if each is not scope))

    def a_token_without_scope(self, _):
        return self.token(without=("scope",))

    def an_expired_token(self, _):
        return self.token(exp=int(time.time()) - LEEWAY - 1)

    def a_token_for_another_audience(self, _):
        return self.token(aud="another-service")

    def a_token_of_another_provider(self, _):
        return self.token(iss="https://elsewhere.example")

    def a_forged_token(self, _):
        head, claims, signature = self.token().split(".")
        return f"{head}.{claims}.{'A' * len(signature)}"

    def an_unsigned_token(self, _):
        return self.forge({"alg": "none", "kid": "rsa"}, {"iss": self.provider.address, "sub": "a"}) + "."


CASES = {
    "a_good_key": OPEN,
    "a_good_token": OPEN,
    "no_key": NO,
    "a_wrong_key": NO,
    "a_misspelt_key": NO,
    "an_expired_key": NO,
    "a_revoked_key": NO,
    "a_token_of_the_wrong_scope": NOT_THIS,
    "a_token_without_scope": NOT_THIS,
    "an_expired_token": NO,
    "a_token_for_another_audience": NO,
    "a_token_of_another_provider": NO,
    "a_forged_token": NO,
    "an_unsigned_token": NO,
}


@pytest.fixture
def shown(keys, provider, forge):
    return Shown(keys, provider, forge)


def bearer(key):
    return {"Authorization": f"Bearer {key}"} if key else {}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("door", DOORS)
def test_every_door_opens_for_who_may_and_for_nobody_else(stranger, shown, door, case):
    method, path, scope = DOORS[door]

    response = stranger.request(method, path, headers=bearer(getattr(shown, case)(scope)))

    if CASES[case] == OPEN:
        assert response.status_code != NO
        assert response.status_code < 500 or door == "mcp"  # whose other side begins with a real server
        assert "www-authenticate" not in response.headers  # a door of the chat may still say 403 to a file outside
    else:
        assert response.status_code == CASES[case]
        assert response.headers["www-authenticate"].startswith("Bearer ")
        assert ("error=" in response.headers["www-authenticate"]) == (case != "no_key")
        assert response.headers["cache-control"] == "no-store"


def test_every_scope_stands_before_some_door():
    assert {scope for _, _, scope in DOORS.values()} == set(Scope)


@pytest.mark.parametrize("kind", ["a_good_key", "a_good_token"])
def test_a_key_or_token_may_be_shown_again_as_long_as_it_holds(stranger, shown, kind):
    """A bearer token is not of one request: whoever holds it may use it until it ends, so it has to travel encrypted and live briefly."""
    key = getattr(shown, kind)(Scope.SOURCES)

    assert [stranger.get("/v1/sources", headers=bearer(key)).status_code for _ in range(3)] == [200] * 3


@pytest.mark.parametrize("door", ["sources", "models", "mcp", "page", "chat_described"])
def test_a_token_that_once_opened_opens_nothing_when_it_is_replayed_after_its_end(stranger, shown, door, monkeypatch):
    method, path, _ = DOORS[door]
    token = shown.token(exp=int(time.time()) + 60)
    assert stranger.request(method, path, headers=bearer(token)).status_code not in (NO, NOT_THIS)

    monkeypatch.setattr("ui.gate.tokens.LEEWAY", -120)  # as if two and a half minutes had gone by
    response = stranger.request(method, path, headers=bearer(token))

    assert response.status_code == NO
    assert 'error="invalid_token"' in response.headers["www-authenticate"]


def test_a_token_replayed_at_another_service_says_for_whom_it_was(stranger, shown):
    """Somebody who got a token that was meant for another service cannot use it here: the replay that is likeliest."""
    response = stranger.get("/v1/sources", headers=bearer(shown.token(aud="zaaksysteem")))

    assert (response.status_code, "another service" in response.json()["detail"]) == (NO, True)
