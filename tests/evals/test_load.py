"""Many clients at once: what is counted, what is written, and that both servers answer. No test holds a time against a limit."""

import json
import os
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from types import SimpleNamespace

import pytest
from fastapi.testclient import TestClient

from assistant.types import Question
from corpus.errors import Refusal
from evals import benching, loading
from evals.alternatives import Tutorial
from evals.cases import load_cases
from evals.load import WARMING, Load, bodies, borne
from evals.loading import report
from evals.peer import CHUNKS, peer
from evals.server import Server, served
from evals.table import write_section
from indexing.opening import LiveIndex

QUESTIONS = bodies([Question(f"Vraag {number}?", "nl") for number in range(40)])
ANSWER = json.dumps({"text": "Zes maanden [1]."}).encode()


@pytest.fixture
def somebody():
    """A server that answers as the test says, and remembers who asked what: `replies` holds what comes after the warming up."""
    kept = SimpleNamespace(lines=set(), asked=[], replies=[], lock=Lock())

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with kept.lock:
                kept.lines.add(self.client_address)
                kept.asked.append(body["question"])
                counted = len(kept.asked) - WARMING
                reply = kept.replies[counted % len(kept.replies)] if kept.replies and counted > 0 else (200, ANSWER)
            if reply is None:
                self.close_connection = True
                return
            status, said = reply
            self.send_response(status)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        kept.address = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield kept
        server.shutdown()
        thread.join()


def test_every_client_keeps_its_line_and_begins_with_another_question(somebody):
    load = borne(Server("theirs", somebody.address), QUESTIONS, clients=4, seconds=0.3)

    assert len(somebody.lines) == 1 + 4  # the first one warmed up
    assert load.requests == len(somebody.asked) - WARMING > 4
    assert load.errors == Counter()
    assert {f"Vraag {number}?" for number in (0, 10, 20, 30)} <= set(somebody.asked[WARMING:])
    assert load.memory is None


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        pytest.param((503, b"{}"), "503 Service Unavailable", id="sent_away"),
        pytest.param((200, b"<html>"), "200 OK", id="no_json"),
        pytest.param((200, b'{"text": ""}'), "200 OK", id="an_answer_without_words"),
        pytest.param((200, b"[]"), "200 OK", id="something_else"),
        pytest.param(None, "RemoteDisconnected", id="hung_up"),
    ],
)
def test_what_goes_wrong_is_counted_by_kind_and_the_rest_goes_on(somebody, reply, kind):
    somebody.replies = [(200, ANSWER), reply]

    load = borne(Server("theirs", somebody.address), QUESTIONS, clients=2, seconds=0.3)

    assert set(load.errors) == {kind}
    assert len(load.milliseconds) > 0
    assert load.requests == len(load.milliseconds) + load.errors[kind]


def test_a_server_that_does_not_answer_is_named():
    with pytest.raises(Refusal, match=r"http://127\.0\.0\.1:9 does not answer questions \(ConnectionRefusedError\)"):
        borne(Server("nobody", "http://127.0.0.1:9"), QUESTIONS, clients=2, seconds=0.1)


def test_a_server_that_does_not_start_is_named(capfd):
    with pytest.raises(Refusal, match="python -m ui --nonsense does not start"), served("ours", "ui", "--nonsense"):
        pass
    assert "--nonsense" in capfd.readouterr().err


def test_a_report_tells_percentiles_memory_errors_and_ratios():
    ours = Load("ours", tuple(map(float, range(1, 101))), Counter(), 10.0, (300, 320), worked=2.0)
    theirs = Load("theirs", (20.0, 40.0), Counter({"503 Busy": 2}), 10.0, None)
    rows = report([ours, theirs], 50, 120, busy=1.5, beside=True).splitlines()

    (first,) = (row for row in rows if row.startswith("| ours"))
    assert first == "| ours | 100 | 0 | 10.0 | 50 | 95 | 99 | 20.0 | 300 | 320 | 1.0 × | 1.0 × | 1.0 × |"
    (second,) = (row for row in rows if row.startswith("| theirs"))
    assert second == "| theirs | 4 | 2 | 0.2 | 30 | 39 | 40 | – | – | – | 0.02 × | 0.41 × | – |"
    assert "Errors. theirs: 2 × 503 Busy." in rows
    assert "nine layers" in " ".join(rows)


