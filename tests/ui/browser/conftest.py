"""A real browser, a real server with the house as it ships and no way out, one that takes its time, and axe."""

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import uvicorn

from assistant.types import Answer
from tests.ui.axe import looked_at
from tests.ui.streams import at_rest, watch

REPORT = Path(__file__).parents[3] / "var" / "reports" / "axe.json"  # var/ is not kept in the repository
PACE = 0.2  # seconds between two signs of life of the slow one
# Python runs a module of this name at its start: every way out of the machine is then an error that is written down.
NO_WAY_OUT = """
import ipaddress, socket, sys
connect, look_up = socket.socket.connect, socket.getaddrinfo
def inside(host):
    try:
        return host in (None, "localhost", b"localhost") or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
def refuse(host):
    print("OUTSIDE", host, file=sys.stderr, flush=True)
    raise OSError("no way out")
def connect_inside(self, address):
    if isinstance(address, tuple) and not inside(address[0]):
        refuse(address[0])
    return connect(self, address)
def look_up_inside(host, *arguments, **named):
    return look_up(host, *arguments, **named) if inside(host) else refuse(host)
socket.socket.connect, socket.getaddrinfo = connect_inside, look_up_inside
print("GUARDED", file=sys.stderr, flush=True)
"""


@pytest.fixture(scope="session")
def errors(tmp_path_factory):
    """Where the server writes what goes wrong."""
    return tmp_path_factory.mktemp("server") / "errors.txt"


@pytest.fixture(scope="session")
def address(house_data, errors):
    """Of a server that was started as people start it."""
    (errors.parent / "sitecustomize.py").write_text(NO_WAY_OUT, encoding="utf-8")
    environment = os.environ | {"BELEIDSWIJZER_DATA": str(house_data), "PYTHONPATH": str(errors.parent)}
    command = [sys.executable, "-m", "ui", "--port", "0"]
    with (
        errors.open("w") as said,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, text=True, env=environment) as server,
    ):
        yield server.stdout.readline().split()[-1]
        server.terminate()


class Slow:
    """An assistant that takes its time, until it may go on, and knows whether it was left alone half-way."""

    def __init__(self, assistant):
        self.assistant, self.left, self.go = assistant, threading.Event(), threading.Event()

    def __getattr__(self, name):
        return getattr(self.assistant, name)

    def answering(self, question):
        finished = False
        try:
            for step in self.assistant.answering(question):
                yield step
                while not isinstance(step, Answer) and not self.go.wait(PACE):
                    yield step
            finished = True
        finally:
            if not finished:
                self.left.set()


@pytest.fixture(scope="session")
def serving(application):
    """`serving(assistant, root_path=…)`: the address of a server in this process."""
    servers = []

    def start(assistant, **settings):
        ready = threading.Event()

        def run():  # all of it in a thread of its own: the browser's library keeps a loop running in this one
            app = application(assistant, **settings)
            config = uvicorn.Config(app, port=0, log_level="error", timeout_graceful_shutdown=1)
            servers.append((uvicorn.Server(config), threading.current_thread()))
            ready.set()
            servers[-1][0].run()

        threading.Thread(target=run).start()
        assert ready.wait(30)
        server = servers[-1][0]
        while not server.started:
            time.sleep(0.02)
        return f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"

    yield start
    for server, _ in servers:
        server.should_exit = True
    for _, thread in servers:
        thread.join()


@pytest.fixture(scope="session")
def slow(assistant):
    return Slow(assistant)


@pytest.fixture(scope="session")
def slow_address(slow, serving):
    return serving(slow)


@pytest.fixture(scope="module")
def free(browser):
    """Of each kind, contexts that no test is using: Gradio's scripts lie in their caches, and nothing else does."""
    kinds = {}
    yield kinds
    for each in [context for contexts in kinds.values() for context in contexts]:
        each.close()


def emptied(page, home):
    """Nothing of this test is left for the next one. On a blank page, so that no script writes it once more."""
    page.goto("about:blank")
    page.context.new_cdp_session(page).send("Storage.clearDataForOrigin", {"origin": home, "storageTypes": "all"})
    page.close()


@pytest.fixture
def opened(browser, free):
    """`opened(address, …)`: a page of its own; it fails its test when the console complains or anything outside is asked for."""
    pages, wrong = [], []

    def open_page(address, wait=".bw-examples", **options):
        kind = json.dumps(options)
        if not free.setdefault(kind, []):
            shape = {"reduced_motion": "reduce", "viewport": {"width": 1280, "height": 900}}
            free[kind].append(browser.new_context(**shape | options))
            free[kind][0].grant_permissions(["clipboard-read", "clipboard-write"])
        home = "/".join(address.split("/")[:3])
        page = free[kind].pop().new_page()
        pages.append((page, home, kind))
        page.set_default_timeout(15_000)
        page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "request", lambda each: None if each.url.startswith((home, "data:", "blob:")) else wrong.append(each.url)
        )
        page.on("response", lambda each: wrong.append(f"{each.status} {each.url}") if each.status >= 400 else None)
        watch(page)
        page.goto(address)
        page.wait_for_selector(wait)
        at_rest(page)
        return page

    yield open_page
    found = [*wrong]  # leaving is no fault of the page
    for page, home, kind in pages:
        emptied(page, home)
        free[kind].append(page.context)
    assert found == []


@pytest.fixture
def page(opened, address):
    return opened(address)


@pytest.fixture(scope="session")
def axe():
    """`axe(page, state)`: refuses every violation; what it looked at is written down at the end of the run."""
    report = {}

    def look(page, state, **options):
        report[state] = looked_at(page, **options)
        found = report[state]["violations"]
        assert [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found] == [], state

    yield look
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(json.dumps(report, indent=1), encoding="utf-8")
