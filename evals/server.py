"""A server of ours in a process of its own: where it listens, and what it has in memory."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import Refusal

LAST = 10  # seconds that it has to end when it is asked to


@dataclass(frozen=True, slots=True)
class Server:
    """`process` 0: somebody else's, of which only the address is known."""

    name: str
    address: str
    process: int = 0

    def worked(self) -> float:
        """Seconds that processors worked for it since it began, whatever else they did; 0 where that cannot be known."""
        stat = Path(f"/proc/{self.process}/stat")  # of Linux
        if not self.process or not stat.exists():
            return 0.0
        user, system = stat.read_text(encoding="ascii").rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def resident(self) -> int:
        """Megabytes that its process has in memory at this moment; 0 where that cannot be known."""
        status = Path(f"/proc/{self.process}/status")  # of Linux
        if not self.process or not status.exists():
            return 0
        found = re.search(r"VmRSS:\s+(\d+)", status.read_text(encoding="ascii"))
        return int(found[1]) // 1024 if found else 0


@contextmanager
def served(name: str, module: str, *arguments: str) -> Iterator[Server]:
    """`python -m <module> --port 0`, stopped afterwards. Raises Refusal where it does not start; it has then told why."""
    command: Sequence[str] = (sys.executable, "-m", module, "--port", "0", *arguments)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own command
        try:
            said = process.stdout.readline() if process.stdout else ""
            if not said:
                raise Refusal(f"python -m {' '.join((module, *arguments))} does not start.")
            yield Server(name, said.split()[-1], process.pid)
        finally:
            process.terminate()
            try:
                process.wait(LAST)
            except subprocess.TimeoutExpired:
                process.kill()
