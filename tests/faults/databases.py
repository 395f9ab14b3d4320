"""A PostgreSQL that fails, that hangs, and that comes back, while people ask and judge."""

import time
from datetime import UTC, datetime
from pathlib import Path

import httpx

from tests.faults.outcome import Outcome, lost
from tests.faults.postgres import postgres
from tests.faults.replicas import replicas
from tests.faults.small import QUESTION, build_here
from ui.feedback.database import CONNECTS
from ui.feedback.judgement import Verdict
from ui.feedback.register import Register

SENTENCE = "its database does not answer. Try again later."
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def postgres_gone(data: Path) -> Outcome:
    """Feedback needs it, answers do not."""
    build_here(data / "index")
    losses: list[str] = []
    with postgres() as server, replicas(data, 1, database_url=server.url) as (replica,):
        with httpx.Client(base_url=f"http://127.0.0.1:{replica.port}", timeout=60) as client:
            answer = client.post("/v1/answers", json={"question": QUESTION}).json()
            kept = [_given(client, answer, losses)]
            server.stop()
            losses += [*_refused(client, answer), *_answered(client)]
            server.start()
            kept.append(_given(client, answer, losses))
            server.hang()
            losses += [*_refused(client, answer), *_answered(client)]
            server.go_on()
            kept.append(_given(client, answer, losses))
        there = {each.id for each in Register(server.url, data).entries(LONG_AGO)}
        losses.append("" if set(kept) <= there else "feedback is gone that was kept")
        losses.append("" if len(there) <= len(kept) + 1 else "feedback was kept more than once")
        losses.append("" if replica.process.poll() is None else "the service ended")
    return Outcome(
        "PostgreSQL fails, hangs, and comes back",
        "`pg_ctl stop -m immediate`, started again; SIGSTOP and SIGCONT; `python -m ui` all along",
        f"feedback got 503 and one sentence, where it hung within {CONNECTS + 2} seconds; the form keeps what was typed. "
        "Questions were answered all along. As soon as it was back feedback was kept, without a restart of ours",
        lost(*losses),
        2,
    )


def _given(client: httpx.Client, answer: object, losses: list[str]) -> str:
    response = client.post("/v1/feedback", json={"answer": answer, "verdict": Verdict.UP})
    if response.status_code == 201:
        return str(response.json()["id"])
    losses.append(f"feedback was not kept: {response.text}")
    return ""


def _refused(client: httpx.Client, answer: object) -> list[str]:
    started = time.monotonic()
    response = client.post("/v1/feedback", json={"answer": answer, "verdict": Verdict.DOWN})
    said = response.json().get("detail", "")
    return [
        "" if response.status_code == 503 and said.endswith(SENTENCE) else f"no sentence: {response.text}",
        "" if time.monotonic() - started < CONNECTS + 2 else "it was waited for too long",
    ]


def _answered(client: httpx.Client) -> list[str]:
    response = client.post("/v1/answers", json={"question": QUESTION})
    return ["" if response.status_code == 200 else f"a question was not answered: {response.text}"]
