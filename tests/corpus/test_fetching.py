"""Texts come from a mirror folder and from a server that behaves like the Publications Office; nothing is mocked."""

import json
import socket
from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from corpus.catalogue import load_catalogue
from corpus.editions import Edition
from corpus.errors import CorpusError
from corpus.fetching import Fetched, fetch, texts
from corpus.types import Address, Bilingual, Kind, Source, Standing

MIRROR = Path(__file__).parents[2].parent / "shared" / "corpus" / "mirror"
NO_READER_FOR = {"02024R1689-20240712.nl.html", "PE-CONS-30-26.nl.pdf", "kst-36764-3.nl.pdf", "kst-36764-8.nl.pdf"}


def source(
    *identifiers: str, languages: tuple[str, ...] = ("nl",), machines: str = "", reader: str = "files"
) -> Source:
    return Source(
        id=identifiers[0].lower(),
        title=Bilingual("titel", "title"),
        short=Bilingual("kort", "short"),
        names=("naam",),
        kind=Kind.REGULATION,
        publisher="somebody",
        reader=reader,
        address=Address("https://example.org", machines),
        licence="none",
        editions=(Edition("2026-01-01", identifiers, languages, date(2026, 1, 1)),),
    )


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def stored(folder: Path) -> dict[str, str]:
    """All texts of a folder; what else lies there (a half-written file, say) is found too."""
    files = {str(file.relative_to(folder)): file for file in folder.rglob("*") if file.is_file()}
    return {name: file.read_text(encoding="utf-8") for name, file in files.items() if name != "fetched.jsonl"}


def records(folder: Path) -> dict[str, dict[str, str]]:
    lines = (folder / "fetched.jsonl").read_text(encoding="utf-8").splitlines()
    return {record["name"]: record for record in map(json.loads, lines)}


def outcomes(found: Iterator[Fetched]) -> list[tuple[tuple[str, ...], str]]:
    return [(each.names, str(each.outcome)) for each in found]


# ── A mirror folder ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("there", "chosen", "standing"),
    [
        pytest.param(["X.nl.html", "X.nl.md", "X.nl.derived.jsonl"], "X.nl.html", Standing.OFFICIAL, id="a web page"),
        pytest.param(["X.nl.md", "X.nl.excerpt.jsonl"], "X.nl.md", Standing.OFFICIAL, id="Markdown"),
        pytest.param(["X.nl.jsonl", "X.nl.derived.jsonl"], "X.nl.jsonl", Standing.OFFICIAL, id="lines, whole"),
        pytest.param(
            ["X.nl.excerpt.jsonl", "X.nl.derived.jsonl"], "X.nl.derived.jsonl", Standing.DERIVED, id="lines, derived"
        ),
        pytest.param(["X.nl.excerpt.jsonl", "X.en.html"], "X.nl.excerpt.jsonl", Standing.EXCERPT, id="lines, a part"),
        pytest.param(["X.nl.html", "X/index.md"], "X.nl.html", Standing.OFFICIAL, id="a file before a folder"),
    ],
)
def test_the_most_official_file_of_a_language_is_taken(tmp_path, there, chosen, standing):
    mirror, folder = written(tmp_path / "mirror", dict.fromkeys(there, "words")), tmp_path / "texts"
    assert outcomes(fetch([source("X")], folder, mirror, network=False)) == [((chosen,), "copied")]
    assert stored(folder) == {chosen: "words"}
    (text,) = texts(folder, source("X"), source("X").editions[0])
    assert (text.path, text.language, text.standing) == (folder / chosen, "nl", standing)
    assert records(folder)[chosen] == {
        "name": chosen,
        "sha256": sha256(b"words").hexdigest(),
        "day": datetime.now(tz=UTC).date().isoformat(),
        "origin": str(mirror / chosen),
        "standing": standing,
    }