def test_both_languages_are_asked():
    asked = [json.loads(each) for each in bodies([case.asked for case in load_cases("dev")])]

    assert {each["language"] for each in asked} == {"nl", "en"}
    assert len({json.dumps(each) for each in asked}) == len(asked) > 50


def test_our_server_bears_clients_and_its_memory_is_known(small_data, monkeypatch):
    monkeypatch.setenv("BELEIDSWIJZER_DATA", str(small_data))
    asked = bodies([Question("Hoe lang bewaren we de ritgegevens?", "nl")])

    with served("ours", "ui") as server:
        load = borne(server, asked, clients=12, seconds=0.5)

    assert load.errors == Counter()  # also of those above the eight that are answered at once
    assert load.requests >= 12
    assert load.memory
    assert min(load.memory) > 50
    assert 0 < load.cost < 60_000
    with pytest.raises(ProcessLookupError):
        os.kill(server.process, 0)


def test_the_tutorial_answers_the_same_question_with_its_nearest_chunks(built, encoder):
    client = TestClient(peer(Tutorial(LiveIndex(built, encoder).now())))

    said = client.post("/v1/answers", json={"question": "Hoe lang bewaren we de ritgegevens?", "language": "nl"}).json()

    assert said["text"] == said["passages"][0]["text"]
    assert 0 < len(said["passages"]) <= CHUNKS
    assert "fiets/art_4__para_1" in {name for each in said["passages"] for name in each["provisions"]}


OLD = "# Fast\n\nWords.\n\n## Under load\n\nold\n\n## Growth\n\nmore\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(OLD, OLD.replace("old", "new"), id="in_its_place"),
        pytest.param("# Fast\n", "# Fast\n\n## Under load\n\nnew\n", id="at_the_end_where_there_was_none"),
        pytest.param("# Fast\n\n## Under load\n\nold\n", "# Fast\n\n## Under load\n\nnew\n", id="as_the_last"),
    ],
)
def test_what_was_measured_replaces_what_stood_there(tmp_path, before, after):
    page = tmp_path / "benchmarks.md"
    page.write_text(before, encoding="utf-8")

    write_section(page, "Under load", "new\n")

    assert page.read_text(encoding="utf-8") == after


def test_the_command_measures_each_address_and_writes_the_page(run, somebody, monkeypatch, tmp_path):
    page = tmp_path / "benchmarks.md"
    page.write_text(OLD, encoding="utf-8")
    monkeypatch.setattr(benching, "PAGE", page)
    monkeypatch.setattr(loading, "load_cases", lambda split: load_cases(split)[:12])
    address = ["--url", somebody.address]

    done = run("evals", "load", *address, *address, "--clients", "2", "--seconds", "1", "--write")

    assert done.status == 0
    assert done.out.count(f"| {somebody.address} |") == 2
    assert page.read_text(encoding="utf-8") == OLD.replace("old", done.out.strip())

    somebody.asked.clear()
    somebody.replies = [(429, b"{}"), (200, ANSWER)]
    done = run("evals", "load", *address, "--clients", "2", "--seconds", "1")
    assert (done.status, "× 429 Too Many Requests" in done.out) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["--clients", "0"], "above 0", id="nobody"),
        pytest.param(["--seconds", "-1"], "above 0", id="no_time"),
        pytest.param(["--url", "localhost:7860"], "begins with http://", id="no_address"),
    ],
)
def test_what_cannot_be_measured_is_wrong_usage(run, arguments, told):
    done = run("evals", "load", *arguments)

    assert (done.status, told in done.error) == (2, True)
