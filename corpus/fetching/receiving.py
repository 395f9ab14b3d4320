"""Takes in what a publisher answers: checks what it says of itself, and bounds how long it takes and how large it is."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Protocol

from corpus.errors import CorpusError
from corpus.fetching.asking import Asked, Download, Why
from corpus.fetching.part_file import Head, PartFile, unpacked

PATIENCE = 60.0  # seconds: where a publisher asks to wait longer, another run is better
OK, PARTIAL, UNCHANGED, PAST_THE_END, TOO_MANY, SERVER_ERROR = 200, 206, 304, 416, 429, 500
ABSENT = (404, 406, 410)
GZIP = ("gzip", "x-gzip")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one download may cost."""

    most_bytes: int = 64 * 2**20  # also when it is unpacked
    most_seconds: float = 180.0  # with all its tries
    sleep: Callable[[float], None] = time.sleep


class Lost(Exception):
    """A try failed. `again`: another may not. `wait`: the seconds asked for. `silent`: the host did not answer."""

    def __init__(
        self, what: str, why: Why = Why.FAILED, *, again: bool = False, wait: float | None = None, silent: bool = False
    ) -> None:
        super().__init__(what)
        self.why, self.again, self.wait, self.silent = why, again, wait, silent


class Answer(Protocol):
    """An answer over HTTP whose body is still to come."""

    @property
    def status_code(self) -> int: ...

    @property
    def headers(self) -> Mapping[str, str]: ...

    def iter_raw(self) -> Iterator[bytes]: ...


def receive(asked: Asked, answer: Answer, part: PartFile, limits: Limits, end: float) -> Download:
    """The whole document. `part` is gone on with where it has begun and the answer allows it. Raises Lost.

    `end` is the time, as time.monotonic counts it, after which nothing more is taken.
    """
    _check_status(asked, answer)
    head = _begin(asked, answer, part)
    try:
        _take(asked, answer, part, limits, end)
        body = part.body()
        if _size(answer) not in (0, len(body)):  # another run may have written into the same file
            raise Lost(f"{asked.address} came in another length than it said.", again=True)
        content = unpacked(body, limits.most_bytes) if head.packed else body
    except BaseException as error:
        useless = isinstance(error, CorpusError) or (isinstance(error, Lost) and not error.silent)
        if useless or not head.version:  # without a version the next try could not tell whether it is the same text
            part.drop()
        if isinstance(error, CorpusError):
            raise Lost(f"{asked.address}: {error}.") from error
        raise
    part.drop()
    return Download(content, asked.form(head.type), head.etag, head.modified)


def _check_status(asked: Asked, answer: Answer) -> None:
    status = answer.status_code
    what = f"{asked.address} answered, but not with the text (status {status})."
    if status in (OK, PARTIAL, PAST_THE_END):
        return
    if status == UNCHANGED and asked.conditions:
        raise Lost("Its publisher says that it has not changed.", Why.UNCHANGED)
    if status in ABSENT:
        raise Lost(what, Why.MISSING)
    if status == TOO_MANY or status >= SERVER_ERROR:
        wait = _asked_to_wait(answer)
        patient = wait is None or wait <= PATIENCE
        raise Lost(what if patient else f"{what} It asks to come back in {wait:.0f} seconds.", again=patient, wait=wait)
    raise Lost(what)


def _asked_to_wait(answer: Answer) -> float | None:
    said = answer.headers.get("Retry-After", "").strip()
    if said.isdecimal():
        return float(said)
    try:
        return max(0.0, (parsedate_to_datetime(said) - datetime.now(tz=UTC)).total_seconds())
    except (ValueError, TypeError):  # no date, or one without a time zone
        return None


def _begin(asked: Asked, answer: Answer, part: PartFile) -> Head:
    """What is known of the body; after it, `part` holds the bytes that come before those of the answer."""
    headers = answer.headers
    if answer.status_code != OK:
        begun = part.begun(asked.address)
        if (
            answer.status_code == PARTIAL
            and begun
            and headers.get("Content-Range", "").startswith(f"bytes {begun[1]}-")
        ):
            return begun[0]
        part.drop()
        raise Lost(f"{asked.address} did not go on where it had broken off.", again=True, wait=0.0)
    encoding = headers.get("Content-Encoding", "").lower()
    if encoding not in ("", "identity", *GZIP):
        raise Lost(f"{asked.address} is packed with {encoding}, which was not asked for.")
    head = Head(
        address=asked.address,
        etag=headers.get("ETag", ""),
        modified=headers.get("Last-Modified", ""),
        type=headers.get("Content-Type", "").partition(";")[0].strip().lower(),
        packed=encoding in GZIP,
    )
    if not asked.form(head.type):
        raise Lost(f"{asked.address} answered with {head.type or 'no type'}, not with {' or '.join(asked.forms)}.")
    part.begin(head)
    return head


def _take(asked: Asked, answer: Answer, part: PartFile, limits: Limits, end: float) -> None:
    """All that is left of the body; where the connection ends too early, it says so itself."""
    size = _size(answer)
    with part.path.open("ab") as file:
        for chunk in answer.iter_raw():
            file.write(chunk)
            if max(size, file.tell()) > limits.most_bytes:
                raise Lost(f"{asked.address} is larger than {limits.most_bytes // 2**20} MB, which no text of law is.")
            if time.monotonic() > end:
                raise Lost(f"{asked.address} took longer than {limits.most_seconds:g} seconds.", silent=True)


def _size(answer: Answer) -> int:
    """Of the whole body, in bytes; 0 where it is not said."""
    place = answer.headers.get("Content-Range", "") or answer.headers.get("Content-Length", "")
    said = place.rpartition("/")[2]
    return int(said) if said.isdecimal() else 0