def test_all_pages_of_a_folder_are_taken_with_their_paths_but_not_what_is_hidden_or_no_page(tmp_path):
    pages = {"X/index.md": "one", "X/deeper/two.md": "two"}
    mirror = written(
        tmp_path / "mirror", pages | {"X/.github/form.md": "no", "X/picture.svg": "no", "XY/other.md": "no"}
    )
    folder = tmp_path / "texts"
    assert outcomes(fetch([source("X")], folder, mirror, network=False)) == [
        (("X/deeper/two.md", "X/index.md"), "copied")
    ]
    assert stored(folder) == pages
    found = texts(folder, source("X"), source("X").editions[0])
    assert [(str(text.path.relative_to(folder)), text.language) for text in found] == [
        ("X/deeper/two.md", "nl"),
        ("X/index.md", "nl"),
    ]


def test_a_page_that_its_set_no_longer_has_disappears(tmp_path):
    mirror = written(tmp_path / "mirror", {"X/index.md": "one", "X/old.md": "two"})
    folder = written(tmp_path / "texts", {"X/own.md": "put here by hand"})
    list(fetch([source("X")], folder, mirror, network=False))
    (mirror / "X" / "old.md").unlink()
    assert outcomes(fetch([source("X")], folder, mirror, network=False)) == [(("X/index.md",), "copied")]
    assert stored(folder) == {"X/index.md": "one", "X/own.md": "put here by hand"}
    assert set(records(folder)) == {"X/index.md"}


def test_texts_come_in_the_order_of_identifiers_and_languages(tmp_path):
    names = ["A.nl.html", "A.en.html", "B.nl.html", "B.en.html"]
    folder = written(tmp_path, dict.fromkeys(names, "words"))
    both = source("B", "A", languages=("nl", "en"))
    found = [text.path.name for text in texts(folder, both, both.editions[0])]
    assert found == ["B.nl.html", "B.en.html", "A.nl.html", "A.en.html"]


def test_the_pages_of_a_folder_count_once_though_the_edition_has_two_languages(tmp_path):
    folder = written(tmp_path, {"X/index.md": "words"})
    both = source("X", languages=("nl", "en"))
    assert [text.language for text in texts(folder, both, both.editions[0])] == ["nl"]


def test_a_source_without_a_reader_is_left_alone(tmp_path):
    mirror, folder = written(tmp_path / "mirror", {"X.nl.html": "words"}), tmp_path / "texts"
    assert list(fetch([source("X", reader="")], folder, mirror, network=True)) == []
    assert texts(mirror, source("X", reader=""), source("X").editions[0]) == ()


def test_the_same_text_is_not_written_again(tmp_path):
    mirror, folder = written(tmp_path / "mirror", {"X.nl.html": "words", "Y/index.md": "page"}), tmp_path / "texts"
    sources = [source("X"), source("Y")]
    list(fetch(sources, folder, mirror, network=False))
    before = {file: file.stat().st_ino for file in folder.rglob("*")}
    again = outcomes(fetch(sources, folder, mirror, network=False))
    assert again == [(("X.nl.html",), "unchanged"), (("Y/index.md",), "unchanged")]
    assert {file: file.stat().st_ino for file in folder.rglob("*")} == before


@pytest.mark.parametrize(
    ("changed", "now"),
    [pytest.param("mirror", "new words", id="a new text"), pytest.param("texts", "words", id="a damaged copy")],
)
def test_a_text_that_differs_is_replaced(tmp_path, changed, now):
    mirror, folder = written(tmp_path / "mirror", {"X.nl.html": "words"}), tmp_path / "texts"
    list(fetch([source("X")], folder, mirror, network=False))
    (tmp_path / changed / "X.nl.html").write_text("new words", encoding="utf-8")
    assert outcomes(fetch([source("X")], folder, mirror, network=False)) == [(("X.nl.html",), "copied")]
    assert stored(folder) == {"X.nl.html": now}
    assert records(folder)["X.nl.html"]["sha256"] == sha256(now.encode()).hexdigest()


def test_a_text_that_is_nowhere_is_missing_and_the_others_still_come(tmp_path):
    mirror, folder = written(tmp_path / "mirror", {"Y.nl.html": "words"}), tmp_path / "texts"
    (gone, here) = fetch([source("X"), source("Y")], folder, mirror, network=False)
    assert gone == Fetched("x", "2026-01-01", ("X.nl",), gone.outcome, "The network is off.")
    assert (gone.outcome, here.outcome, here.names) == ("missing", "copied", ("Y.nl.html",))


