"""deploy/nginx.conf in a real nginx, before two servers that write down what reaches them and die when they are told to."""

import re
import shutil
import subprocess
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import httpx
import pytest

from tests.faults import replicas
from tests.faults.replicas import WHY_NO_NGINX, nginx

ANNA = ("anna", "fietsbel")


class Replica:
    """It answers with the path that it was asked. While `dies`, it hangs up without an answer."""

    def __init__(self):
        self.asked, self.dies, self.goes_on = [], False, Event()
        replica = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                replica.asked.append((self.command, self.path, dict(self.headers), body))
                if replica.dies:
                    self.close_connection = True
                    return
                parts = [b"first ", b"second"] if "events" in self.path else [self.path.encode()]
                self.send_response(200)
                self.send_header("Content-Length", str(sum(map(len, parts))))
                self.end_headers()
                self.wfile.write(parts[0])
                for part in parts[1:]:
                    self.wfile.flush()
                    replica.goes_on.wait(10)
                    self.wfile.write(part)

            do_POST = do_GET  # noqa: N815 - the name that the library calls

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.handle_error = lambda *_: None  # who hung up first is no matter here
        self.port = self.server.server_address[1]
        Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()


@pytest.fixture(scope="module")
def two():
    made = (Replica(), Replica())
    yield made
    for each in made:
        each.goes_on.set()
        each.server.shutdown()
        each.server.server_close()


@pytest.fixture(scope="module")
def people():
    hashed = subprocess.run(["openssl", "passwd", "-6", ANNA[1]], capture_output=True, text=True, check=True).stdout
    return f"{ANNA[0]}:{hashed}"


@pytest.fixture(scope="module")
def door(two, people, tmp_path_factory):
    """nginx's address."""
    if shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin") is None:
        pytest.skip(WHY_NO_NGINX)
    again = {"max_fails=1": "max_fails=0"}  # so that the dead one is tried each time
    with nginx(tmp_path_factory.mktemp("front") / "nginx", tuple(each.port for each in two), people, again) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(autouse=True)
def fresh(two):
    for each in two:
        each.asked.clear()
        each.dies = False
        each.goes_on.clear()


def one_dead(two):
    two[0].dies = True


@pytest.mark.parametrize(
    "path", ["/v1/answers", "/v1/searches", "/openai/v1/chat/completions", "/mcp", "/gradio_api/queue/join"]
)
def test_a_question_that_a_dead_replica_took_is_asked_of_the_other(door, two, path):
    one_dead(two)
    # Visitors of their own, without a cookie of one before: somebody comes to the dead one (else once in 65,536 times).
    got = [
        httpx.post(f"{door}{path}", content=b"question", auth=ANNA, headers={"User-Agent": f"{n}"}) for n in range(16)
    ]

    assert [each.status_code for each in got] == [200] * 16
    assert two[0].asked
    assert {body for *_, body in two[1].asked} == {b"question"}


@pytest.mark.parametrize("path", ["/v1/feedback", "/terugkoppeling"])
def test_feedback_is_never_sent_twice(door, two, path):
    one_dead(two)
    bodies = [f"feedback {n}".encode() for n in range(8)]
    with httpx.Client(base_url=door, auth=ANNA) as client:
        got = [client.post(path, content=each).status_code for each in bodies]

    reached = Counter(body for each in two for *_, body in each.asked)
    assert reached == Counter(bodies)
    assert 502 in got


def test_who_has_the_cookie_comes_to_one_replica_and_others_get_one(door, two):
    for number in range(6):
        for each in two:
            each.asked.clear()
        with httpx.Client(base_url=door, auth=ANNA) as client:
            first = client.get("/")
            assert re.fullmatch(r"replica=[0-9a-f]{32}; Path=/; HttpOnly; SameSite=Lax", first.headers["set-cookie"])
            for each in two:
                each.asked.clear()
            again = [client.get(f"/gradio_api/queue/data?session_hash={number}") for _ in range(5)]
        assert sorted(len(each.asked) for each in two) == [0, 5]
        assert all("set-cookie" not in each.headers for each in again)


def test_many_people_are_spread_over_both(door, two):
    with httpx.Client(base_url=door, auth=ANNA) as client:
        for number in range(40):
            client.get("/", headers={"Cookie": f"replica={number}"})

    assert min(len(each.asked) for each in two) > 5


def test_nobody_comes_in_without_a_password_and_nobody_says_who_they_are(door, two):
    forged = {"X-Forwarded-User": "baas"}

    assert httpx.get(f"{door}/", headers=forged).status_code == 401
    assert httpx.get(f"{door}/terugkoppeling/overzicht", headers=forged).status_code == 401
    httpx.get(f"{door}/", headers=forged, auth=ANNA)
    httpx.post(f"{door}/v1/answers", headers=forged | {"Authorization": "Bearer bwk_1"})
    said = [
        (path, headers.get("X-Forwarded-User", ""), headers.get("Authorization", ""))
        for each in two
        for _, path, headers, _ in each.asked
    ]
    assert sorted(said) == [("/", "anna", ""), ("/v1/answers", "", "Bearer bwk_1")]
    assert httpx.get(f"{door}/metrics").status_code == 404


@pytest.mark.parametrize("path", ["/v1/events", "/gradio_api/events"])
def test_what_is_streamed_comes_as_it_is_made(door, two, path):
    with httpx.stream("GET", f"{door}{path}", auth=ANNA, timeout=5) as response:
        parts = response.iter_raw()
        assert next(parts) == b"first "
        for each in two:
            each.goes_on.set()
        assert next(parts) == b"second"


def test_below_a_path_everything_moves_along_as_the_file_itself_says(two, people, tmp_path, monkeypatch, door):
    plain = replicas.configuration

    def below(*arguments):
        text = plain(*arguments)
        (told,) = re.findall(r"^#\s+sed -E '(.*)' nginx.conf$", text, re.MULTILINE)
        return subprocess.run(["sed", "-E", told], input=text, capture_output=True, text=True, check=True).stdout

    monkeypatch.setattr(replicas, "configuration", below)
    monkeypatch.setattr(replicas, "status", lambda port, path: httpx_status(port, f"/wijzer{path}"))
    with nginx(tmp_path / "nginx", tuple(each.port for each in two), people) as port:
        for path in ("/wijzer/", "/wijzer/v1/sources", "/wijzer/mcp", "/wijzer/health/ready"):
            assert httpx.get(f"http://127.0.0.1:{port}{path}", auth=ANNA).text == path
        assert httpx.get(f"http://127.0.0.1:{port}/wijzer/metrics").status_code == 404
        assert httpx.get(f"http://127.0.0.1:{port}/elsewhere").status_code == 404


def httpx_status(port, path):
    try:
        return httpx.get(f"http://127.0.0.1:{port}{path}").status_code
    except httpx.TransportError:
        time.sleep(0.02)
        return 0
