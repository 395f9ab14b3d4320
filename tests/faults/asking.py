"""Many who ask at once, as programs and in the chat, and what they got."""

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event
from uuid import uuid4

import httpx

from tests.faults.small import QUESTION

LONGEST = 30.0  # seconds that anybody waits


@dataclass
class Asked:
    """What came of a load: seconds of what was answered, and a line for what was not."""

    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def again(self, ask: Callable[[], str]) -> None:
        """Ask once more. `ask` gives an empty text, or what went wrong."""
        started = time.monotonic()
        try:
            said = ask()
        except httpx.HTTPError as error:
            said = repr(error)
        if said:
            self.failures.append(said)
        else:
            self.seconds.append(time.monotonic() - started)


@contextmanager
def load(asks: list[Callable[[], str]]) -> Iterator[Asked]:
    """Each of them asks over and over, all at once, for as long as this is open."""
    asked, done = Asked(), Event()

    def over_and_over(ask: Callable[[], str]) -> None:
        while not done.is_set():
            asked.again(ask)

    with ThreadPoolExecutor(len(asks)) as pool:
        running = [pool.submit(over_and_over, each) for each in asks]
        try:
            yield asked
        finally:
            done.set()
            for each in running:
                each.result()


def program(port: int, key: str = "", *, streaming: bool = False) -> Callable[..., str]:
    """One that asks the API; what it gives takes another question too."""
    headers = {"Accept": "text/event-stream" if streaming else "application/json"}
    client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=LONGEST)
    if key:
        headers["Authorization"] = f"Bearer {key}"

    def ask(question: str = QUESTION) -> str:
        response = client.post("/v1/answers", json={"question": question}, headers=headers)
        whole = response.status_code == 200 and '"outcome"' in response.text
        return "" if whole else f"{response.status_code} {response.text[-200:]}"

    return ask


class Chat:
    """A person in the chat: what a browser sends, without the browser."""

    def __init__(self, port: int, who: tuple[str, str] | None = None) -> None:
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=LONGEST, auth=who)
        self.client.get("/")
        asks = [each for each in self.client.get("/config").json()["dependencies"] if len(each["inputs"]) == 5]
        self.event, self.session = asks[0]["id"], uuid4().hex

    def ask(self) -> str:
        """Ask with one request and listen with another; empty, or what went wrong."""
        asking = {
            "data": [QUESTION, "", "", "", None],
            "fn_index": self.event,
            "session_hash": self.session,
            "trigger_id": None,
            "event_data": None,
        }
        joined = self.client.post("/gradio_api/queue/join", json=asking)
        if joined.status_code != 200:
            return f"join: {joined.status_code} {joined.text[-200:]}"
        with self.client.stream("GET", "/gradio_api/queue/data", params={"session_hash": self.session}) as events:
            for line in events.iter_lines():
                said = json.loads(line.removeprefix("data:") or "{}") if line.startswith("data:") else {}
                if said.get("msg") == "process_completed" and said.get("event_id") == joined.json()["event_id"]:
                    return "" if said.get("success") else f"completed without success: {line[-200:]}"
                if said.get("msg") in ("unexpected_error", "server_stopped"):
                    return line[-200:]
        return f"the stream ended ({events.status_code})"
