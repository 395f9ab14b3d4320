"""Texts come from servers that behave like publishers and misbehave like the world; nothing is mocked but the waiting."""

import gzip
import json
import socket
import ssl
import subprocess
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from fpdf import FPDF

from corpus.catalogue import load_catalogue, repositories
from corpus.editions import Edition
from corpus.errors import CorpusError
from corpus.fetching import Fetched, Hosts, Limits, fetch, texts
from corpus.fetching.hosts import host
from corpus.fetching.publishers import chosen
from corpus.readers.elements import parse_xml
from corpus.types import Address, Bilingual, Kind, Source

MIRROR = Path(__file__).parents[2].parent / "shared" / "corpus" / "mirror"
LAW = Path(__file__).parents[1] / "fixtures" / "cycling-act.nl.xml"
PAPER = Path(__file__).parents[1] / "fixtures" / "cycling-kst.nl.xml"
HTML = {"Content-Type": "application/xhtml+xml;charset=UTF-8"}
XML = {"Content-Type": "text/xml"}


def act(*articles: str) -> bytes:
    said = "".join(
        f'<div id="art_{number}"><p class="oj-ti-art">Artikel {number}</p><p class="oj-normal">{words}</p></div>'
        for number, words in enumerate(articles, 1)
    )
    return f"<html><body>{said}</body></html>".encode()


ACT, NEWER = (
    act("1.   Een bel.</p><p class='oj-normal'>2.   Twee."),
    act("1.   Een bel.</p><p class='oj-normal'>2.   Drie."),
)


def pdf() -> bytes:
    document = FPDF()
    document.add_page()
    document.set_font("helvetica")
    document.multi_cell(0, text="Een verzonnen brief over fietsen en bellen, die lang genoeg is om te lezen.")
    return bytes(document.output())


def source(
    *identifiers: str, machines: str, languages: tuple[str, ...] = ("nl",), kind: Kind = Kind.REGULATION
) -> Source:
    return Source(
        id=identifiers[0].lower(),
        title=Bilingual("titel", "title"),
        short=Bilingual("kort", "short"),
        names=("naam",),
        kind=kind,
        publisher="somebody",
        reader="files",
        address=Address("https://example.org", machines),
        licence="none",
        editions=(Edition("2026-01-01", identifiers, languages, date(2026, 1, 1)),),
    )


# ── A server that does what a test says ──────────────────────────────────────────────────────────────────────────────


class Handler(BaseHTTPRequestHandler):
    server: "Publisher"

    def do_GET(self):
        self.server.asked.append(self.path)
        self.server.headers.append(dict(self.headers))
        does = self.server.does[self.path]
        (does.pop(0) if len(does) > 1 else does[0] if does else says(404))(self)

    def send(self, status: int, content: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(content))} | headers).items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        """Tests are quiet."""


Behaviour = Callable[[Handler], None]


class Publisher(ThreadingHTTPServer):
    """`does` says for each path what happens the first time, the second time, and from the last one on always."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.does: defaultdict[str, list[Behaviour]] = defaultdict(list)
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.host = f"127.0.0.1:{self.server_port}"
        self.machines = f"http://{self.host}/resource/celex/{{identifier}}"
        self.thread = Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()

    def handle_error(self, *_):
        """A client that hangs up is what some tests are about."""

    def stop(self) -> None:
        self.shutdown()
        self.server_close()
        self.thread.join()


def says(status: int = 200, content: bytes = b"", **headers: str) -> Behaviour:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.send(status, content, named)


def gives(content: bytes, **headers: str) -> Behaviour:
    return says(200, content, **({"Content_Type": HTML["Content-Type"]} | headers))


def leads_to(address: str, status: int = 303) -> Behaviour:
    return says(status, Location=address)


def drops(handler: Handler) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)


def breaks_off(content: bytes, at: int, **headers: str) -> Behaviour:
    return gives(content[:at], Content_Length=str(len(content)), **headers)


def negotiates(content: bytes, accept: str, language: str) -> Behaviour:
    """As Cellar does: only this type, in this language."""

    def behave(handler: Handler) -> None:
        right = (handler.headers["Accept"], handler.headers["Accept-Language"]) == (accept, language)
        (says(200, content, Content_Type=accept) if right else says(406))(handler)

    return behave


def goes_on(content: bytes, version: str) -> Behaviour:
    """Gives the rest of the content where that version is asked for, and all of it otherwise."""

    def behave(handler: Handler) -> None:
        if handler.headers["If-Range"] != version:
            return gives(content, ETag=version)(handler)
        start = int(handler.headers["Range"].removeprefix("bytes=").removesuffix("-"))
        place = f"bytes {start}-{len(content) - 1}/{len(content)}"
        return says(206, content[start:], Content_Range=place)(handler)

    return behave


def unless_changed(content: bytes, **version: str) -> Behaviour:
    def behave(handler: Handler) -> None:
        has = handler.headers["If-None-Match"], handler.headers["If-Modified-Since"]
        wanted = version.get("ETag"), version.get("Last_Modified")
        (says(304) if has == wanted else gives(content, **version))(handler)

    return behave


@pytest.fixture
def server(monkeypatch):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    publisher = Publisher()
    yield publisher
    publisher.stop()


@pytest.fixture
def second_server(server):
    second = Publisher()
    yield second
    second.stop()


def ask(
    sources: list[Source], folder: Path, mirror: Path | None = None, *, hosts: Hosts | None = None, **limits
) -> list[Fetched]:
    """Over the network, from any host that a source names; nobody waits."""
    names = frozenset(host(each.address.machines) for each in sources)
    allowed = hosts or Hosts(names, unencrypted=names, private=True)
    return list(
        fetch(
            sources, folder, mirror, network=True, hosts=allowed, limits=Limits(**({"sleep": lambda _: None} | limits))
        )
    )


def ending(found: list[Fetched]) -> list[tuple[tuple[str, ...], str]]:
    return [(each.names, str(each.outcome)) for each in found]


def stored(folder: Path) -> dict[str, bytes]:
    """All files; a half-written one is found too."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {str(file.relative_to(folder)): file.read_bytes() for file in files if file.name != "fetched.jsonl"}


