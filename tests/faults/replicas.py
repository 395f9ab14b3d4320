"""The service as others run it: processes of its own, and nginx before them as deploy/nginx.conf says."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

from evals.server import Server
from tests.faults.outcome import Absent
from tests.faults.small import ROOT, environment

STARTS = 120.0  # seconds that a replica may take to start: Gradio takes most of it, beside other work
WHY_NO_NGINX = "nginx is not installed here (Debian: apt-get install nginx-light)"
PLACES = {
    "/tmp/": "",
    "/dev/stderr": "errors",
    "/etc/nginx/people": "people",
}  # the first one first: a test lies in it too


class NotReady(Exception):
    """It did not start in time."""


def free() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@dataclass
class Replica:
    """One `python -m ui`."""

    data: Path
    settings: dict[str, str]
    port: int = field(default_factory=free)

    def start(self) -> None:
        self.log = (self.data.parent / f"replica-{self.port}.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "ui", "--port", str(self.port)],
            env=environment(self.data, **self.settings), cwd=self.data.parent, stdout=self.log, stderr=self.log,
        )  # fmt: skip

    @property
    def server(self) -> Server:
        """Where it listens, what it has in memory and how much it worked."""
        return Server(f"replica {self.port}", f"http://127.0.0.1:{self.port}", self.process.pid)

    def wait(self) -> None:
        """Until it can answer. Raises NotReady."""
        until = time.monotonic() + STARTS
        while status(self.port, "/health/ready") != 200:
            if time.monotonic() > until or self.process.poll() is not None:
                raise NotReady(Path(self.log.name).read_text(errors="replace")[-2000:])
            time.sleep(0.1)

    def kill(self) -> None:
        """As when its machine fails."""
        self.process.kill()
        self.process.wait()
        self.log.close()


@contextmanager
def replicas(data: Path, number: int, **settings: str) -> Iterator[tuple[Replica, ...]]:
    """So many, over one data folder, ready."""
    with ExitStack() as stack:
        made = tuple(Replica(data, settings) for _ in range(number))
        for each in made:
            each.start()
            stack.callback(each.kill)
        for each in made:
            each.wait()
        yield made


@contextmanager
def nginx(folder: Path, ports: tuple[int, ...], people: str = "", changes: Mapping[str, str] = {}) -> Iterator[int]:
    """Its port. Raises Absent. `people` are names with hashed passwords; `changes` replace what stands in the file."""
    program, port = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin"), free()
    if program is None:
        raise Absent(WHY_NO_NGINX)
    folder.mkdir(parents=True)
    (folder / "people").write_text(people, encoding="utf-8")
    (folder / "nginx.conf").write_text(configuration(folder, ports, port, changes), encoding="utf-8")
    command = [program, "-c", str(folder / "nginx.conf"), "-e", str(folder / "errors"), "-g", "daemon off;"]
    with subprocess.Popen(command) as running:
        try:
            until = time.monotonic() + STARTS
            while status(port, "/health/live") != 200:
                if time.monotonic() > until or running.poll() is not None:
                    raise NotReady((folder / "errors").read_text(errors="replace")[-2000:])
                time.sleep(0.05)
            yield port
        finally:
            running.terminate()


def configuration(folder: Path, ports: tuple[int, ...], port: int, changes: Mapping[str, str] = {}) -> str:
    """deploy/nginx.conf with other hosts and places; nothing else is changed, unless one asks."""
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for number, each in enumerate(ports, 1):
        text = text.replace(f"app-{number}:7860", f"127.0.0.1:{each}")
    text = re.sub(r"\n *server app-\d:7860.*", "", text)
    for place, name in PLACES.items():
        text = text.replace(place, f"{folder}/{name}")
    for before, after in changes.items():
        text = text.replace(before, after)
    owner = "user root;\n" if os.geteuid() == 0 else ""  # who must be able to read the folder of a test
    return owner + text.replace("listen 8080", f"listen 127.0.0.1:{port}").replace(
        "worker_processes auto", "worker_processes 1"
    )


def status(port: int, path: str) -> int:
    """What a GET is answered with; 0 where nobody answers."""
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()
