"""`python -m ui`: what it refuses, with one sentence each."""

import socket

import pytest

from ui.__main__ import main


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "example.org", ""])
def test_an_address_that_others_can_reach_is_refused(host, capsys):
    assert main(["--host", host]) == 2
    assert capsys.readouterr().err.count("\n") == 1


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