def record(folder: Path, name: str) -> dict[str, str]:
    rows = [json.loads(line) for line in (folder / "fetched.jsonl").read_text(encoding="utf-8").splitlines()]
    return next(row for row in rows if row["name"] == name)


# ── The Publications Office ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_text_is_fetched_in_each_language_through_a_redirect(tmp_path, server):
    for language, code in (("nl", "nld"), ("en", "eng")):
        server.does[f"/cellar/{language}"] = [negotiates(act(language), "application/xhtml+xml", code)]
    server.does["/resource/celex/X"] = [leads_to("/cellar/nl"), leads_to(f"http://{server.host}/cellar/en")]
    wanted = source("X", languages=("nl", "en"), machines=server.machines)
    assert ending(ask([wanted], tmp_path)) == [(("X.nl.html",), "fetched"), (("X.en.html",), "fetched")]
    assert stored(tmp_path) == {"X.nl.html": act("nl"), "X.en.html": act("en")}
    kept = record(tmp_path, "X.en.html")
    assert (kept["origin"], kept["standing"]) == (f"http://{server.host}/resource/celex/X", "official")


def test_an_act_that_has_no_xhtml_comes_as_html(tmp_path, server):
    server.does["/resource/celex/X"] = [negotiates(ACT, "text/html", "nld")]
    assert ending(ask([source("X", machines=server.machines)], tmp_path)) == [(("X.nl.html",), "fetched")]
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("in_mirror", "does", "outcome", "asked", "used"),
    [
        pytest.param("X.nl.html", gives(ACT), "copied", 0, "X.nl.html", id="the mirror is enough"),
        pytest.param("X.nl.derived.jsonl", gives(ACT), "fetched", 1, "X.nl.html", id="the official text comes first"),
        pytest.param("X.nl.excerpt.jsonl", says(404), "copied", 2, "X.nl.excerpt.jsonl", id="for want of the whole"),
        pytest.param("X.nl.derived.jsonl", drops, "copied", 3, "X.nl.derived.jsonl", id="no answer"),
    ],
)
def test_the_network_is_asked_for_what_the_mirror_does_not_have_officially(
    tmp_path, server, in_mirror, does, outcome, asked, used
):
    mirror, folder = tmp_path / "mirror", tmp_path / "texts"
    mirror.mkdir()
    (mirror / in_mirror).write_text("near")
    server.does["/resource/celex/X"] = [does]
    wanted = source("X", machines=server.machines)
    assert ending(ask([wanted], folder, mirror)) == [((used,), outcome)]
    assert len(server.asked) == asked
    assert [text.path.name for text in texts(folder, wanted, wanted.editions[0])] == [used]


def test_a_derived_text_steps_back_once_the_official_one_is_here(tmp_path, server):
    mirror, folder = tmp_path / "mirror", tmp_path / "texts"
    mirror.mkdir()
    (mirror / "X.nl.derived.jsonl").write_text("near")
    server.does["/resource/celex/X"] = [unless_changed(ACT, ETag='"1"')]
    wanted = source("X", machines=server.machines)
    list(fetch([wanted], folder, mirror, network=False))
    assert ending(ask([wanted], folder, mirror)) == [(("X.nl.html",), "fetched")]
    assert ending(ask([wanted], folder, mirror)) == [(("X.nl.html",), "unchanged")]
    list(fetch([wanted], folder, mirror, network=False))
    assert [text.path.name for text in texts(folder, wanted, wanted.editions[0])] == ["X.nl.html"]


