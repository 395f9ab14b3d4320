"""A thousand requests that are none, or nearly, sent to a real server over real connections."""

import json
import random
import socket
import time
from collections import Counter
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path

from tests.faults.outcome import Outcome, lost
from tests.faults.replicas import replicas
from tests.faults.small import FINDS, QUESTION, build_here

TIMES, SEED = 1000, 20261127
QUICKLY = 0.5  # seconds in which what was understood is answered
PATIENCE = 20.0  # seconds that a connection may stay open after all was said
PATHS = ("/", "/v1/answers", "/v1/searches", "/v1/feedback", "/openai/v1/chat/completions", "/mcp", "/nota", "/terugkoppeling",
    "/bronnen/nis2", "/gradio_api/queue/join", "/health/ready", "/metrics", "/.well-known/security.txt")  # fmt: skip
METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "CONNECT", "BREW", "get", "P\x00ST", "")
BODIES = (b"{", b"[" * 60_000, b"null", b'"x"', b"[]", b'{"question":', b'{"question": 7}', b'{"question": "' + b"a" * 5000 + b'"}', b'{"question": "\\ud800"}',
    b'{"question": "x", "history": [{"role": "root", "content": {}}]}', b'{"question": "x", "asOf": "0000-00-00"}', b'{"messages": [{}]}', b"\xff\xfe\x00",
    b'{"jsonrpc": "2.0", "method": 3}', b"--x\r\nContent-Disposition: form-data; name=answers\r\n\r\n[{}]", b"answers=%00&language=%ff", b"1e9999")  # fmt: skip
TYPES = ("application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "", "\x01", "application/json; charset=utf-7")  # fmt: skip
Request = Callable[[random.Random], bytes]


def malformed_requests(data: Path) -> Outcome:
    """Lost is: a 500, a connection that stays open, or a server that does not answer afterwards."""
    build_here(data / "index")
    chance, statuses, losses = random.Random(SEED), Counter[str](), []
    with replicas(data, 1) as (replica,):
        host, port = "127.0.0.1", replica.port
        for number in range(TIMES):
            kind = chance.choice(KINDS)
            status = _ended(host, port, kind(chance))
            statuses[status] += 1
            if status.startswith("5") and status not in ("501", "503", "505"):
                losses.append(f"request {number} ({kind.__name__}) got {status}")
            if status == "open":
                losses.append(f"the connection of request {number} ({kind.__name__}) stayed open")
        losses.append(_asked(host, port))
    counts = ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items()))
    happened = f"each was answered or its connection closed ({counts}); a good question was answered afterwards"
    kinds = "; ".join(dict.fromkeys((each.__doc__ or "").rstrip(".").lower() for each in KINDS))
    return Outcome("malformed requests", f"{kinds} (seed {SEED})", happened, lost(*losses), TIMES)


def noise(chance: random.Random) -> bytes:
    """Bytes without any form."""
    return chance.randbytes(chance.randint(0, 3000))


def first_line(chance: random.Random) -> bytes:
    """A first line that is none."""
    line = f"{chance.choice(METHODS)} {chance.choice(PATHS)} {chance.choice(['HTTP/9.9', 'HTTP/1.1', '', 'HTTP/2.0', 'FTP/1'])}"
    return f"{line}\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode("latin-1")


def paths(chance: random.Random) -> bytes:
    """A path that leads out, or nowhere."""
    pieces = (
        "..",
        "%2e%2e",
        "%00",
        "%0a",
        "\\",
        "a" * 3000,
        "%ff",
        "//",
        ";",
        "?",
        "#",
        "é",
        "%c0%ae",
        "static",
        "bronnen",
        "{x}",
        "file=/etc/passwd",
    )
    path = "/" + "/".join(chance.choices(pieces, k=chance.randint(1, 6)))
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode()