def test_a_text_that_is_here_already_is_not_called_missing(tmp_path):
    mirror, folder = written(tmp_path / "mirror", {"X.nl.html": "words"}), tmp_path / "texts"
    list(fetch([source("X")], folder, mirror, network=False))
    assert outcomes(fetch([source("X")], folder, None, network=False)) == [(("X.nl.html",), "unchanged")]


def test_an_empty_file_does_not_replace_a_text(tmp_path):
    mirror, folder = (
        written(tmp_path / "mirror", {"X.nl.html": " \n"}),
        written(tmp_path / "texts", {"X.nl.html": "words"}),
    )
    (failed,) = fetch([source("X")], folder, mirror, network=False)
    assert (failed.outcome, failed.detail) == ("failed", f"{mirror / 'X.nl.html'} is empty.")
    assert stored(folder) == {"X.nl.html": "words"}


def test_a_text_that_cannot_be_written_does_not_stop_the_others(tmp_path):
    mirror = written(tmp_path / "mirror", {"X/index.md": "one", "Y.nl.html": "two"})
    folder = written(tmp_path / "texts", {"X": "a file where a folder should be"})
    (failed, copied) = fetch([source("X"), source("Y")], folder, mirror, network=False)
    assert (failed.outcome, copied.outcome) == ("failed", "copied")
    assert failed.detail.startswith("A file could not be read or written: ")


def test_a_mirror_that_does_not_exist_is_named_at_once(tmp_path):
    with pytest.raises(CorpusError) as error:
        fetch([source("X")], tmp_path / "texts", tmp_path / "no", network=False)
    assert str(error.value) == (
        f"There is no mirror folder {tmp_path / 'no'}; give the path of an existing folder, or none."
    )


@pytest.mark.parametrize("line", ['{"name": "X.nl', "[]", "{}", "3", "\xff"])
def test_a_damaged_list_is_named_at_once(tmp_path, line):
    (tmp_path / "fetched.jsonl").write_bytes(line.encode("latin-1") + b"\n")
    with pytest.raises(CorpusError, match=r"fetched\.jsonl is damaged; delete it and fetch again\."):
        fetch([source("X")], tmp_path, None, network=False)


@pytest.mark.skipif(not MIRROR.is_dir(), reason="needs ../shared")
def test_every_file_of_the_shared_mirror_finds_its_source(tmp_path):
    found = list(fetch(load_catalogue(), tmp_path, MIRROR, network=False))
    assert {each.outcome for each in found} == {"copied", "missing"}
    names = {name.partition("/")[0] for name in stored(tmp_path)}
    there = {file.name for file in MIRROR.iterdir()} - {"alternates"}
    assert there - names == NO_READER_FOR
    for each in load_catalogue():
        assert all(texts(tmp_path, each, edition) for edition in each.editions) == (each.reader == "files")


# ── The network ──────────────────────────────────────────────────────────────────────────────────────────────────────


ANSWERS = {
    "GONE": (404, "text/html", "<html>sorry</html>"),
    "OTHERFORM": (406, "text/html", "<html>sorry</html>"),
    "BROKEN": (500, "text/html", "<html>sorry</html>"),
    "LATER": (202, "text/html", ""),
    "FORMEX": (200, "application/xml", "<act/>"),
    "NOTHING": (200, "text/html", ""),
}
REDIRECTS = {"ROUND": "/resource/celex/ROUND", "NOWHERE": "http://["}