@pytest.mark.skipif(not MIRROR.is_dir(), reason="needs ../shared")
def test_every_act_of_the_shared_mirror_comes_over_the_network_though_the_first_answer_always_fails(tmp_path, server):
    acts = {
        file.name: file.read_bytes() for file in MIRROR.glob("*.html") if file.name.startswith(("3", "02024R1689-2026"))
    }
    wanted = []
    for each in load_catalogue():
        here = [
            (name, edition) for edition in each.editions for name in edition.identifiers if f"{name}.en.html" in acts
        ]
        for name, _ in here:
            server.does[f"/resource/celex/{name}"] = [
                says(503),
                breaks_off(gzip.compress(acts[f"{name}.en.html"]), 5000, Content_Encoding="gzip"),
                gives(gzip.compress(acts[f"{name}.en.html"]), Content_Encoding="gzip"),
            ]
        editions = tuple(replace(edition, languages=("en",)) for _, edition in here)
        wanted.append(replace(each, editions=editions, address=Address("", server.machines)))
    found = ask(wanted, tmp_path)
    assert len(found) >= 8
    assert {str(each.outcome) for each in found} == {"fetched"}
    assert stored(tmp_path) == {name: acts[name] for each in found for name in each.names}


# ── What is asked, and what is not ───────────────────────────────────────────────────────────────────────────────────


def test_nothing_is_asked_while_the_network_is_off(tmp_path, server):
    found = list(fetch([source("X", machines=server.machines)], tmp_path, None, network=False))
    assert ending(found) == [(("X.nl",), "missing")]
    assert server.asked == []


@pytest.mark.parametrize("place", ["http://{host}/bwb/BWBR0052872/", "http://{host}/bwb/{{identifier}}/"])
def test_an_address_that_leads_to_a_folder_is_not_asked(tmp_path, server, place):
    (missing,) = ask([source("X", machines=place.format(host=server.host))], tmp_path)
    assert (missing.outcome, missing.detail) == ("missing", "Its publisher has no form of it that can be read here.")
    assert server.asked == []


@pytest.mark.parametrize("machines", ["{identifier}", "http://127.0.0.1:{identifier}", "ftp://127.0.0.1/{identifier}"])
def test_an_address_that_is_none_is_a_failure_like_any_other(tmp_path, server, machines):
    names = frozenset({"127.0.0.1", "127.0.0.1:X", ""})
    (failed,) = ask([source("X", machines=machines)], tmp_path, hosts=Hosts(names, unencrypted=names, private=True))
    assert failed.outcome == "failed"


@pytest.mark.parametrize(
    ("target", "said"),
    [
        pytest.param("http://{other}/X", "of a host that the catalogue names", id="another host"),
        pytest.param("http://name:word@{here}/X", "of a host that the catalogue names", id="with a password"),
        pytest.param("ftp://{here}/X", "of a host that the catalogue names", id="not over HTTP"),
        pytest.param("//{other}/X", "of a host that the catalogue names", id="another host, without a scheme"),
        pytest.param("file:///etc/passwd", "of a host that the catalogue names", id="a file"),
        pytest.param("/resource/celex/X", "leads to ever other addresses", id="in a circle"),
        pytest.param("http://[", "of a host that the catalogue names", id="nowhere"),
        pytest.param("http://{here}:x/", "gave no answer", id="nowhere at all"),
    ],
)
def test_a_redirect_leads_only_where_the_catalogue_does(tmp_path, server, second_server, target, said):
    server.does["/resource/celex/X"] = [leads_to(target.format(here=server.host, other=second_server.host))]
    (failed,) = ask([source("X", machines=server.machines)], tmp_path)
    assert (failed.outcome, second_server.asked) == ("failed", [])
    assert said in failed.detail
    assert stored(tmp_path) == {}


@pytest.mark.parametrize(
    ("hosts", "said"),
    [
        pytest.param(lambda name: Hosts(frozenset(), private=True), "catalogue", id="a host that is not named"),
        pytest.param(lambda name: Hosts(frozenset({name}), private=True), "encrypted", id="not encrypted"),
        pytest.param(
            lambda name: Hosts(frozenset({name}), frozenset({name})), "private network", id="a private network"
        ),
    ],
)
def test_an_address_that_may_not_be_asked_is_not(tmp_path, server, hosts, said):
    (failed,) = ask([source("X", machines=server.machines)], tmp_path, hosts=hosts(server.host))
    assert (failed.outcome, server.asked) == ("failed", [])
    assert said in failed.detail


