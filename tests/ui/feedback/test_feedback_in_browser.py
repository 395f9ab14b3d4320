"""The forms and the owner's page in a real browser without any script of ours, held against WCAG by axe."""

import socket
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
import uvicorn
from fastapi.responses import HTMLResponse

from tests.ui.axe import COLOURS, LAYOUT, looked_at
from ui.afterwards import export_form, feedback_form
from ui.feedback.judgement import Verdict
from ui.feedback.register import Register
from ui.pages.replies import reply

STATES = [
    pytest.param("light", 1000, {}, id="light"),
    pytest.param("dark", 1000, COLOURS, id="dark"),
    pytest.param("light", 320, LAYOUT, id="320_wide"),
]


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    return Register("", tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def address(app_of, assistant, answers, register):
    """Of a server with the doors, and a page that has the forms of an answer on it."""
    app = app_of(assistant, register)

    @app.get("/answer")
    def answer() -> HTMLResponse:
        forms = feedback_form(answers.answered) + export_form((answers.answered,), "nl")
        return reply(assistant, "", "Antwoord", forms, "nl")

    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off", ws="none"))
    running = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    running.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    running.join()


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1000, "height": 800})
    yield context.new_page()
    context.close()


def violations(page, rules):
    """What axe finds, with where; and whether one must scroll sideways."""
    found = looked_at(page, **rules)["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] + (["too wide"] if wide else [])


@pytest.mark.parametrize(("scheme", "width", "rules"), STATES)
def test_every_state_of_the_forms_and_the_owners_page_can_be_used_by_everyone(page, address, scheme, width, rules):
    found = {}
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}/answer")
    found["closed"] = violations(page, rules)
    page.check("[value=down]")
    page.check("[value=outdated]")
    found["open"] = violations(page, rules)
    page.eval_on_selector("textarea", "box => { box.maxLength = 9999; box.value = 'lang '.repeat(500); }")
    page.click(".bw-feedback button")
    assert "te lang" in page.inner_text(".bw-error")
    found["error"] = violations(page, rules)
    page.fill("textarea", "Niet meer waar.")
    page.click(".bw-feedback button")
    assert "Bedankt" in page.inner_text("h1")
    found["thanks"] = violations(page, rules)
    page.goto(f"{address}/terugkoppeling/overzicht")
    found["overview"] = violations(page, rules)
    page.click("td + th a >> nth=0")
    assert "Niet meer waar." in page.inner_text("main")
    found["detail"] = violations(page, rules)

    assert {state: what for state, what in found.items() if what} == {}


def test_the_whole_form_works_by_keyboard(page, address, register):
    before = len(register.entries(datetime(2020, 1, 1, tzinfo=UTC)))
    page.goto(f"{address}/answer")
    page.focus("[value=up]")
    for key in ("Space", "Tab", "Space", "Tab", "Tab", "Tab", "Tab"):  # the verdict, one reason, past the others
        page.keyboard.press(key)
    page.keyboard.type("Goed zo.")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    entries = register.entries(datetime(2020, 1, 1, tzinfo=UTC))
    assert len(entries) == before + 1
    assert (entries[0].verdict, entries[0].text) == (Verdict.UP, "Goed zo.")
    assert "Bedankt" in page.inner_text("h1")


def test_a_press_brings_the_note_and_the_page_stays(page, address):
    page.goto(f"{address}/answer")
    with page.expect_download() as download:
        page.click("[value=docx]")

    assert download.value.suggested_filename.endswith(".docx")
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
    assert page.url == f"{address}/answer"