class Cellar(BaseHTTPRequestHandler):
    """Behaves like the Publications Office: redirects to the text in the language and form that are asked for."""

    asked: list[str]

    def do_GET(self):
        self.asked.append(self.path)
        language, identifier = self.headers["Accept-Language"], self.path.rpartition("/")[2]
        if self.headers["Accept"] != "application/xhtml+xml" or language not in ("nld", "eng"):
            self.send(400)
        elif self.path.startswith("/resource/cellar/"):
            self.send(200, "application/xhtml+xml;charset=UTF-8", f"<html>{identifier} in {language}</html>")
        elif identifier in ANSWERS:
            self.send(*ANSWERS[identifier])
        elif identifier == "DROPPED":
            self.connection.shutdown(socket.SHUT_RDWR)
        elif identifier == "HALF":
            self.send(200, "text/html", "<html>half", length=1000)
        else:
            self.send(303, location=REDIRECTS.get(identifier, f"/resource/cellar/{identifier}"))

    def send(self, status, form="", content="", *, location="", length=None):
        self.send_response(status)
        headers = {"Content-Type": form, "Location": location, "Content-Length": str(length or len(content))}
        for name, value in headers.items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content.encode())

    def log_message(self, *_):
        """Tests are quiet."""


class Server:
    def __init__(self) -> None:
        self.asked: list[str] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (Cellar,), {"asked": self.asked}))
        self.host = f"127.0.0.1:{self.server.server_port}"
        self.machines = f"http://{self.host}/resource/celex/{{identifier}}"
        self.thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    server = Server()
    yield server
    server.stop()


@pytest.fixture
def second_server(server):
    second = Server()
    yield second
    second.stop()


def test_a_text_is_fetched_in_each_language_through_a_redirect(tmp_path, server):
    wanted = source("32024R1689", languages=("nl", "en"), machines=server.machines)
    found = outcomes(fetch([wanted], tmp_path, None, network=True))
    assert found == [(("32024R1689.nl.html",), "fetched"), (("32024R1689.en.html",), "fetched")]
    assert stored(tmp_path) == {
        "32024R1689.nl.html": "<html>32024R1689 in nld</html>",
        "32024R1689.en.html": "<html>32024R1689 in eng</html>",
    }
    record = records(tmp_path)["32024R1689.en.html"]
    assert (record["origin"], record["standing"]) == (f"http://{server.host}/resource/celex/32024R1689", "official")
    assert outcomes(fetch([wanted], tmp_path, None, network=True))[0] == (("32024R1689.nl.html",), "unchanged")


def test_nothing_is_asked_while_the_network_is_off(tmp_path, server):
    assert outcomes(fetch([source("X", machines=server.machines)], tmp_path, None, network=False)) == [
        (("X.nl",), "missing")
    ]
    assert server.asked == []


def test_an_address_that_does_not_name_the_text_is_not_asked(tmp_path, server):
    wanted = source("BWBR0052872", machines=f"http://{server.host}/bwb/BWBR0052872/")
    (missing,) = fetch([wanted], tmp_path, None, network=True)
    assert (missing.outcome, missing.detail) == ("missing", "Its publisher has no form of it that can be read here.")
    assert server.asked == []


@pytest.mark.parametrize(
    ("in_mirror", "identifier", "outcome", "asked", "used"),
    [
        pytest.param("html", "X", "copied", 0, "X.nl.html", id="an official text in the mirror is enough"),
        pytest.param(
            "derived.jsonl", "X", "fetched", 2, "X.nl.html", id="the official text comes before a derived one"
        ),
        pytest.param("excerpt.jsonl", "GONE", "copied", 1, "GONE.nl.excerpt.jsonl", id="a part, for want of the whole"),
        pytest.param("derived.jsonl", "DROPPED", "copied", 1, "DROPPED.nl.derived.jsonl", id="no answer"),
    ],
)
def test_the_network_is_asked_for_what_the_mirror_does_not_have_officially(
    tmp_path, server, in_mirror, identifier, outcome, asked, used
):
    mirror, folder = written(tmp_path / "mirror", {f"{identifier}.nl.{in_mirror}": "near"}), tmp_path / "texts"
    wanted = source(identifier, machines=server.machines)
    assert outcomes(fetch([wanted], folder, mirror, network=True)) == [((used,), outcome)]
    assert len(server.asked) == asked
    assert [text.path.name for text in texts(folder, wanted, wanted.editions[0])] == [used]