def test_the_hosts_of_the_catalogue_are_public_and_all_but_one_are_asked_with_encryption():
    addresses = [each.address.machines for each in load_catalogue() if each.address.machines]
    assert {host(each) for each in addresses if each.startswith("http:")} == Hosts(frozenset()).unencrypted
    assert {host(each) for each in addresses} <= repositories()
    assert all(name.endswith((".nl", ".eu")) for name in repositories())


# ── What does not change ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "version",
    [
        pytest.param({"ETag": '"1"'}, id="a tag"),
        pytest.param({"Last_Modified": "Fri, 02 Jan 2026 00:00:00 GMT"}, id="a date"),
        pytest.param({"ETag": 'W/"1"', "Last_Modified": "Fri, 02 Jan 2026 00:00:00 GMT"}, id="both"),
    ],
)
def test_a_text_that_its_publisher_did_not_change_is_not_sent_again(tmp_path, server, version):
    server.does["/resource/celex/X"] = [unless_changed(ACT, **version)]
    wanted = [source("X", machines=server.machines)]
    assert ending(ask(wanted, tmp_path)) == [(("X.nl.html",), "fetched")]
    (again,) = ask(wanted, tmp_path)
    assert (again.names, again.outcome) == (("X.nl.html",), "unchanged")
    assert again.detail == "Its publisher says that it has not changed."
    assert stored(tmp_path) == {"X.nl.html": ACT}


def test_a_copy_that_is_damaged_or_gone_is_asked_for_anew(tmp_path, server):
    server.does["/resource/celex/X"] = [unless_changed(ACT, ETag='"1"')]
    wanted = [source("X", machines=server.machines)]
    ask(wanted, tmp_path)
    (tmp_path / "X.nl.html").write_bytes(NEWER)
    assert ending(ask(wanted, tmp_path)) == [(("X.nl.html",), "fetched")]
    (tmp_path / "X.nl.html").unlink()
    assert ending(ask(wanted, tmp_path)) == [(("X.nl.html",), "fetched")]
    assert stored(tmp_path) == {"X.nl.html": ACT}


def test_the_same_text_under_a_new_tag_is_unchanged_and_the_tag_is_remembered(tmp_path, server):
    server.does["/resource/celex/X"] = [gives(ACT, ETag='"1"'), gives(ACT, ETag='"2"'), unless_changed(ACT, ETag='"2"')]
    wanted = [source("X", machines=server.machines)]
    assert [str(ask(wanted, tmp_path)[0].outcome) for _ in range(3)] == ["fetched", "unchanged", "unchanged"]
    assert server.headers[-1]["If-None-Match"] == '"2"'


def test_a_text_that_changed_says_which_provision(tmp_path, server):
    server.does["/resource/celex/X"] = [gives(ACT), gives(NEWER)]
    wanted = [source("X", machines=server.machines)]
    assert [each.changes for each in ask(wanted, tmp_path)] == [()]
    assert [each.changes for each in ask(wanted, tmp_path)] == [("artikel 1, lid 2 gewijzigd",)]
    assert record(tmp_path, "X.nl.html")["changes"] == ["artikel 1, lid 2 gewijzigd"]


def test_that_nothing_has_changed_is_not_believed_of_a_publisher_that_was_not_asked_that(tmp_path, server):
    server.does["/resource/celex/X"] = [says(304)]
    assert ending(ask([source("X", machines=server.machines)], tmp_path)) == [(("X.nl",), "failed")]


# ── A world that misbehaves ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("does", "outcome"),
    [
        pytest.param(says(404, b"<html>sorry</html>"), "missing", id="not found"),
        pytest.param(says(406), "missing", id="not in this form"),
        pytest.param(says(410), "missing", id="gone"),
        pytest.param(says(403), "failed", id="not for us"),
        pytest.param(says(500), "failed", id="an error of the server"),
        pytest.param(says(300), "failed", id="a choice"),
        pytest.param(says(202), "failed", id="an answer for later"),
        pytest.param(
            says(206, ACT, Content_Range="bytes 0-9/10", **HTML), "failed", id="a piece that nobody asked for"
        ),
        pytest.param(gives(b"<act/>", Content_Type="application/xml"), "failed", id="another form"),
        pytest.param(gives(ACT, Content_Type=""), "failed", id="a form that it does not say"),
        pytest.param(gives(b""), "failed", id="an empty page"),
        pytest.param(gives(b"<html><body>Log in</body></html>"), "failed", id="a page that is no act"),
        pytest.param(gives(ACT[:-20]), "failed", id="a page that ends in the middle"),
        pytest.param(gives(gzip.compress(ACT)[:-12], Content_Encoding="gzip"), "failed", id="packed, and not whole"),
        pytest.param(gives(ACT, Content_Encoding="gzip"), "failed", id="not packed as it says"),
        pytest.param(gives(ACT, Content_Encoding="br"), "failed", id="packed in another way"),
        pytest.param(gives(ACT + b" " * 9000), "failed", id="huge"),
        pytest.param(gives(ACT + b" " * 9000, Content_Length=""), "failed", id="huge, and it does not say so"),
        pytest.param(gives(gzip.compress(ACT + b" " * 9_000_000), Content_Encoding="gzip"), "failed", id="a gzip bomb"),
    ],
)
def test_a_bad_answer_costs_one_text_and_not_the_host_or_what_is_here(tmp_path, server, does, outcome):
    server.does["/resource/celex/BAD"] = [does]
    server.does["/resource/celex/GOOD"] = [gives(ACT)]
    (tmp_path / "BAD.nl.html").write_bytes(NEWER)
    sources = [source("BAD", machines=server.machines), source("GOOD", machines=server.machines)]
    (bad, good) = ask(sources, tmp_path, most_bytes=8000)
    assert (bad.outcome, good.outcome) == ("unchanged" if outcome == "missing" else outcome, "fetched")
    assert stored(tmp_path) == {"BAD.nl.html": NEWER, "GOOD.nl.html": ACT}


