"""A real server on this machine around the small corpus, for clients that want an address."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from threading import Event, Thread

import pytest
import uvicorn

from assistant.answering import Assistant
from corpus.settings import AnswerSettings, CorpusSettings, SearchSettings, ServingSettings, Settings
from ui.app import create_app

INTRANET = "https://intranet.example"


class Serving(uvicorn.Server):
    """One that says when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listening.set()


@pytest.fixture(scope="session")
def address(assistant: Assistant, in_loop: Callable[[Callable[[], object]], object]) -> Iterator[str]:
    """Of the application around the assistant of the small corpus, embedded by one intranet."""
    settings = Settings(
        CorpusSettings(), SearchSettings(), AnswerSettings(), ServingSettings(embed_origins=(INTRANET,))
    )
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
