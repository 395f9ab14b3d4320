"""The Apache of docs/sign-in.md, as it stands there, between a real provider and the running service: somebody signs in."""

import re
import shutil
import socket
import subprocess
import time
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest

PAGE = (Path(__file__).parents[3] / "docs" / "sign-in.md").read_text(encoding="utf-8")
APACHE = shutil.which("apache2")
MODULES = Path("/usr/lib/apache2/modules")
NEEDED = ["mpm_event", "authn_core", "authz_core", "authz_user", "headers", "proxy", "proxy_http", "auth_openidc"]
SECRET = "another-secret-of-the-tests"


class Form(HTMLParser):
    """Where the first form of a page goes, and what it holds."""

    def __init__(self, html):
        super().__init__()
        self.action, self.fields = "", {}
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.action = given["action"]
        if tag == "input" and given.get("name"):
            self.fields[given["name"]] = given.get("value", "")


def configured(service, issuer, door):
    """The block of the page, for these addresses and without TLS."""
    (said,) = re.findall(r"^```apache\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    said = (
        re.sub(r" *SSL.*\n", "", said).replace("*:443", f"127.0.0.1:{door}").replace("http://127.0.0.1:7860", service)
    )
    said = said.replace("https://login.gemeente.example/realms/gemeente", issuer)
    said = said.replace("https://beleidswijzer.gemeente.example", f"http://127.0.0.1:{door}")
    return re.sub(r'"exec:[^"]*secret"', SECRET, said)


@pytest.fixture(scope="module")
def apache(openid_provider, house_of, assistant, keys, listening, tmp_path_factory):
    """The address of Apache."""
    if APACHE is None or not (MODULES / "mod_auth_openidc.so").exists():
        pytest.skip("no Apache that signs in here: apt-get install apache2-bin libapache2-mod-auth-openidc")
    folder = tmp_path_factory.mktemp("apache")
    house = house_of(assistant, data=keys["data"], trusted_proxy="127.0.0.1", user_header="X-Forwarded-Email")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        door = taken.getsockname()[1]
    address = f"http://127.0.0.1:{door}"
    with (
        openid_provider("beleidswijzer", "sources:read", f"{address}/oauth2/callback") as issuer,
        listening(house.app) as service,
    ):
        loads = "".join(f"LoadModule {each}_module {MODULES}/mod_{each}.so\n" for each in NEEDED)
        frame = f"ServerName localhost\nListen 127.0.0.1:{door}\nPidFile {folder}/pid\nErrorLog {folder}/log\nDefaultRuntimeDir {folder}\n"
        (folder / "apache.conf").write_text(loads + frame + configured(service, issuer, door), encoding="utf-8")
        with subprocess.Popen([APACHE, "-d", str(folder), "-f", "apache.conf", "-D", "FOREGROUND"]) as running:
            for _ in range(200):
                try:
                    httpx.get(f"{address}/health/live")
                    break
                except httpx.TransportError:
                    time.sleep(0.05)
            yield address
            running.terminate()


def sign_in(client, address, person):
    """What a browser does: the provider asks who it is, and whether that may be told."""
    page = client.get(address)
    while (form := Form(page.text)).action:
        page = client.post(page.url.join(form.action), data=form.fields | ({"login": person, "password": "any"} if "login" in form.fields else {}))  # fmt: skip
    return page


@pytest.mark.parametrize("path", ["/", "/bronnen", "/gradio_api/info", "/static/chat.js"])
def test_who_is_not_signed_in_is_sent_to_the_provider(apache, path):
    response = httpx.get(f"{apache}{path}", headers={"X-Forwarded-Email": "anna@gemeente.example"})

    assert response.status_code == 302
    assert "client_id=beleidswijzer-chat" in response.headers["location"]


def test_somebody_signs_in_and_comes_in_as_who_they_are(apache):
    with httpx.Client(follow_redirects=True, timeout=30) as client:
        page = sign_in(client, f"{apache}/bronnen", "anna")

        assert (page.status_code, str(page.url)) == (200, f"{apache}/bronnen")
        assert "Fietsverordening" in page.text
        assert client.get(f"{apache}/static/chat.js").status_code == 200
        assert client.get(f"{apache}/terugkoppeling/overzicht").status_code == 403  # no owner, whatever she says
        assert client.get(f"{apache}/metrics").status_code == 403


def test_programs_need_their_key(apache, keys):
    shown = {"Authorization": f"Bearer {keys['all']}"}

    assert httpx.get(f"{apache}/v1/sources", headers={"X-Forwarded-Email": "a@gemeente.example"}).status_code == 401
    assert httpx.get(f"{apache}/v1/sources", headers=shown).status_code == 200