def test_a_bomb_is_not_unpacked(tmp_path, server):
    server.does["/resource/celex/X"] = [gives(gzip.compress(b" " * 50_000_000), Content_Encoding="gzip")]
    (failed,) = ask([source("X", machines=server.machines)], tmp_path, most_bytes=2**20)
    assert failed.detail.endswith("what came is larger than 1 MB when unpacked.")


def test_an_answer_of_unknown_length_is_left_after_the_limit(tmp_path, server):
    def never_ends(handler: Handler) -> None:
        handler.send(200, b"", HTML | {"Content-Length": ""})
        while True:
            handler.wfile.write(b"x" * 65536)

    server.does["/resource/celex/X"] = [never_ends]
    (failed,) = ask([source("X", machines=server.machines)], tmp_path, most_bytes=2**20)
    assert failed.detail.endswith("is larger than 1 MB, which no text of law is.")
    assert stored(tmp_path) == {}


def test_a_slow_answer_is_left_after_the_limit_and_so_is_its_host(tmp_path, server):
    def drips(handler: Handler) -> None:
        handler.send(200, b"", HTML | {"Content-Length": "1000"})
        for _ in range(100):
            handler.wfile.write(b"x")
            time.sleep(0.02)

    server.does["/resource/celex/X"] = [drips]
    start = time.monotonic()
    wanted = [source("X", machines=server.machines), source("Y", machines=server.machines)]
    (slow, left) = ask(wanted, tmp_path, most_seconds=0.3)
    assert time.monotonic() - start < 1.5
    assert "took longer than 0.3 seconds" in slow.detail
    assert left.detail == f"{server.host} did not answer earlier in this run and was left alone."
    assert len(server.asked) == 1


def test_a_server_that_says_nothing_is_left_after_the_limit(tmp_path, server):
    server.does["/resource/celex/X"] = [lambda handler: time.sleep(0.6)]
    (silent,) = ask([source("X", machines=server.machines)], tmp_path, most_seconds=0.2)
    assert "gave no answer" in silent.detail
    assert len(server.asked) == 1


# ── Trying again ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(says(500), id="an error"),
        pytest.param(says(503), id="too busy"),
        pytest.param(says(429), id="too often"),
        pytest.param(drops, id="a dropped connection"),
        pytest.param(breaks_off(ACT, 30), id="a half answer"),
    ],
)
def test_what_may_pass_is_tried_three_times_with_longer_and_longer_waits(tmp_path, server, fault):
    waits: list[float] = []
    server.does["/resource/celex/X"] = [fault, fault, gives(ACT)]
    wanted = [source("X", machines=server.machines)]
    assert ending(ask(wanted, tmp_path, sleep=waits.append)) == [(("X.nl.html",), "fetched")]
    assert len(waits) == 2
    assert 0.5 <= waits[0] <= 1.0 <= waits[1] <= 2.0
    assert stored(tmp_path) == {"X.nl.html": ACT}


@pytest.mark.parametrize(
    ("said", "waits"),
    [
        pytest.param("7", [7.0], id="seconds"),
        pytest.param("0", [0.0], id="at once"),
        pytest.param("3600", [], id="too long to wait for"),
        pytest.param("Mon, 01 Jan 2024 00:00:00 GMT", [0.0], id="a day that has passed"),
        pytest.param(format_datetime(datetime.now(UTC) + timedelta(days=1), usegmt=True), [], id="tomorrow"),
    ],
)
def test_a_publisher_that_says_when_to_come_back_is_obeyed(tmp_path, server, said, waits):
    waited: list[float] = []
    server.does["/resource/celex/X"] = [says(503, Retry_After=said), gives(ACT)]
    (found,) = ask([source("X", machines=server.machines)], tmp_path, sleep=waited.append)
    assert waited == waits
    assert found.outcome == ("fetched" if waits else "failed")


