"""The proxy before us: which settings hold, and what it says of the line."""

import pytest

from corpus.errors import SettingsError
from ui.gate.entrance import entrance
from ui.gate.proxy import Proxy, is_at_home
from ui.gate.visitor import Refused

PROXY = "10.0.0.7"


def connection(peer, *headers):
    return {"type": "http", "client": (peer, 1) if peer else None, "headers": [(name.lower().encode(), value) for name, value in headers]}  # fmt: skip


@pytest.mark.parametrize(
    ("addresses", "header", "sentence"),
    [
        pytest.param("the proxy", "", "TRUSTED_PROXY", id="no_address"),
        pytest.param("10.0.0.1/8", "", "TRUSTED_PROXY", id="a_network_with_a_host_in_it"),
        pytest.param("0.0.0.0/0", "Remote-User", "every address", id="everybody"),
        pytest.param("10.0.0.7, ::/0", "Remote-User", "every address", id="everybody_on_ipv6"),
        pytest.param("", "Remote-User", "needs BELEIDSWIJZER_TRUSTED_PROXY", id="a_header_from_anyone"),
    ],
)
def test_a_proxy_that_would_open_the_door_is_refused(addresses, header, sentence):
    with pytest.raises(SettingsError, match=sentence):
        Proxy(addresses, header)


@pytest.mark.parametrize(
    ("access", "sentence"),
    [
        ({"oidc_issuer": "https://a.example"}, "belong together"),
        ({"oidc_audience": "a"}, "belong together"),
        ({"oidc_issuer": "http://a.example", "oidc_audience": "a"}, "https"),
        ({"api_keys": "bwk_1"}, "API_KEYS"),
        ({"user_header": "Remote-User"}, "TRUSTED_PROXY"),
    ],
)
def test_settings_that_contradict_themselves_are_refused(settings_of, tmp_path, access, sentence):
    with pytest.raises(Exception, match=sentence):
        entrance(settings_of(tmp_path, **access))


@pytest.mark.parametrize("value", [b"\xff\xfe", b"a\x00b", "a\u202eb".encode(), b"a\r\nb"])
def test_a_name_that_is_no_text_is_refused(value):
    assert isinstance(Proxy(PROXY, "Remote-User").person(connection(PROXY, ("Remote-User", value))), Refused)


def test_a_person_may_have_any_letters():
    assert (
        Proxy(PROXY, "Remote-User").person(connection(PROXY, ("Remote-User", "Zoë Ångström".encode())))
        == "Zoë Ångström"
    )


def test_without_the_setting_nobody_is_signed_in():
    assert Proxy(PROXY, "").person(connection(PROXY, ("Remote-User", b"anna"))) == ""


def test_neither_key_nor_person_goes_further_inside():
    given = connection(
        PROXY, ("Authorization", b"Bearer a"), ("Remote-User", b"anna"), ("Remote_User", b"b"), ("Accept", b"*/*")
    )

    assert Proxy(PROXY, "Remote-User").without(given["headers"]) == [(b"accept", b"*/*")]


@pytest.mark.parametrize(
    ("peer", "headers", "home"),
    [
        ("127.0.0.1", [("Host", b"localhost:7860")], True),
        ("::1", [("Host", b"[::1]:7860")], True),
        ("127.0.0.1", [("Host", b"evil.example")], False),
        ("127.0.0.1", [], False),
        ("127.0.0.1", [("Host", b"localhost"), ("X-Forwarded-For", b"1.2.3.4")], False),
        ("127.0.0.1", [("Host", b"localhost.evil.example")], False),
        ("10.0.0.1", [("Host", b"localhost")], False),
        ("", [("Host", b"localhost")], False),
    ],
)
def test_home_is_this_machine_and_no_proxy_on_it(peer, headers, home):
    assert is_at_home(connection(peer, *headers)) is home


@pytest.mark.parametrize(
    ("peer", "said", "secured"),
    [
        (PROXY, "https", True),
        (PROXY, "http", False),
        (PROXY, "gopher", False),
        (PROXY, "", False),
        ("203.0.113.9", "https", False),
    ],
)
def test_only_the_proxy_says_that_the_line_was_encrypted(closed, peer, said, secured):
    headers = closed.at(peer).get("/health/live", headers={"X-Forwarded-Proto": said}).headers

    assert ("strict-transport-security" in headers) is secured