def test_a_derived_text_steps_back_once_the_official_one_is_here(tmp_path, server):
    mirror, folder = written(tmp_path / "mirror", {"X.nl.derived.jsonl": "near"}), tmp_path / "texts"
    wanted = source("X", machines=server.machines)
    list(fetch([wanted], folder, mirror, network=False))
    list(fetch([wanted], folder, mirror, network=True))
    list(fetch([wanted], folder, mirror, network=False))
    assert [text.path.name for text in texts(folder, wanted, wanted.editions[0])] == ["X.nl.html"]


@pytest.mark.parametrize(
    ("identifier", "outcome"),
    [
        pytest.param("GONE", "missing", id="not found"),
        pytest.param("OTHERFORM", "missing", id="not in this form"),
        pytest.param("BROKEN", "failed", id="an error of the server"),
        pytest.param("LATER", "failed", id="an answer for later"),
        pytest.param("FORMEX", "failed", id="another form"),
        pytest.param("NOTHING", "failed", id="an empty page"),
        pytest.param("ROUND", "failed", id="redirects in a circle"),
    ],
)
def test_a_bad_answer_costs_one_text_and_not_the_host(tmp_path, server, identifier, outcome):
    sources = [source(identifier, machines=server.machines), source("GOOD", machines=server.machines)]
    (bad, good) = fetch(sources, tmp_path, None, network=True)
    assert (bad.outcome, good.outcome) == (outcome, "fetched")
    assert list(stored(tmp_path)) == ["GOOD.nl.html"]


def test_a_bad_answer_leaves_the_text_that_is_here(tmp_path, server):
    folder = written(tmp_path, {"BROKEN.nl.html": "words"})
    assert [
        each.outcome for each in fetch([source("BROKEN", machines=server.machines)], folder, None, network=True)
    ] == ["failed"]
    assert stored(folder) == {"BROKEN.nl.html": "words"}


@pytest.mark.parametrize("identifier", ["DROPPED", "HALF"])
def test_a_host_that_drops_a_connection_is_not_asked_again_but_others_are(tmp_path, server, second_server, identifier):
    sources = [
        source(identifier, languages=("nl", "en"), machines=server.machines),
        source("SAMEHOST", machines=server.machines),
        source("OTHERHOST", machines=second_server.machines),
    ]
    first, again, same, other = fetch(sources, tmp_path, None, network=True)
    assert [each.outcome for each in (first, again, same, other)] == ["failed", "failed", "failed", "fetched"]
    assert server.asked == [f"/resource/celex/{identifier}"]
    assert same.detail == f"{server.host} did not answer earlier in this run and was left alone."
    assert list(stored(tmp_path)) == ["OTHERHOST.nl.html"]


def test_a_new_run_tries_the_host_again(tmp_path, server):
    wanted = [source("DROPPED", machines=server.machines)]
    list(fetch(wanted, tmp_path, None, network=True))
    list(fetch(wanted, tmp_path, None, network=True))
    assert len(server.asked) == 2


def test_a_host_where_nobody_listens_costs_one_try(tmp_path, server):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # bound, so that nobody else gets it, but not listening
        machines = f"http://127.0.0.1:{closed.getsockname()[1]}/{{identifier}}"
        (first, second) = fetch([source("X", languages=("nl", "en"), machines=machines)], tmp_path, None, network=True)
    assert "gave no answer" in first.detail
    assert "left alone" in second.detail


@pytest.mark.parametrize("machines", ["{identifier}", "http://127.0.0.1:{identifier}", "ftp://127.0.0.1/{identifier}"])
def test_an_address_that_is_none_is_a_failure_like_any_other(tmp_path, machines):
    assert [each.outcome for each in fetch([source("X", machines=machines)], tmp_path, None, network=True)] == [
        "failed"
    ]


def test_a_redirect_that_leads_nowhere_is_a_failure_like_any_other(tmp_path, server):
    (failed,) = fetch([source("NOWHERE", machines=server.machines)], tmp_path, None, network=True)
    assert failed.outcome == "failed"