def test_a_wait_that_nobody_understands_is_our_own(tmp_path, server):
    waited: list[float] = []
    server.does["/resource/celex/X"] = [says(503, Retry_After="later"), gives(ACT)]
    ask([source("X", machines=server.machines)], tmp_path, sleep=waited.append)
    assert 0.5 <= waited[0] <= 1.0


@pytest.mark.parametrize("fault", [drops, breaks_off(ACT, 30)], ids=["dropped", "half"])
def test_a_host_that_drops_connections_is_not_asked_again_but_others_are(tmp_path, server, second_server, fault):
    server.does["/resource/celex/X"] = [fault]
    second_server.does["/resource/celex/OTHERHOST"] = [gives(ACT)]
    sources = [
        source("X", languages=("nl", "en"), machines=server.machines),
        source("SAMEHOST", machines=server.machines),
        source("OTHERHOST", machines=second_server.machines),
    ]
    first, again, same, other = ask(sources, tmp_path)
    assert [str(each.outcome) for each in (first, again, same, other)] == ["failed", "failed", "failed", "fetched"]
    assert server.asked == ["/resource/celex/X"] * 3
    assert same.detail == f"{server.host} did not answer earlier in this run and was left alone."
    assert list(stored(tmp_path)) == ["OTHERHOST.nl.html"]


def test_a_new_run_tries_the_host_again(tmp_path, server):
    server.does["/resource/celex/X"] = [drops, drops, drops, gives(ACT)]
    wanted = [source("X", machines=server.machines)]
    assert [str(ask(wanted, tmp_path)[0].outcome) for _ in range(2)] == ["failed", "fetched"]


def test_a_host_where_nobody_listens_costs_one_try(tmp_path, server):
    waited: list[float] = []
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # bound, so that nobody else gets it, but not listening
        machines = f"http://127.0.0.1:{closed.getsockname()[1]}/{{identifier}}"
        (first, second) = ask([source("X", languages=("nl", "en"), machines=machines)], tmp_path, sleep=waited.append)
    assert "gave no answer" in first.detail
    assert "left alone" in second.detail
    assert waited == []


# ── Going on where it broke off ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("then", "asked_for", "all_of_it"),
    [
        pytest.param(goes_on(ACT, '"1"'), "bytes=30-", ACT, id="the rest"),
        pytest.param(gives(ACT, ETag='"1"'), "bytes=30-", ACT, id="a server that cannot"),
        pytest.param(goes_on(NEWER, '"2"'), "bytes=30-", NEWER, id="another version by now"),
    ],
)
def test_a_broken_transfer_goes_on(tmp_path, server, then, asked_for, all_of_it):
    server.does["/resource/celex/X"] = [breaks_off(ACT, 30, ETag='"1"'), then]
    assert ending(ask([source("X", machines=server.machines)], tmp_path)) == [(("X.nl.html",), "fetched")]
    assert stored(tmp_path) == {"X.nl.html": all_of_it}
    assert (server.headers[1]["Range"], server.headers[1]["If-Range"]) == (asked_for, '"1"')


def test_a_packed_transfer_goes_on_too(tmp_path, server):
    packed = gzip.compress(ACT)
    server.does["/resource/celex/X"] = [
        breaks_off(packed, 30, ETag='"1"', Content_Encoding="gzip"),
        goes_on(packed, '"1"'),
    ]
    assert ending(ask([source("X", machines=server.machines)], tmp_path)) == [(("X.nl.html",), "fetched")]
    assert stored(tmp_path) == {"X.nl.html": ACT}


def test_the_next_run_goes_on_where_this_one_broke_off(tmp_path, server):
    server.does["/resource/celex/X"] = [*[breaks_off(ACT, 30, ETag='"1"')] * 3, goes_on(ACT, '"1"')]
    wanted = [source("X", machines=server.machines)]
    assert ending(ask(wanted, tmp_path)) == [(("X.nl",), "failed")]
    assert list(stored(tmp_path)) == [".X.nl.part"]
    assert texts(tmp_path, wanted[0], wanted[0].editions[0]) == ()
    assert ending(ask(wanted, tmp_path)) == [(("X.nl.html",), "fetched")]
    assert server.headers[-1]["Range"] == "bytes=30-"
    assert stored(tmp_path) == {"X.nl.html": ACT}


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(says(416), id="past the end"),
        pytest.param(says(206, ACT[9:], Content_Range="bytes 9-99/100"), id="another piece"),
        pytest.param(says(206, ACT[9:]), id="a piece that it does not name"),
    ],
)
def test_a_transfer_that_does_not_go_on_starts_anew(tmp_path, server, answer):
    server.does["/resource/celex/X"] = [breaks_off(ACT, 30, ETag='"1"'), answer, gives(ACT)]
    assert ending(ask([source("X", machines=server.machines)], tmp_path)) == [(("X.nl.html",), "fetched")]
    assert "Range" not in server.headers[2]
    assert stored(tmp_path) == {"X.nl.html": ACT}


