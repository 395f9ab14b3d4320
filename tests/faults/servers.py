"""A Chroma server that is killed, that hangs, and that comes back, while questions are asked."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from indexing import opening, vectors
from indexing.errors import SearchError
from indexing.pointer import current_version
from tests.faults.outcome import Outcome, lost
from tests.faults.small import build_here
from tests.faults.watching import Watch

STARTS = 20.0  # seconds that a server may take to start
HANGS = 2.0  # seconds that a server that hangs is waited for here


class NoServer(Exception):
    """It did not start in time."""


@dataclass
class ChromaServer:
    """`chroma run` on a folder and a port of its own."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Raises NoServer where it takes longer than STARTS."""
        command = [str(Path(sys.executable).with_name("chroma")), "run", "--path", str(self.folder)]
        self.process = subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--port", str(self.port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )  # fmt: skip
        until = time.monotonic() + STARTS
        while not self._answers():
            if time.monotonic() > until or self.process.poll() is not None:
                self.stop()
                raise NoServer(f"chroma run did not start within {STARTS:g} seconds")
            time.sleep(0.1)

    def signal(self, number: int) -> None:
        os.kill(self.process.pid, number)

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=1)
        try:
            connection.request("GET", "/api/v2/heartbeat")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()


@contextmanager
def chroma_server(folder: Path) -> Iterator[ChromaServer]:
    """A real server, running."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = int(listening.getsockname()[1])
    server = ChromaServer(folder, port)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def chroma_server_gone(data: Path) -> Outcome:
    """Questions of a large index are searched by the server; those of a small one need none."""
    folder = data / "index"
    exact, seconds = opening.EXACT, vectors.SECONDS
    losses: list[str] = []
    with chroma_server(data / "server") as server:
        build_here(folder, url=server.url)
        small = Watch(folder, server.url)
        try:
            opening.EXACT, vectors.SECONDS = 0, HANGS  # as an index is searched that is too large to compare one by one
            vectors._server.cache_clear()
            large = Watch(folder, server.url)
            losses += [large.asks(large.reader), large.verified()]

            server.signal(signal.SIGSTOP)
            started = time.monotonic()
            losses += [*_told(large.open_reader(), server.url), small.open_reader()]
            losses.append("" if time.monotonic() - started < 5 * HANGS else "it was waited for too long")
            server.signal(signal.SIGCONT)
            losses.append(large.open_reader())

            server.stop()
            losses += [*_told(large.open_reader(), server.url), small.open_reader()]
            before = current_version(folder)
            try:
                build_here(folder, url=server.url, rebuild=True)
                losses.append("an index was built without a server")
            except SearchError as error:
                losses += _told(str(error), server.url)
            losses.append("" if current_version(folder) == before else "the live index changed")

            server.start()
            losses += [large.open_reader(), large.next_start(), large.verified()]
            build_here(folder, url=server.url, rebuild=True)
            losses += [large.open_reader(), small.open_reader(), large.verified()]
        finally:
            opening.EXACT, vectors.SECONDS = exact, seconds
            vectors._server.cache_clear()
    return Outcome(
        "the Chroma server hangs, is killed, and comes back",
        "`chroma run`; SIGSTOP and SIGCONT, then `kill -9`, then started again, while questions are asked",
        "a large index: one sentence that names the server, within the time-out, and answers again as soon as it is "
        "back, without a restart of ours. A small one (up to 200,000 passages) answered all along. A build without a "
        "server was refused, the next one removed what that had left",
        lost(*losses),
    )


def _told(said: str, url: str) -> list[str]:
    return ["" if url in said and "\n" not in said else f"no sentence about the server: {said}"]
