"""Each state of the page before axe, which is told to ignore nothing; and what must hold in narrow and dark ones."""

import logging
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.ui.axe import COLOURS, LAYOUT

# Gradio counts its own events with an option of pandas that pandas is going to drop.
pytestmark = pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated")
LOGS = "Hoe lang moeten we de logbestanden van een hoog-risico-AI-systeem bewaren?"
RIDES = "Hoe lang bewaren we de ritgegevens?"
BOX = "#bw-question textarea"
LOG = logging.getLogger(__name__)
# How long after the press the reader sees that something is done, in the browser's own clock.
FIRST_SIGN = """() => new Promise((done) => {
  const start = performance.now(), seen = {};
  const look = () => {
    if (document.querySelector('#bw-stop')?.checkVisibility()) seen.own ??= performance.now() - start;
    if (document.querySelector('.bw-working')) done({ ...seen, server: performance.now() - start });
    else requestAnimationFrame(look);
  };
  document.querySelector('#bw-send').click();
  look();
})"""


def start(page, question=LOGS):
    page.fill(BOX, question)
    page.keyboard.press("Enter")


def test_start(page, axe):
    axe(page, "start")


def test_settings(page, axe):
    page.click("#bw-settings > button")
    page.wait_for_selector("#bw-layer input")
    axe(page, "settings")


def test_answer_then_its_sources_then_why(page, axe):
    start(page)
    page.wait_for_selector(".bw-answer")
    axe(page, "answer")
    for each in page.locator(".bw-more > summary").all():
        each.click()
    axe(page, "sources open")
    page.click(".bw-why summary")
    axe(page, "why open")


@pytest.mark.parametrize(
    ("name", "question"),
    [
        pytest.param("partly answered", "Wat is een deployer en hoe vraag ik een parkeervergunning aan?", id="partly"),
        pytest.param("nothing found", "Hoe bak ik brood?", id="nothing"),
        pytest.param("not taken up", "Mag ik bsn 111222333 opslaan?", id="blocked"),
    ],
)
def test_other_endings(page, axe, name, question):
    start(page, question)
    page.wait_for_selector(".bw-badge")
    axe(page, name)


def test_error(page, axe):
    start(page, " ")
    page.wait_for_selector(".bw-error")
    axe(page, "error")


@pytest.mark.parametrize(
    ("name", "options", "rules"),
    [
        pytest.param("dark", {"color_scheme": "dark"}, COLOURS, id="dark"),
        pytest.param("320 px", {"viewport": {"width": 320, "height": 640}}, LAYOUT, id="320"),
        pytest.param("400 % zoom", {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4}, LAYOUT, id="400"),
    ],
)  # fmt: skip
def test_an_answer_in_other_circumstances(opened, address, axe, name, options, rules):
    page = opened(address, **options)
    axe(page, f"{name}, start", **rules)
    page.click("#bw-settings > button")
    page.wait_for_selector("#bw-layer input")
    start(page)
    page.wait_for_selector(".bw-answer")
    page.click(".bw-why summary")
    page.locator(".bw-more > summary").first.click()

    axe(page, f"{name}, answer", **rules)
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    if name == "dark":
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(16, 22, 29)"


def test_english(opened, address, axe):
    page = opened(f"{address}/?taal=en")
    start(page, "How long must we keep the logs of a high-risk AI system?")
    page.wait_for_selector(".bw-answer")
    axe(page, "english")


def test_progress_and_stop(opened, slow, slow_address, axe):
    """The steps are shown; stopping gives the question back and leaves the assistant alone."""
    page = opened(slow_address)
    page.fill(BOX, RIDES)
    seen = page.evaluate(FIRST_SIGN)
    LOG.warning("First sign of life after %.0f ms (own), %.0f ms (from the server)", seen["own"], seen["server"])
    axe(page, "progress")
    assert page.locator(".bw-steps li").count() == 4
    assert RIDES in page.inner_text(".bw-asked")
    page.fill(BOX, "Nog een?")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.getElementById('bw-live').textContent.includes('loopt nog een vraag')")
    page.fill(BOX, "")

    slow.left.clear()
    page.click("#bw-stop")

    page.wait_for_function("question => document.querySelector('#bw-question textarea').value === question", arg=RIDES)
    assert slow.left.wait(5)
    axe(page, "stopped")
    slow.go.set()
    page.wait_for_timeout(700)
    assert page.locator(".bw-answer, .bw-asked").count() == 0
    page.keyboard.press("Enter")
    page.wait_for_selector(".bw-answer")


def test_print_shows_the_answer_with_its_sources_alone(page):
    start(page)
    page.wait_for_selector(".bw-answer")
    page.emulate_media(media="print")

    assert page.is_visible(".bw-card blockquote, .bw-card .bw-summary")
    for gone in ("#bw-form", ".bw-tools", ".bw-foot", ".bw-why", ".bw-ask"):
        assert not page.is_visible(gone), gone


class Intranet(BaseHTTPRequestHandler):
    """A page of another origin, with the chat in a frame."""

    chat = ""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(
            f"<!doctype html><title>x</title><iframe title='x' src='{self.chat}' width='900' height='700'>".encode()
        )

    def log_message(self, *_):
        pass


@pytest.fixture
def intranet():
    with ThreadingHTTPServer(("127.0.0.1", 0), Intranet) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_it_works_below_a_path_and_in_a_frame_of_an_allowed_origin(opened, browser, assistant, serving, intranet):
    home = serving(assistant, root_path="/wijzer", embed_origins=(intranet,))
    page = opened(f"{home}/wijzer/")
    start(page, RIDES)
    page.wait_for_selector(".bw-answer")
    Intranet.chat = f"{home}/wijzer/"

    around = browser.new_page()
    around.goto(intranet)
    chat = around.frame_locator("iframe")
    chat.locator(".bw-examples").wait_for()
    chat.locator(BOX).fill(RIDES)
    chat.locator(BOX).press("Enter")

    chat.locator(".bw-answer").wait_for()
    around.close()