@pytest.mark.parametrize("left", [b"", b"x", b"{}\nabc", b'{"address": "http://elsewhere", "etag": "\\"1\\""}\nabc'])
def test_what_is_left_of_something_else_is_not_gone_on_with(tmp_path, server, left):
    (tmp_path / ".X.nl.part").write_bytes(left)
    server.does["/resource/celex/X"] = [gives(ACT)]
    assert ending(ask([source("X", machines=server.machines)], tmp_path)) == [(("X.nl.html",), "fetched")]
    assert "Range" not in server.headers[0]
    assert stored(tmp_path) == {"X.nl.html": ACT}


# ── The Basiswettenbestand ───────────────────────────────────────────────────────────────────────────────────────────


def version(start: str, label: str, seen: str = "2025-01-01", superseded: str = "9999-12-31", item: str = "") -> str:
    return f"""<expression label="{label}"><metadata><datum_inwerkingtreding>{start}</datum_inwerkingtreding>
        <einddatum>9999-12-31</einddatum><zichtdatum_start>{seen}</zichtdatum_start>
        <zichtdatum_eind>{superseded}</zichtdatum_eind></metadata>
        <manifestation label="pdf"><item label="X.pdf"/></manifestation>
        <manifestation label="xml"><metadata><size>9</size></metadata><item label="{item or f"X_{label}.xml"}"/></manifestation>
        </expression>"""


def manifest(*versions: str) -> bytes:
    return f'<work label="X"><metadata><wti_locatie>X.WTI</wti_locatie></metadata>{"".join(versions)}</work>'.encode()


@pytest.mark.parametrize(
    ("versions", "label"),
    [
        pytest.param([("2024-01-01", "a"), ("2025-06-01", "b"), ("2027-01-01", "c")], "b", id="the newest by then"),
        pytest.param([("2026-01-01", "a"), ("2024-01-01", "b")], "a", id="of that very day, in any order"),
        pytest.param([("2025-06-01", "a", "2025-01-01"), ("2025-06-01", "b", "2026-02-01")], "b", id="corrected since"),
        pytest.param(
            [("2024-01-01", "a"), ("2025-06-01", "b", "2025-01-01", "2025-05-01")], "a", id="not one that never came"
        ),
        pytest.param([("2027-01-01", "a")], "", id="none by then"),
        pytest.param([], "", id="none at all"),
    ],
)
def test_the_version_is_taken_that_holds_on_the_day_of_the_edition(versions, label):
    place = f"{label}/xml/X_{label}.xml" if label else ""
    assert chosen(parse_xml(manifest(*(version(*each) for each in versions))), "2026-01-01") == place


def test_an_act_comes_by_its_manifest_and_is_named_as_the_country_does(tmp_path, server):
    law, newer = LAW.read_bytes(), LAW.read_bytes().replace(b"een duim", b"een vinger")
    server.does["/bwb/X/manifest.xml"] = [says(200, manifest(version("2026-01-01", "2026-01-01_0")), **XML)]
    server.does["/bwb/X/2026-01-01_0/xml/X_2026-01-01_0.xml"] = [says(200, law, **XML), says(200, newer, **XML)]
    wanted = [source("X", machines=f"http://{server.host}/bwb/{{identifier}}/manifest.xml", kind=Kind.ACT)]
    assert ending(ask(wanted, tmp_path)) == [(("X.nl.xml",), "fetched")]
    assert record(tmp_path, "X.nl.xml")["origin"].endswith("/bwb/X/2026-01-01_0/xml/X_2026-01-01_0.xml")
    (changed,) = ask(wanted, tmp_path)
    assert changed.changes == ("artikel 1, begrip bel, onderdeel 1 gewijzigd",)
    assert stored(tmp_path) == {"X.nl.xml": newer}


@pytest.mark.parametrize(
    ("content", "outcome", "said"),
    [
        pytest.param(b"<work>", "failed", "it is not whole XML", id="not whole"),
        pytest.param(manifest(version("2027-01-01", "a")), "missing", "names no version of 2026-01-01", id="too late"),
        pytest.param(manifest(version("2026-01-01", "..")), "failed", "no file beside it", id="leads elsewhere"),
        pytest.param(
            manifest(version("2026-01-01", "a", item="//evil.example/x")),
            "failed",
            "no file beside it",
            id="leads away",
        ),
    ],
)
def test_a_manifest_that_cannot_be_used_costs_one_text(tmp_path, server, content, outcome, said):
    server.does["/bwb/X/manifest.xml"] = [says(200, content, **XML)]
    (found,) = ask([source("X", machines=f"http://{server.host}/bwb/{{identifier}}/manifest.xml")], tmp_path)
    assert found.outcome == outcome
    assert said in found.detail
    assert server.asked == ["/bwb/X/manifest.xml"]


