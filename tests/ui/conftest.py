"""Answers made by hand, an assistant that fails on demand, and the application around a real assistant."""

import asyncio
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.answering import Assistant
from assistant.errors import AssistantError
from assistant.quoting import QuotingModel
from assistant.types import Answer, Citation, Considered, IndexStamp, Notice, NoticeKind, Outcome, Progress, Question
from corpus.settings import AnswerSettings, CorpusSettings, SearchSettings, ServingSettings, Settings
from corpus.types import Kind, Verified
from ui.app import create_app

TODAY = date(2026, 11, 23)
FRAME = {
    "language": "nl",
    "as_of": TODAY,
    "corpus_date": TODAY,
    "index": IndexStamp("1", "2026-11-23T12:00:00Z", "static"),
}
LAW = Citation(
    number=1,
    provision="ai-act/art_26__para_6",
    label="AI-verordening, artikel 26, lid 6",
    source="ai-act",
    source_title="Verordening (EU) 2024/1689",
    kind=Kind.REGULATION,
    edition="2026-07-27",
    language="nl",
    basis="official",
    summary="Bewaar de logs zes maanden.",
    url="https://eur-lex.europa.eu/eli/reg/2024/1689#art_26",
    verified=Verified.OFFICIAL,
    quote="De logs worden bewaard <b>& gedurende</b> ten minste zes maanden.",
    valid_from=date(2026, 7, 27),
    applies_from=date(2027, 12, 2),
)
LETTER = Citation(
    number=2,
    provision="brief/topic_logs",
    label="Brief, logs",
    source="brief",
    source_title="Een brief",
    kind=Kind.LETTER,
    edition="v1.3",
    language="nl",
    basis="digest",
    summary="- a. eerst dit\n- b. dan dat",
    url="javascript:alert(1)",
    verified=Verified.SECONDARY,
    valid_until=date(2027, 1, 1),
)


@pytest.fixture(scope="session")
def answers() -> SimpleNamespace:
    """`answered` with two citations and notices, `nothing_found` with a referral."""
    answered = Answer(
        **FRAME,
        id="one",
        question="Hoe lang <script>alert(1)</script>?",
        outcome=Outcome.PARTLY_ANSWERED,
        text="Zes **maanden** [1].\n\nDaarna <img src=x> [2]:\n- een [1];\n- twee [7].",
        citations=(LAW, LETTER),
        notices=(
            Notice(NoticeKind.NOT_YET_APPLICABLE, "Pas vanaf 2 december 2027."),
            Notice(NoticeKind.CONFLICT, "Een brief zei <i>1 jaar</i>."),
            Notice(NoticeKind.NOT_YET_APPLICABLE, "Ook dit nog niet."),
        ),
        follow_ups=('En "daarna"?',),
        removed=2,
        considered=tuple(
            Considered(f"x/{n}", f"<Artikel> {n}", 0.5, ("reference", "keywords"), n == 0) for n in range(15)
        ),
    )
    nothing = Answer(
        **FRAME,
        id="two",
        question="Brood?",
        outcome=Outcome.NOTHING_FOUND,
        text="Niets gevonden.",
        notices=(Notice(NoticeKind.REFERRAL, "Vraag de VNG.", url="https://vng.nl"),),
    )
    return SimpleNamespace(answered=answered, nothing_found=nothing, law=LAW, letter=LETTER)


VOID = {"br", "img", "input", "link", "meta"}


class Page(HTMLParser):
    """All elements with their attributes, and the elements that were not closed in order."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.open, self.text = [], [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data

    def all(self, tag, name=""):
        return [attrs for each, attrs in self.elements if each == tag and name in attrs.get("class", "").split(" ")]


@pytest.fixture(scope="session")
def parse() -> type[Page]:
    """`parse(html)`: what is in it."""
    return Page


class FailingAssistant(Assistant):
    """One that raises what it is given, before the first sign of life or after it."""

    def __init__(self, error: Exception, *, late: bool = False) -> None:
        self.error, self.late, self.model, self.today = error, late, QuotingModel(), date.today

    def answering(self, question: Question) -> Iterator[Progress | Answer]:
        if self.late:
            yield Progress("searching")
        raise self.error

    def sources(self, *_: object) -> tuple[()]:
        raise self.error

    def article(self, *_: object) -> tuple[()]:
        raise AssistantError("There is no index yet.")

    def corpus_date(self) -> date:
        raise AssistantError("There is no index yet.")

    def ready(self) -> str:
        return "There is no index yet; run python -m indexing build."


def settings(data: Path = Path("var"), **serving: object) -> Settings:
    return Settings(CorpusSettings(data=data), SearchSettings(), AnswerSettings(), ServingSettings(**serving))


def in_loop(make: Callable[[], object]) -> object:
    """What `make` makes, made inside an event loop: where none runs, Gradio opens loops of its own and never closes them."""

    async def made() -> object:
        return make()

    with ThreadPoolExecutor(1) as thread:  # the browser keeps a loop running in this one
        return thread.submit(asyncio.run, made()).result()


def application_of(assistant: Assistant, **given: object) -> FastAPI:
    return in_loop(lambda: create_app(assistant, settings(**given)))


def client_of(assistant: Assistant, client: tuple[str, int] = ("testclient", 50000), **given: object) -> TestClient:
    app = application_of(assistant, **given)
    return TestClient(app, "http://127.0.0.1", raise_server_exceptions=False, follow_redirects=False, client=client)


@pytest.fixture(scope="session")
def client(assistant: Assistant) -> TestClient:
    """The application around the assistant of the small corpus."""
    return client_of(assistant)


@pytest.fixture(scope="session")
def failing() -> type[FailingAssistant]:
    return FailingAssistant


@pytest.fixture(scope="session")
def serve() -> object:
    """`serve(assistant, embed_origins=…)`: a client of an application of its own."""
    return client_of


@pytest.fixture(scope="session")
def application() -> object:
    """`application(assistant, root_path=…)`: the application itself."""
    return application_of


@pytest.fixture(scope="session", name="in_loop")
def _in_loop() -> Callable[[Callable[[], object]], object]:
    return in_loop


CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """One Chromium for all tests: a second one beside it would be refused, and while it runs no test can start a loop of its own."""
    missing = "" if CHROMIUM.exists() else "no Chromium here: apt-get install chromium"
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        missing = "no playwright here: make test, and apt-get install chromium"
    if missing and os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