def headers(chance: random.Random) -> bytes:
    """Headers that are too many, too long or contradict each other."""
    made = ("X: " + "a" * chance.choice([10, 70_000]), "Content-Length: -1", "Content-Length: 1e3", "Content-Length: 5\r\nContent-Length: 6", "Transfer-Encoding: chunked\r\nContent-Length: 4",
        "Transfer-Encoding: gzip", "Host: y", "Host", ": x", "Authorization: Bearer " + "x" * 9000, "Authorization: Bearer bwk_\xff", "Accept: ;;;q=9", "Accept: " + "*/*;q=0.1," * 400,
        "Range: bytes=9-1", "If-None-Match: \x7f", "traceparent: 00-zz", "X-Request-Id: " + "\t" * 50, 'Forwarded: for="[', "Cookie: " + ";" * 4000, "Upgrade: websocket\r\nConnection: Upgrade", "Expect: 100-continue")  # fmt: skip
    chosen = "\r\n".join(chance.choices(made, k=chance.randint(1, 5)))
    return f"{chance.choice(['GET', 'POST'])} {chance.choice(PATHS)} HTTP/1.1\r\nHost: 127.0.0.1\r\n{chosen}\r\nConnection: close\r\n\r\n".encode(
        "latin-1"
    )


def bodies(chance: random.Random) -> bytes:
    """A body that is no body of that address."""
    body, kind = chance.choice([*BODIES, chance.randbytes(300)]), chance.choice(TYPES)
    head = f"POST {chance.choice(PATHS)} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return head.encode("latin-1") + body


def short(chance: random.Random) -> bytes:
    """A body that is shorter than it says, or breaks off."""
    return bodies(chance)[: chance.randint(20, 400)]


def chunks(chance: random.Random) -> bytes:
    """A body in pieces whose lengths are wrong."""
    piece = chance.choice(
        [
            b"zz\r\n{}\r\n",
            b"-1\r\n\r\n",
            b"ffffffffffffffffffff\r\n{}\r\n",
            b"2\r\n{}{}{}\r\n0\r\n\r\n",
            b"2;" + b"x" * 9000 + b"\r\n{}\r\n0\r\n\r\n",
            b"0\r\nX\r\n\r\n",
        ]
    )
    return (
        f"POST {chance.choice(PATHS)} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n".encode()
        + piece
    )


def two(chance: random.Random) -> bytes:
    """Another protocol, or a second request inside the first."""
    inside = b"GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    return chance.choice([b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + chance.randbytes(50), b"\x16\x03\x01" + chance.randbytes(200),
        b"POST /v1/answers HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + inside, inside * 30 + b"\r\n"])  # fmt: skip


KINDS: tuple[Request, ...] = (noise, first_line, paths, headers, bodies, bodies, short, chunks, two)


def _ended(host: str, port: int, request: bytes) -> str:
    """The status; "closed" where none came; "open" where the server kept a line on which all was said."""
    said = b""
    with socket.create_connection((host, port), timeout=QUICKLY) as line:
        try:
            line.sendall(request)
            said = _heard(line)
        except OSError:  # it waits for more, or cut us off while we spoke
            pass
        try:
            line.settimeout(PATIENCE)
            line.shutdown(socket.SHUT_WR)
            said += _heard(line)
        except TimeoutError:
            return "open"
        except OSError:
            pass
    return said[9:12].decode("latin-1") if said.startswith(b"HTTP/1.") else "closed"


def _heard(line: socket.socket) -> bytes:
    """The beginning of what is said until the other side ends. Raises TimeoutError where it does not."""
    said, ends = b"", time.monotonic() + PATIENCE
    while piece := line.recv(65536):
        said = (said + piece)[:100]
        if time.monotonic() > ends:
            raise TimeoutError
    return said


def _asked(host: str, port: int) -> str:
    connection = HTTPConnection(host, port, timeout=30)
    try:
        connection.request(
            "POST", "/v1/answers", json.dumps({"question": QUESTION}), {"Content-Type": "application/json"}
        )
        answer = connection.getresponse()
        found = FINDS in answer.read().decode("utf-8")
    except OSError as error:
        return f"the server is gone ({type(error).__name__})"
    finally:
        connection.close()
    return "" if answer.status == 200 and found else f"a good question got {answer.status} afterwards"