# ── Official announcements, and single documents ─────────────────────────────────────────────────────────────────────


def test_a_paper_comes_as_xml_or_else_as_pdf(tmp_path, server):
    server.does["/kst-1-2.xml"] = [says(200, PAPER.read_bytes(), **XML)]
    server.does["/stb-1-2.pdf"] = [says(200, pdf(), Content_Type="application/pdf")]
    machines = f"http://{server.host}/{{identifier}}.xml"
    sources = [source("kst-1-2", machines=machines), source("stb-1-2", machines=machines)]
    assert ending(ask(sources, tmp_path)) == [(("kst-1-2.nl.xml",), "fetched"), (("stb-1-2.nl.pdf",), "fetched")]
    assert server.asked == ["/kst-1-2.xml", "/stb-1-2.xml", "/stb-1-2.pdf"]


def test_an_address_of_one_document_is_asked_once_for_the_newest_edition_in_its_first_language(tmp_path, server):
    server.does["/documenten/1/file"] = [says(200, pdf(), Content_Type="application/pdf")]
    one = source("X", languages=("nl", "en"), machines=f"http://{server.host}/documenten/1/file")
    older = replace(one.editions[0], id="2025-01-01", identifiers=("OLD",))
    found = ask([replace(one, editions=(older, one.editions[0]))], tmp_path)
    assert [(each.names[0], str(each.outcome)) for each in found] == [
        ("OLD.nl", "missing"),
        ("OLD.en", "missing"),
        ("X.nl.pdf", "fetched"),
        ("X.en", "missing"),
    ]
    assert server.asked == ["/documenten/1/file"]


# ── An organisation's own network ────────────────────────────────────────────────────────────────────────────────────


def test_the_proxy_of_the_organisation_is_used_and_may_lie_in_its_network(tmp_path, server, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", f"http://{server.host}")
    monkeypatch.delenv("NO_PROXY")
    server.does["http://publications.example/resource/celex/X"] = [gives(ACT)]
    names = frozenset({"publications.example"})
    wanted = [source("X", machines="http://publications.example/resource/celex/{identifier}")]
    assert ending(ask(wanted, tmp_path, hosts=Hosts(names, names))) == [(("X.nl.html",), "fetched")]


@pytest.fixture
def encrypted(server, tmp_path) -> Iterator[Path]:
    """The server speaks TLS from here on; gives the certificate that it shows."""
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    ends = [
        "-subj",
        "/CN=test",
        "-addext",
        "subjectAltName=IP:127.0.0.1",
        "-keyout",
        str(key),
        "-out",
        str(certificate),
    ]
    try:
        subprocess.run([*made, *ends], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs the openssl command, version 1.1.1 or later")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.machines = server.machines.replace("http:", "https:")
    return certificate


@pytest.mark.parametrize("setting", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
def test_the_certificates_of_the_organisation_are_trusted(tmp_path, server, encrypted, monkeypatch, setting):
    server.does["/resource/celex/X"] = [gives(ACT)]
    wanted, folder = [source("X", machines=server.machines)], tmp_path / "texts"
    (refused,) = ask(wanted, folder)
    assert "certificate" in refused.detail.lower()
    assert server.asked == []
    store = tmp_path / "store"
    store.mkdir()
    hashed = subprocess.run(["openssl", "x509", "-hash", "-noout", "-in", encrypted], check=True, capture_output=True)
    (store / f"{hashed.stdout.decode().strip()}.0").write_bytes(encrypted.read_bytes())
    monkeypatch.setenv(setting, str(encrypted if setting == "SSL_CERT_FILE" else store))
    assert ending(ask(wanted, folder)) == [(("X.nl.html",), "fetched")]


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        pytest.param("SSL_CERT_FILE", "/nowhere/ca.pem", "mend SSL_CERT_FILE", id="no certificates"),
        pytest.param("HTTPS_PROXY", "gopher://proxy", "mend HTTPS_PROXY or ALL_PROXY", id="no proxy"),
    ],
)
def test_network_settings_that_cannot_be_used_are_named_at_once(tmp_path, server, monkeypatch, setting, value, said):
    monkeypatch.setenv(setting, value)
    with pytest.raises(CorpusError, match=said):
        fetch([source("X", machines=server.machines)], tmp_path, None, network=True)
