"""docs/sign-in.md as it stands there: its nginx in front of the running service, with a sign-in that knows one cookie."""

import re
import shutil
import socket
import subprocess
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import httpx
import pytest

from corpus.settings import AccessSettings
from ui.gate.scopes import Scope

PAGE = (Path(__file__).parents[3] / "docs" / "sign-in.md").read_text(encoding="utf-8")
NGINX = shutil.which("nginx")
ANNA = {"Cookie": "session=anna"}


def block(language):
    return re.search(rf"^```{language}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)[1]


def free():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


class SignIn(BaseHTTPRequestHandler):
    """What oauth2-proxy answers to nginx: 202 and who it is, or 401."""

    def do_GET(self):
        known = "session=anna" in self.headers.get("Cookie", "")
        self.send_response(202 if known else 401)
        if known:
            self.send_header("X-Auth-Request-Email", "anna@gemeente.example")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def nginx(house_of, assistant, keys, listening, tmp_path_factory):
    """A client before nginx, which stands before the service."""
    if NGINX is None:
        pytest.skip("nginx is not installed: apt-get install nginx-light")
    house = house_of(
        assistant,
        data=keys["data"],
        trusted_proxy="127.0.0.1",
        user_header="X-Forwarded-Email",
        owners="anna@gemeente.example",
    )
    with listening(house.app) as service:
        yield from _before(service, tmp_path_factory.mktemp("nginx"))


def _before(service, folder):
    door, sign_in = free(), ThreadingHTTPServer(("127.0.0.1", 0), SignIn)
    asking = Thread(target=sign_in.serve_forever, kwargs={"poll_interval": 0.02})
    said = (
        block("nginx").replace("http://127.0.0.1:7860", service).replace("listen 443 ssl", f"listen 127.0.0.1:{door}")
    )
    said = re.sub(r"127\.0\.0\.1:4180", f"127.0.0.1:{sign_in.server_address[1]}", re.sub(r" *ssl_cert.*\n", "", said))
    places = "".join(
        f"{each}_temp_path {folder}/{each};" for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/log; events {{}} http {{ access_log off; {places} {said} }}"
    )
    asking.start()
    with subprocess.Popen([NGINX, "-c", str(folder / "nginx.conf"), "-e", str(folder / "log")]) as running:
        with httpx.Client(base_url=f"http://127.0.0.1:{door}", timeout=20) as client:
            for _ in range(200):
                try:
                    if client.get("/health/live").status_code == 200:
                        break
                except httpx.TransportError:
                    pass
                time.sleep(0.05)
            yield client
        running.terminate()
    sign_in.shutdown()
    sign_in.server_close()
    asking.join()


@pytest.mark.parametrize("path", ["/", "/bronnen", "/gradio_api/info", "/static/chat.js"])
def test_who_is_not_signed_in_is_sent_to_sign_in(nginx, path):
    response = nginx.get(path)

    assert response.status_code == 302
    assert response.headers["location"].endswith(f"/oauth2/start?rd={path}")


@pytest.mark.parametrize("path", ["/", "/bronnen", "/gradio_api/info", "/static/chat.js", "/terugkoppeling/overzicht"])
def test_who_is_signed_in_comes_in(nginx, path):
    assert nginx.get(path, headers=ANNA).status_code == 200


@pytest.mark.parametrize("path", ["/v1/sources", "/openai/v1/models", "/mcp"])
@pytest.mark.parametrize(
    "sent", [{}, {"X-Forwarded-Email": "anna@gemeente.example"}, {"X_Forwarded_Email": "anna@gemeente.example"}]
)
def test_programs_need_their_key_whatever_they_say(nginx, keys, path, sent):
    assert nginx.request("POST" if path == "/mcp" else "GET", path, headers=sent).status_code == 401
    assert nginx.get("/v1/sources", headers=sent | {"Authorization": f"Bearer {keys['all']}"}).status_code == 200


def test_a_person_cannot_say_that_they_are_another(nginx):
    assert nginx.get("/bronnen", headers={"X-Forwarded-Email": "anna@gemeente.example"}).status_code == 302


def test_the_numbers_are_not_for_outside(nginx, keys):
    assert nginx.get("/metrics", headers=ANNA | {"Authorization": f"Bearer {keys['all']}"}).status_code == 404


def test_the_page_names_settings_scopes_and_addresses_that_exist():
    settings = {f"BELEIDSWIJZER_{each.upper()}" for each in AccessSettings.model_fields}

    assert set(re.findall(r"BELEIDSWIJZER_[A-Z_]+", PAGE)) <= settings
    assert {each.value for each in Scope} <= set(re.findall(r"`([a-z]+(?::[a-z]+)?)`", PAGE))
    assert {each.removeprefix("BELEIDSWIJZER_") for each in settings} <= set(re.findall(r"[A-Z_]{5,}", PAGE))
