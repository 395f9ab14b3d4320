"""The chat as people use it: a real server with the house as it ships, a real browser, and no way out."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
LOGS = "Hoe lang moeten we de logbestanden van een hoog-risico-AI-systeem bewaren?"
# Python runs a module of this name at its start: every way out of the machine is then an error that is written down.
NO_WAY_OUT = """
import ipaddress, socket, sys
connect, look_up = socket.socket.connect, socket.getaddrinfo
def inside(host):
    try:
        return host in (None, "localhost", b"localhost") or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
def refuse(host):
    print("OUTSIDE", host, file=sys.stderr, flush=True)
    raise OSError("no way out")
def connect_inside(self, address):
    if isinstance(address, tuple) and not inside(address[0]):
        refuse(address[0])
    return connect(self, address)
def look_up_inside(host, *arguments, **named):
    return look_up(host, *arguments, **named) if inside(host) else refuse(host)
socket.socket.connect, socket.getaddrinfo = connect_inside, look_up_inside
print("GUARDED", file=sys.stderr, flush=True)
"""


@pytest.fixture(scope="module")
def errors(tmp_path_factory):
    """Where the server writes what goes wrong."""
    return tmp_path_factory.mktemp("server") / "errors.txt"


@pytest.fixture(scope="module")
def address(house_data, errors):
    """Of a server that was started as people start it."""
    (errors.parent / "sitecustomize.py").write_text(NO_WAY_OUT, encoding="utf-8")
    environment = os.environ | {"BELEIDSWIJZER_DATA": str(house_data), "PYTHONPATH": str(errors.parent)}
    command = [sys.executable, "-m", "ui", "--port", "0"]
    with (
        errors.open("w") as said,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, text=True, env=environment) as server,
    ):
        yield server.stdout.readline().split()[-1]
        server.terminate()


@pytest.fixture(scope="module")
def browser():
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


@pytest.fixture
def page(browser, address):
    """A page that fails its test when the console complains or anything outside is asked for."""
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    wrong = []
    page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "request",
        lambda request: None if request.url.startswith((address, "data:", "blob:")) else wrong.append(request.url),
    )
    page.on("response", lambda answer: wrong.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    page.goto(address)
    page.wait_for_selector(".bw-examples")
    yield page
    context.close()
    assert wrong == []


def ask(page, question):
    before = page.locator(".bw-answer").count()
    page.fill("#bw-question textarea", question)
    page.keyboard.press("Enter")
    page.locator(".bw-answer").nth(before).wait_for()


def focused(page):
    return page.evaluate("document.activeElement.id")


def test_a_typed_question_is_answered_and_its_source_reached_by_keyboard(page):
    ask(page, LOGS)
    assert "zes maanden" in page.inner_text(".bw-text")
    assert page.input_value("#bw-question textarea") == ""

    page.locator(".bw-answer").focus()
    page.keyboard.press("Tab")
    assert (
        page.evaluate("document.activeElement.getAttribute('aria-label')")
        == "bron 1: AI-verordening, artikel 26, lid 6"
    )
    page.keyboard.press("Enter")

    card = page.locator(".bw-card").first
    assert focused(page) == card.get_attribute("id")
    assert card.evaluate("card => getComputedStyle(card).outlineStyle") == "solid"
    assert card.evaluate(
        "card => { const box = card.getBoundingClientRect(); return box.top >= 0 && box.top < innerHeight }"
    )

    card.locator(".bw-back").press("Enter")
    assert focused(page) == page.locator(".bw-answer").get_attribute("id")
    assert page.url.endswith("/")


def test_the_conversation_goes_on_and_can_be_cleared(page):
    page.click("text=Mag ik ChatGPT gebruiken voor mijn werk?")
    page.locator(".bw-answer").wait_for()
    assert not page.is_visible(".bw-examples")
    page.locator(".bw-answer .bw-ask").first.click()
    page.locator(".bw-answer").nth(1).wait_for()
    page.click(".bw-why summary >> nth=1")
    assert page.is_visible(".bw-why table >> nth=1")

    page.click("#bw-again")

    page.wait_for_selector(".bw-examples")
    assert page.locator(".bw-answer").count() == 0


def test_one_press_puts_the_whole_page_in_english(page):
    page.click("#bw-language")
    page.wait_for_selector("text=Start with an example")

    said = page.inner_text("#bw-page") + page.locator("#bw-question textarea").get_attribute("placeholder")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert not re.search(r"\b(vraag|bronnen|vandaag|Peildatum)\b", said)
    assert page.locator("#bw-day input").get_attribute("placeholder") == "today"
    ask(page, "How long must we keep the logs?")
    assert page.locator(".bw-answer").get_attribute("lang") == "en"


def test_mistakes_are_said_and_can_be_mended(page):
    page.fill("#bw-day input", "morgen")
    page.fill("#bw-question textarea", LOGS)
    page.click("#bw-send")
    page.wait_for_selector(".bw-error")
    assert "geen datum" in page.inner_text(".bw-error")
    assert page.input_value("#bw-question textarea") == LOGS

    page.fill("#bw-day input", "1-3-2026")
    page.click("#bw-send")

    page.wait_for_selector(".bw-answer")
    assert "Peildatum 1 maart 2026." in page.inner_text(".bw-made")
    assert not page.is_visible(".bw-error")


def test_what_is_typed_is_never_run(page):
    typed = "<img src=x onerror=alert(1)> ${alert(1)} {{value}} <script>alert(1)</script> brood?"
    page.on("dialog", lambda _: pytest.fail("something was run"))

    ask(page, typed)

    assert typed in page.inner_text(".bw-asked")


@pytest.mark.parametrize("width", [320, 400, 1280])
def test_nothing_falls_off_the_page(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    ask(page, "Welke tien maatregelen horen bij de zorgplicht?")
    page.click(".bw-why summary")

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_server_never_looked_outside(page, errors):
    ask(page, LOGS)

    assert errors.read_text(encoding="utf-8") == "GUARDED\n"
