"""Every example of docs/sign-in.md, as it stands there; its nginx runs in test_sign_in.py, its Apache in test_sign_in_apache.py."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import httpx
import pytest

from corpus.settings import read_settings
from ui.gate.entrance import entrance

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "sign-in.md").read_text(encoding="utf-8")
WRITTEN = "http://127.0.0.1:7860"  # what the page says


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


@pytest.fixture
def shell(tmp_path):
    """`shell(code, KEY=…)`: what it prints, with the python of these tests and a data folder of its own."""

    def ran(code, **more):
        clean = {name: value for name, value in os.environ.items() if not name.startswith("BELEIDSWIJZER_")}
        environment = clean | {"BELEIDSWIJZER_DATA": str(tmp_path), "PYTHONPATH": str(ROOT)} | more
        ours = f'python() {{ {shlex.quote(sys.executable)} "$@"; }}\n'
        done = subprocess.run(["bash", "-euo", "pipefail", "-c", ours + code], capture_output=True, text=True, timeout=60, check=False, env=environment, cwd=tmp_path)  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    return ran


def test_every_example_is_tried_by_a_test():
    assert set(re.findall(r"^```(\w+)", PAGE, re.MULTILINE)) == {"console", "bash", "ini", "toml", "nginx", "apache"}


def test_the_commands_make_list_hand_on_and_revoke_a_key(shell):
    makes, hands_on = blocks("console")
    make, listed, revoke = makes.splitlines()

    handed = f'{hands_on}\necho "handed on: $BELEIDSWIJZER_API_KEYS"\nunset BELEIDSWIJZER_API_KEYS'
    said = shell(f"{make}\n{listed}\n{handed}\n{revoke}\n{listed}")

    assert re.match(r"bwk_[0-9a-f]{72}\n", said)
    assert re.search(r"intranet .*holds.*answers:read, sources:read", said)
    assert re.search(r'handed on: \[.*"name": ?"intranet"', said)
    assert re.search(r"intranet .*revoked", said)


def test_a_key_opens_as_the_page_says(shell, house_of, assistant, keys, listening):
    if shutil.which("curl") is None:
        pytest.skip("no curl here: apt-get install curl")
    (code,) = blocks("bash")

    with listening(house_of(assistant, data=keys["data"]).app) as address:
        said = shell(code.replace(WRITTEN, address), KEY=keys["all"])
        assert httpx.get(f"{address}/v1/sources").status_code == 401

    assert '"id":"fiets"' in said.replace(": ", ":")


@pytest.mark.parametrize("code", blocks("ini"))
def test_the_settings_close_the_house(code, monkeypatch, tmp_path):
    for name in [each for each in os.environ if each.startswith("BELEIDSWIJZER_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text(f"BELEIDSWIJZER_DATA={tmp_path}\n{code}", encoding="utf-8")

    assert entrance(read_settings()).is_closed


def test_the_proxy_that_signs_in_and_the_one_before_us_agree():
    """oauth2-proxy is in no package that a test can install; what can be held against the rest of the page is."""
    (configuration,) = map(tomllib.loads, blocks("toml"))
    (nginx,) = blocks("nginx")
    host = re.search(r"server_name (\S+);", nginx)[1]

    assert nginx.count(f"proxy_pass http://{configuration['http_address']};") == 2
    assert configuration["redirect_url"] == f"https://{host}/oauth2/callback"
    assert configuration["set_xauthrequest"] is True  # else nginx hears nobody's name
    assert configuration["oidc_issuer_url"] in blocks("ini")[0]
