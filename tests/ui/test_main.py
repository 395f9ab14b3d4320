"""`python -m ui`: what it refuses, with one sentence each."""

import socket

import pytest

from ui.__main__ import _claimed, main


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "example.org", ""])
def test_an_address_that_others_can_reach_is_refused_where_nobody_signs_in(host, capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("BELEIDSWIJZER_DATA", str(tmp_path))

    assert main(["--host", host]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "python -m ui.keys make" in said


@pytest.mark.parametrize(
    "access",
    [
        {"USER_HEADER": "Remote-User", "TRUSTED_PROXY": "10.0.0.7"},
        {"OIDC_ISSUER": "https://login.example", "OIDC_AUDIENCE": "beleidswijzer"},
        {"API_KEYS": '[{"name": "a", "digest": "%s", "scopes": ["mcp"], "expires": "2027-01-01"}]' % ("0" * 64)},
    ],
)
def test_where_people_sign_in_others_may_reach_it(access, capsys, monkeypatch, tmp_path):
    for name, value in (access | {"DATA": str(tmp_path)}).items():
        monkeypatch.setenv(f"BELEIDSWIJZER_{name}", value)

    assert main(["--host", "0.0.0.0"]) == 1  # there is no index, and that is all that is missing
    assert "python -m indexing build" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [("RATE_LIMIT", "many", "60/minute"), ("TRUSTED_PROXY", "the proxy", "addresses"), ("OIDC_ISSUER", "https://a.example", "OIDC_AUDIENCE"),
     ("API_KEYS", "bwk_1", "python -m ui.keys"), ("LOG_FORMAT", "xml", "LOG_FORMAT")],
)  # fmt: skip
def test_a_setting_of_access_that_is_wrong_stops_the_start(name, value, says, capsys, monkeypatch, house_data):
    monkeypatch.setenv("BELEIDSWIJZER_DATA", str(house_data))
    monkeypatch.setenv(f"BELEIDSWIJZER_{name}", value)

    assert main(["--port", "0"]) == 1
    said = capsys.readouterr().err
    assert says in said
    assert said.count("\n") == 1


def test_without_an_index_it_says_what_to_do(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("BELEIDSWIJZER_DATA", str(tmp_path))

    assert main([]) == 1
    assert "python -m indexing build" in capsys.readouterr().err


def test_a_wrong_setting_is_named(monkeypatch, capsys):
    monkeypatch.setenv("BELEIDSWIJZER_NETWERK", "off")

    assert main([]) == 1
    assert "BELEIDSWIJZER_NETWORK" in capsys.readouterr().err


def test_a_port_that_is_in_use_is_one_sentence(monkeypatch, house_data, capsys):
    monkeypatch.setenv("BELEIDSWIJZER_DATA", str(house_data))

    with socket.create_server(("127.0.0.1", 0)) as taken:
        status = main(["--port", str(taken.getsockname()[1])])

    said = capsys.readouterr().err
    assert status == 1
    assert "--port" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("port", ["70000", "-1"])
def test_a_number_that_is_no_port_is_refused(port, capsys):
    assert main(["--port", port]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_database_that_is_named_wrongly_is_one_sentence(monkeypatch, house_data, capsys):
    monkeypatch.setenv("BELEIDSWIJZER_DATA", str(house_data))
    monkeypatch.setenv("BELEIDSWIJZER_DATABASE_URL", "mysql://root:secret@localhost/x")

    said = (main(["--port", "0"]), capsys.readouterr().err)
    assert said[0] == 1
    assert "DATABASE_URL" in said[1]
    assert "secret" not in said[1]
    assert said[1].count("\n") == 1


def test_nobody_is_let_in_before_the_service_has_started():
    with _claimed("127.0.0.1", 0) as claimed, pytest.raises(ConnectionRefusedError):
        socket.create_connection(claimed.getsockname(), timeout=5)
