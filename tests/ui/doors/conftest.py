"""Real servers on this machine, for clients that want an address."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest
import uvicorn

from assistant.answering import Assistant
from corpus.settings import AnswerSettings, CorpusSettings, SearchSettings, ServingSettings, Settings
from ui.app import create_app

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]


class Serving(uvicorn.Server):
    """One that says when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listening.set()


InLoop = Callable[[Callable[[], object]], object]


class Site(ThreadingHTTPServer):
    """A site of somebody else: one page, which a test writes."""

    daemon_threads = True
    page = ""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Page)

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.server_port}"


class _Page(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.server.page.encode())

    def log_message(self, *_: object) -> None:
        """Quiet."""


@contextmanager
def listening_site() -> Iterator[Site]:
    with Site() as site:
        thread = Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield site
        site.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def intranet() -> Iterator[Site]:
    """The site whose pages may embed the chat and call the API."""
    with listening_site() as site:
        yield site


@pytest.fixture(scope="session")
def elsewhere() -> Iterator[Site]:
    """A site whose pages may not."""
    with listening_site() as site:
        yield site


@contextmanager
def serving(assistant: Assistant, origin: str, in_loop: InLoop) -> Iterator[str]:
    """The address of the application around an assistant, embedded by one intranet."""
    settings = Settings(CorpusSettings(), SearchSettings(), AnswerSettings(), ServingSettings(embed_origins=(origin,)))
    app = in_loop(lambda: create_app(assistant, settings))
    listening = socket.create_server(("127.0.0.1", 0))
    server = Serving(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
    thread = Thread(target=lambda: asyncio.run(server.serve(sockets=[listening])))
    thread.start()
    assert server.listening.wait(20)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listening.close()


@pytest.fixture(scope="session")
def address(assistant: Assistant, intranet: Site, in_loop: InLoop) -> Iterator[str]:
    """Of the assistant of the small corpus."""
    with serving(assistant, intranet.origin, in_loop) as listening:
        yield listening


@pytest.fixture(scope="session")
def house_address(house: Assistant, intranet: Site, in_loop: InLoop) -> Iterator[str]:
    """Of the assistant as it ships."""
    with serving(house, intranet.origin, in_loop) as listening:
        yield listening


@pytest.fixture
def page(browser: object) -> Iterator[object]:
    """Of a real browser."""
    opened = browser.new_page()
    yield opened
    opened.close()
