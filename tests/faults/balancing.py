"""Two replicas behind nginx, one of which is killed while programs and people ask."""

import subprocess
import time
from datetime import timedelta
from pathlib import Path

from tests.faults.asking import Chat, load, program
from tests.faults.outcome import Outcome, lost
from tests.faults.postgres import postgres
from tests.faults.replicas import nginx, replicas, status
from tests.faults.small import build_here
from ui.gate.grants import FILE, Grant, change_file
from ui.gate.key import digest, new_key
from ui.gate.keyring import today
from ui.gate.scopes import USUAL

WHILE = 3.0  # seconds that are asked before and after each kill
PROGRAMS, PEOPLE = 6, 4
PASSWORD = "fietsbel"
PROXIED = {
    "trusted_proxy": "127.0.0.1",
    "user_header": "X-Forwarded-User",
    "rate_limit": "off",
    "key_rate_limit": "off",
}


def replica_killed(data: Path) -> Outcome:
    """`kill -9` of the one, and of the other when the first is back."""
    build_here(data / "index")
    key = key_in(data)
    with (
        postgres() as server,
        replicas(data, 2, database_url=server.url, **PROXIED) as (one, other),
        nginx(data.parent / "nginx", (one.port, other.port), people()) as port,
    ):
        chats = [Chat(port, (f"p{number}", PASSWORD)) for number in range(PEOPLE)]
        with (
            load([program(port, key) for _ in range(PROGRAMS)]) as programs,
            load([each.ask for each in chats]) as asked,
        ):
            time.sleep(WHILE)
            one.kill()
            time.sleep(WHILE)
            one.start()
            one.wait()
            time.sleep(6 + WHILE)  # nginx leaves a dead one alone for five seconds
            other.kill()
            time.sleep(WHILE)
        after = [each.ask() for each in chats]
        alone = status(port, "/health/ready")
        other.start()
    cut = len(asked.failures)
    losses = [
        *(f"a program got: {each}" for each in programs.failures),
        *(f"in the chat afterwards: {each}" for each in after),
    ]
    losses.append("" if cut <= 2 * PEOPLE else f"{cut} questions in the chat failed: {asked.failures[-1]}")
    losses = [each for each in losses if not each.endswith(": ")]
    losses.append("" if alone == 200 else "the replica that is left is not ready")
    return Outcome(
        "a replica is killed under load",
        f"deploy/nginx.conf in a real nginx before two `python -m ui`; `kill -9` of one, and, when it is back, of the other, while "
        f"{PROGRAMS} programs and {PEOPLE} people ask without a pause",
        f"all {len(programs.seconds)} questions of programs were answered (the longest took {max(programs.seconds):.1f} s), "
        f"and {len(asked.seconds)} in the chat; {cut} in the chat were under way on the replica that died and had to be asked again, "
        "which worked at once. Both replicas shared one index, one list of keys and one PostgreSQL",
        lost(*losses),
        2,
    )


def key_in(data: Path) -> str:
    """A new key that opens what a program needs."""
    key = new_key()
    change_file(data / FILE, lambda known: (*known, Grant("load", digest(key), USUAL, today() + timedelta(days=1))))
    return key


def people() -> str:
    """Those who may sign in, as nginx reads them."""
    hashed = subprocess.run(["openssl", "passwd", "-6", PASSWORD], capture_output=True, text=True, check=True).stdout
    return "".join(f"p{number}:{hashed}" for number in range(PEOPLE))
