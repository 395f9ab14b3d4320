"""A provider of tokens on this machine, keys of every kind, and the application as it is where people must sign in."""

import json
import shutil
import socket
import subprocess
import time
from base64 import urlsafe_b64encode
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import jwt
import pytest
import uvicorn
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from fastapi.testclient import TestClient
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from corpus.settings import AccessSettings, AnswerSettings, CorpusSettings, SearchSettings, ServingSettings, Settings
from ui.app import create_app
from ui.gate.grants import Grant, change_file
from ui.gate.key import digest, new_key
from ui.gate.keyring import today
from ui.gate.scopes import OF_OWNERS, Scope

AUDIENCE = "beleidswijzer"
PROXY, STRANGER = "10.0.0.7", "203.0.113.9"
HEADER = "X-Forwarded-Email"
RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider:
    """A real one over HTTP: a description, keys, and tokens that it signs. It can turn its keys and fall silent."""

    def __init__(self):
        self.keys = {"rsa": (RSA, "RS256"), "ec": (ec.generate_private_key(ec.SECP256R1()), "ES256")}
        self.asked, self.silent, self.described = [], False, {}
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                provider.asked.append(self.path)
                body = json.dumps(provider.document(self.path)).encode()
                self.send_response(503 if provider.silent else 200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def document(self, path):
        if path.endswith("openid-configuration"):
            return {"issuer": self.address, "jwks_uri": f"{self.address}/keys"} | self.described
        return {"keys": [self.public(name) for name in self.keys]}

    def public(self, name):
        key, algorithm = self.keys[name]
        maker = RSAAlgorithm if algorithm == "RS256" else ECAlgorithm
        return maker.to_jwk(key.public_key(), as_dict=True) | {"kid": name, "use": "sig", "alg": algorithm}

    def token(self, name="rsa", header=None, without=(), **claims):
        """A good one, unless `claims` or `without` say otherwise."""
        now = int(time.time())
        good = {"iss": self.address, "aud": AUDIENCE, "sub": "p-1", "iat": now, "exp": now + 300, "azp": "intranet"}
        said = {"scope": " ".join(OF_OWNERS)} | good | claims
        said = {each: value for each, value in said.items() if each not in without}
        key, algorithm = self.keys[name]
        return jwt.encode(said, key, algorithm, {"kid": name} | (header or {}))


def unsigned(header, claims):
    """Two parts of a token, as anybody can write them."""
    parts = (urlsafe_b64encode(json.dumps(each).encode()).rstrip(b"=").decode() for each in (header, claims))
    return ".".join(parts)


@pytest.fixture(scope="session")
def provider():
    made = Provider()
    yield made
    made.close()


@pytest.fixture
def new_provider():
    """One of its own for a test that turns its keys or silences it."""
    made = Provider()
    yield made
    made.close()


@pytest.fixture(scope="session")
def forge():
    return unsigned


@pytest.fixture(scope="session")
def settings_of():
    """`settings_of(data, oidc_issuer=…, serving={…})`."""

    def made(data, serving=None, **access):
        groups = CorpusSettings(data=data), SearchSettings(), AnswerSettings(), ServingSettings(**(serving or {}))
        return Settings(*groups, AccessSettings(**access))

    return made


@pytest.fixture(scope="session")
def house_of(in_loop, settings_of, tmp_path_factory):
    """`house_of(assistant, rate_limit=…)`: its `app`, its data folder, and `at(address)`: a client at that address."""

    def made(assistant, data=None, **given):
        data = data or tmp_path_factory.mktemp("data")
        app = in_loop(lambda: create_app(assistant, settings_of(data, **given)))

        def at(address, host="beleidswijzer.example"):
            place = f"http://{host}"
            return TestClient(
                app, place, raise_server_exceptions=False, follow_redirects=False, client=(address, 40000)
            )

        return SimpleNamespace(app=app, data=data, at=at)

    return made


@pytest.fixture(scope="session")
def listening():
    """`with listening(app) as address`: a real server on this machine, that believes nobody about who asks."""

    @contextmanager
    def made(app):
        taken = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(
            uvicorn.Config(app, log_level="error", proxy_headers=False, timeout_graceful_shutdown=1)
        )
        thread = Thread(target=lambda: server.run(sockets=[taken]))
        thread.start()
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"
        server.should_exit = True
        thread.join()
        taken.close()

    return made


def node_modules():
    """The folder that npm installs into for everybody."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        return Path("nowhere")
    return Path(subprocess.run(["npm", "root", "--global"], capture_output=True, text=True, timeout=60, check=True).stdout.strip())  # fmt: skip


@pytest.fixture(scope="session")
def openid_provider():
    """`with openid_provider(audience, scopes) as address`: a certified one, of npm; skips where it is not there."""
    modules = node_modules()
    if not (modules / "oidc-provider").is_dir():
        pytest.skip("no OpenID provider here: npm install --global oidc-provider@9")

    @contextmanager
    def made(*arguments):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = str(taken.getsockname()[1])
        command = ["node", str(Path(__file__).with_name("provider.mjs")), str(modules), port, *arguments]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as running:
            assert "listening\n" in running.stdout  # it reads on until then
            yield f"http://127.0.0.1:{port}"
            running.terminate()

    return made


@pytest.fixture(scope="session")
def keys(tmp_path_factory):
    """A data folder with a key of each kind; `keys["all"]` is the key itself."""
    day, data = today(), tmp_path_factory.mktemp("keys")
    made = {name: new_key() for name in ("all", "reader", "expired", "revoked", "unknown")}
    grants = (
        Grant("all", digest(made["all"]), tuple(Scope), day),
        Grant("reader", digest(made["reader"]), (Scope.SOURCES,), day),
        Grant("expired", digest(made["expired"]), tuple(Scope), day - timedelta(days=1)),
        Grant("revoked", digest(made["revoked"]), tuple(Scope), day, revoked=day),
    )
    change_file(data / "keys.json", lambda _: grants)
    return made | {"data": data}


@pytest.fixture(scope="session")
def closed(house_of, assistant, keys, provider):
    """Keys, a provider and a proxy: everything by which somebody can come in."""
    return house_of(
        assistant,
        data=keys["data"],
        oidc_issuer=provider.address,
        oidc_audience=AUDIENCE,
        trusted_proxy=f"{PROXY}, 10.9.0.0/16, ::1",
        user_header=HEADER,
        owners="Baas@gemeente.example, hoofd@gemeente.example",
        rate_limit="off",
    )


@pytest.fixture(scope="session")
def stranger(closed):
    """A client from elsewhere."""
    return closed.at(STRANGER)
