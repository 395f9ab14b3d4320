"""API keys: how they look, how they are kept, and what the command says."""

import re
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from corpus.errors import Refusal
from ui.gate.grants import Grant, KeysError, change_file, read_file, written
from ui.gate.key import digest, is_whole, new_key
from ui.gate.keyring import Keyring, today
from ui.gate.scopes import Scope
from ui.gate.visitor import Refused, Visitor
from ui.keys import main

TODAY = date(2026, 11, 26)


def grant(key, name="intranet", expires=TODAY, **more):
    return Grant(name, digest(key), (Scope.ANSWERS,), expires, **more)


@pytest.fixture
def command(monkeypatch, tmp_path, capsys):
    """`command("make", "intranet")` gives its status, what it said and what it warned of."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BELEIDSWIJZER_DATA", str(tmp_path / "data"))

    def ran(*arguments):
        try:
            status = main(list(arguments))
        except SystemExit as ended:
            status = ended.code
        return status, *capsys.readouterr()

    return ran


def test_a_new_key_can_be_recognised_and_checks_itself():
    key = new_key()

    assert re.fullmatch(r"bwk_[0-9a-f]{72}", key)
    assert is_whole(key)
    assert new_key() != key


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda key: key[:-1], id="too_short"),
        pytest.param(lambda key: key + "0", id="too_long"),
        pytest.param(lambda key: key.upper(), id="capitals"),
        pytest.param(lambda key: key[:10] + ("1" if key[10] == "0" else "0") + key[11:], id="one_sign_wrong"),
        pytest.param(lambda key: key.removeprefix("bwk_"), id="no_prefix"),
        pytest.param(lambda key: key + "\n", id="a_line_end"),
        pytest.param(lambda _: "", id="nothing"),
    ],
)
def test_a_typing_error_is_seen_without_looking_up(change):
    assert not is_whole(change(new_key()))


@pytest.mark.parametrize(
    ("kept", "sentence"),
    [
        pytest.param({}, "", id="it_holds"),
        pytest.param({"expires": TODAY - timedelta(days=1)}, "expired", id="expired"),
        pytest.param({"revoked": TODAY}, "not known", id="revoked"),
    ],
)
def test_a_key_holds_until_its_day_or_until_it_is_revoked(tmp_path, kept, sentence):
    key = new_key()
    ring = Keyring(tmp_path / "none", written((grant(key, **kept),)), day=lambda: TODAY)

    met = ring.visitor(key)

    if sentence:
        assert isinstance(met, Refused) and sentence in met.sentence  # noqa: PT018
    else:
        assert met == Visitor(met.kind, "intranet", frozenset({Scope.ANSWERS}))
    assert isinstance(ring.visitor(new_key()), Refused)


def test_only_the_digest_is_kept_and_only_its_owner_may_read_it(command, tmp_path):
    _, key, _ = command("make", "intranet")
    file = tmp_path / "data" / "keys.json"

    assert key.strip() not in file.read_text()
    assert digest(key.strip()) in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in file.parent.iterdir() if each.suffix != ".lock"] == ["keys.json"]


def test_a_key_is_shown_once_and_listed_without_it(command):
    status, key, warned = command("make", "intranet", "--scope", "mcp", "--scope", "openai", "--days", "10")
    _, listed, _ = command("list")

    assert status == 0
    assert is_whole(key.strip())
    assert key.strip() not in warned + listed
    assert all(each in listed for each in ("intranet", "holds", "mcp, openai", str(today() + timedelta(days=10))))


def test_a_key_that_was_revoked_opens_nothing_from_the_next_request_on(command, tmp_path):
    key = command("make", "intranet")[1].strip()
    ring = Keyring(tmp_path / "data" / "keys.json")
    before = ring.visitor(key)

    command("revoke", "intranet")

    assert isinstance(before, Visitor)
    assert isinstance(ring.visitor(key), Refused)
    assert "revoked" in command("list")[1]
    assert ring.exists


def test_a_key_that_is_made_later_opens_without_a_restart(command, tmp_path):
    ring = Keyring(tmp_path / "data" / "keys.json")
    assert not ring.exists

    key = command("make", "intranet")[1].strip()

    assert isinstance(ring.visitor(key), Visitor)


def test_the_list_as_a_setting_opens_elsewhere(command, tmp_path):
    key = command("make", "intranet")[1].strip()
    command("make", "old")
    command("revoke", "old")
    listed = command("list", "--json")[1]

    ring = Keyring(tmp_path / "nowhere.json", listed)

    assert isinstance(ring.visitor(key), Visitor)
    assert "old" not in listed


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["make", "Intranet"], 2),
        (["make", "a" * 41], 2),
        (["make", "intranet", "--scope", "everything"], 2),
        (["make", "intranet", "--days", "0"], 2),
        (["make", "intranet", "--days", "9999"], 2),
        (["make", "taken"], 1),
        (["revoke", "nobody"], 1),
        ([], 2),
    ],
)
def test_what_cannot_be_done_is_said(command, arguments, status):
    command("make", "taken")

    ended, said, warned = command(*arguments)

    assert (ended, said) == (status, "")
    assert warned.strip()
    assert "Traceback" not in warned


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{", id="no_json"),
        pytest.param('[{"name": "a b", "digest": "%s", "scopes": [], "expires": "2027-01-01"}]' % ("0" * 64), id="a_name_with_a_space"),
        pytest.param('[{"name": "a", "digest": "0", "scopes": [], "expires": "2027-01-01"}]', id="no_digest"),
        pytest.param('[{"name": "a", "digest": "%s", "scopes": ["all"], "expires": "2027-01-01"}]' % ("0" * 64), id="no_such_scope"),
        pytest.param('[{"name": "a", "digest": "%s", "scopes": []}]' % ("0" * 64), id="without_an_end"),
    ],
)  # fmt: skip
def test_keys_that_cannot_be_read_open_nothing(tmp_path, text):
    path = tmp_path / "keys.json"
    path.write_text(text)

    with pytest.raises(Refusal, match="keys"):
        Keyring(path)
    with pytest.raises(Refusal, match="BELEIDSWIJZER_API_KEYS"):
        Keyring(tmp_path / "none", text)


def test_one_name_stands_for_one_key(tmp_path):
    path, setting = tmp_path / "keys.json", written((grant(new_key()),))
    change_file(path, lambda _: (grant(new_key()),))

    with pytest.raises(KeysError, match="both have a key intranet"):
        Keyring(path, setting)


def test_two_commands_at_once_lose_no_key(tmp_path):
    path = tmp_path / "keys.json"

    def add(number):
        change_file(path, lambda grants: (*grants, grant(new_key(), f"key-{number}")))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(add, range(24)))

    assert {each.name for each in read_file(path)} == {f"key-{number}" for number in range(24)}
