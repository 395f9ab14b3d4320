"""The keys of a provider: fetched, kept, turned, and out of reach."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.warnings import InsecureKeyLengthWarning

from corpus.errors import Refusal, SettingsError
from ui.gate.issuer import FRESH, LARGEST, PAUSE, STALE, Issuer, IssuerError, fetched
from ui.gate.tokens import Tokens
from ui.gate.visitor import Refused, Visitor

KEYS = {"one": {"kid": "one", "kty": "RSA"}, "two": {"kid": "two", "kty": "RSA"}}
ADDRESS = "https://login.example"


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def world():
    """A clock that is set by hand and a provider that is changed by hand."""

    class World:
        clock, keys, asked, silent, described = Clock(), ["one"], 0, False, {}

        def fetch(self, address):
            if self.silent:
                raise IssuerError("nobody there")
            if address.endswith("openid-configuration"):
                self.asked += 1
                return {"issuer": ADDRESS, "jwks_uri": f"{ADDRESS}/keys"} | self.described
            return {"keys": [KEYS[each] for each in self.keys]}

    made = World()
    made.issuer = Issuer(ADDRESS, made.fetch, made.clock)
    return made


def test_keys_are_fetched_once_and_kept(world):
    for _ in range(5):
        assert world.issuer.key("one") == KEYS["one"]

    assert world.asked == 1


def test_a_new_key_is_found_as_soon_as_a_token_names_it(world):
    world.issuer.key("one")
    world.keys = ["two"]
    world.clock.now += PAUSE

    assert world.issuer.key("two") == KEYS["two"]
    assert world.issuer.key("one") is None


def test_a_key_that_was_withdrawn_is_forgotten_within_the_hour(world):
    world.keys = ["one", "two"]
    world.issuer.key("one")
    world.keys = ["two"]
    world.clock.now += FRESH + 1

    assert world.issuer.key("one") is None


def test_forged_names_do_not_make_us_ask_and_ask(world):
    for number in range(50):
        world.issuer.key(f"forged-{number}")

    assert world.asked == 1


def test_a_provider_that_falls_silent_is_remembered_for_a_day(world):
    world.issuer.key("one")
    world.silent = True
    world.clock.now += STALE - 1
    assert world.issuer.key("one") == KEYS["one"]

    world.clock.now += 2
    with pytest.raises(IssuerError):
        world.issuer.key("one")


def test_who_was_out_of_reach_is_asked_again(world):
    world.silent = True
    with pytest.raises(IssuerError):
        world.issuer.key("one")

    world.silent = False
    with pytest.raises(IssuerError):  # not within the pause
        world.issuer.key("one")
    world.clock.now += PAUSE
    assert world.issuer.key("one") == KEYS["one"]


def test_an_unknown_key_of_a_silent_provider_is_our_trouble(world):
    world.issuer.key("one")
    world.silent = True
    world.clock.now += PAUSE

    with pytest.raises(IssuerError):
        world.issuer.key("two")
    assert world.issuer.key("one") == KEYS["one"]


def test_a_token_may_leave_out_its_key_where_there_is_only_one(world):
    assert world.issuer.key("") == KEYS["one"]
    world.keys = ["one", "two"]
    world.clock.now += FRESH + 1
    assert world.issuer.key("") is None


@pytest.mark.parametrize(
    "described",
    [
        pytest.param({"issuer": "https://elsewhere.example"}, id="another_issuer"),
        pytest.param({"jwks_uri": "http://login.example/keys"}, id="keys_in_the_clear"),
        pytest.param({"jwks_uri": "file:///etc/passwd"}, id="a_file"),
        pytest.param({"jwks_uri": None}, id="nowhere"),
    ],
)
def test_a_description_that_cannot_be_trusted_is_not(world, described):
    world.described = described

    with pytest.raises(IssuerError):
        world.issuer.key("one")


@pytest.mark.parametrize(
    "address", ["http://login.example", "login.example", "", "ftp://a.example", "file:///etc/passwd", "https://"]
)
def test_an_address_that_can_be_listened_to_is_refused(address):
    with pytest.raises(SettingsError, match="https"):
        Issuer(address)


def test_over_a_real_line_keys_turn_and_silence_is_503(new_provider, house_of, assistant):
    house = house_of(assistant, oidc_issuer=new_provider.address, oidc_audience="beleidswijzer")
    client = house.at("203.0.113.9")
    new_provider.silent = True

    def status():
        return client.get("/v1/sources", headers={"Authorization": f"Bearer {new_provider.token()}"}).status_code

    assert status() == 503
    assert len(new_provider.asked) == 1  # and not again for each request


def test_a_token_of_the_provider_is_read_over_a_real_line(new_provider):
    clock = Clock()
    tokens = Tokens(Issuer(new_provider.address, clock=clock), "beleidswijzer")
    assert isinstance(tokens.visitor(new_provider.token()), Visitor)

    new_provider.keys["next"] = (rsa.generate_private_key(public_exponent=65537, key_size=2048), "RS256")
    clock.now += PAUSE
    assert isinstance(tokens.visitor(new_provider.token("next")), Visitor)

    new_provider.keys["small"] = (rsa.generate_private_key(public_exponent=65537, key_size=1024), "RS256")
    clock.now += PAUSE
    with pytest.warns(InsecureKeyLengthWarning):
        signed = new_provider.token("small")
    assert isinstance(tokens.visitor(signed), Refused)


def test_a_detour_or_too_much_is_not_followed(new_provider, monkeypatch):
    monkeypatch.setattr(new_provider, "document", lambda _: {"keys": "a" * LARGEST})
    with pytest.raises(Refusal, match="larger"):
        fetched(f"{new_provider.address}/keys")

    monkeypatch.setattr(new_provider, "silent", True)
    with pytest.raises(Refusal, match="does not answer"):
        fetched(f"{new_provider.address}/keys")


def test_what_is_no_json_is_our_trouble_too(world, monkeypatch):
    monkeypatch.setattr(world.issuer, "_fetch", lambda _: json.loads("<html>"))

    with pytest.raises(IssuerError):
        world.issuer.key("one")
