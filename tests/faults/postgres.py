"""A PostgreSQL of one's own: in a folder that goes with it, reached by a socket there, and stopped as roughly as one likes."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from tests.faults.outcome import Absent

SQUEEZED = "-c fsync=off -c shared_buffers=16MB -c max_connections=60"
WHY_NOT = "PostgreSQL is not installed here (Debian: apt-get install postgresql)"


def programs() -> Path | None:
    """Where initdb and pg_ctl are; None where they are not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@dataclass
class Postgres:
    """One that was made by `postgres()`."""

    folder: Path
    programs: Path

    @property
    def url(self) -> str:
        return f"postgresql://postgres@/postgres?host={self.folder}"

    def start(self) -> None:
        self._run(*self._control, "-o", f"-k {self.folder} -c listen_addresses='' {SQUEEZED}", "start")

    def stop(self) -> None:
        """At once, as when the power fails."""
        self._run(*self._control, "-m", "immediate", "stop")

    def hang(self) -> None:
        """Nothing is refused, and nothing answered."""
        os.kill(self._process, signal.SIGSTOP)

    def go_on(self) -> None:
        os.kill(self._process, signal.SIGCONT)

    @property
    def _process(self) -> int:
        return int((self.folder / "data" / "postmaster.pid").read_text().split()[0])

    @property
    def _control(self) -> tuple[object, ...]:
        return (self.programs / "pg_ctl", "-D", self.folder / "data", "-w", "-l", self.folder / "log")

    def _run(self, *command: object) -> None:
        user = {"user": "nobody"} if os.geteuid() == 0 else {}  # PostgreSQL refuses to run as root
        subprocess.run(list(map(str, command)), check=True, cwd=self.folder, stdout=subprocess.DEVNULL, **user)  # type: ignore[call-overload]


@contextmanager
def postgres() -> Iterator[Postgres]:
    """Empty and running. Raises Absent where it is not installed."""
    found = programs()
    if found is None:
        raise Absent(WHY_NOT)
    folder = Path(mkdtemp(prefix="bw-postgres-", dir="/tmp"))  # a socket's path must be short
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "nobody", "nogroup")
        made = Postgres(folder, found)
        made._run(found / "initdb", "-D", folder / "data", "-U", "postgres", "--auth=trust", "--no-sync")
        made.start()
        try:
            yield made
        finally:
            if (folder / "data" / "postmaster.pid").exists():
                made.go_on()
                made.stop()
    finally:
        shutil.rmtree(folder)
