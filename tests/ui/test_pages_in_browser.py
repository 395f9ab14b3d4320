"""The plain pages in a real browser: no barrier that axe can find, light and dark, wide and at 320 pixels, by keyboard."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.axe import COLOURS, LAYOUT, looked_at

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = {
    "sources": "bronnen",
    "contents": "bronnen/ai-act",
    "reading": "bronnen/ai-act/art_26__para_6",
    "struck": "bronnen/ai-act/art_10__para_5",
    "older": "bronnen/ai-act/art_4?peildatum=2025-03-01",
    "without-the-whole": "bronnen/cbw/art_24",
    "paper": "bronnen/werkagenda/topic_programmalijnen",
    "changes": "wat-verandert",
    "changes-for-us": "wat-verandert?rol=deployer&laag=gemeente",
    "corrections": "correcties",
    "accessibility": "toegankelijkheid",
    "about": "over",
    "question": "wat-gebeurt-er-met-mijn-vraag",
}
LOOKS = {  # the circumstances, and what axe holds against them
    "light": ({"color_scheme": "light"}, {"width": 1280, "height": 900}, {}),
    "dark": ({"color_scheme": "dark"}, {"width": 1280, "height": 900}, COLOURS),
    "320": ({"color_scheme": "light"}, {"width": 320, "height": 640}, LAYOUT),  # 1280 pixels at 400 % zoom
}


def serve(data):
    environment = os.environ | {"BELEIDSWIJZER_DATA": str(data)}
    command = [sys.executable, "-m", "ui", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        yield server.stdout.readline().split()[-1]
        server.terminate()


@pytest.fixture(scope="module")
def house_address(browser, house_data):
    """The house as it ships, without official texts."""
    yield from serve(house_data)


@pytest.fixture(scope="module")
def small_address(browser, small_data):
    """The small corpus, of which one article has its official texts."""
    yield from serve(small_data)


@pytest.fixture(scope="module")
def window(browser):
    """One for all tests: these pages keep nothing in the browser, and a new window costs as much as a page."""
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


def show(page, look):
    """The page as it is, in another look."""
    colours, size, _ = LOOKS[look]
    page.emulate_media(media="null", **colours)
    page.set_viewport_size(size)


@pytest.fixture
def opened(window):
    """A page in that look; the test fails where the console complains or another host is asked for."""
    wrong = []

    def said(line):
        wrong.extend([line.text] if line.type in ("error", "warning") else [])

    def asked(request):
        wrong.extend([] if request.url.startswith("http://127.0.0.1:") else [request.url])

    def opening(address, look="light"):
        show(window, look)
        window.goto(address)
        return window

    window.on("console", said)
    window.on("request", asked)
    yield opening
    window.remove_listener("console", said)
    window.remove_listener("request", asked)
    assert wrong == []


def barriers(page, **options):
    """What axe finds, in one line each; all of it is written down where AXE_REPORT names a folder."""
    found = looked_at(page, **({"runOnly": RULES} | options))
    if folder := os.environ.get("AXE_REPORT"):
        name = page.url.partition("//")[2].partition("/")[2].translate(str.maketrans("/?=&", "____"))
        place = (
            Path(folder)
            / f"{name}-{page.viewport_size['width']}-{page.evaluate('getComputedStyle(document.body).backgroundColor')}.json"
        )
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(json.dumps(found["violations"], indent=1), encoding="utf-8")
    assert found["passes"] or found["violations"], "axe looked at nothing"
    return [f"{each['id']}: {node['html'][:120]}" for each in found["violations"] for node in each["nodes"]]


def barriers_by_look(page):
    """By the look: what axe finds, and whether one must scroll sideways."""
    found = {}
    for look, (_, size, rules) in LOOKS.items():
        show(page, look)
        wide = page.evaluate("document.documentElement.scrollWidth") > size["width"]
        found[look] = barriers(page, **rules) + ["too wide"] * wide
    return {look: what for look, what in found.items() if what}


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_no_page_has_a_barrier_in_any_look(opened, house_address, path):
    assert barriers_by_look(opened(f"{house_address}/{path}")) == {}


@pytest.mark.parametrize("path", ["bronnen/fiets/art_4__para_1?taal=en", "bronnen/fiets/art_8?taal=en", "bronnen/niets?taal=en", "begrippen?taal=en"])  # fmt: skip
def test_nor_has_one_with_official_text_or_in_english(window, small_address, path):
    window.goto(f"{small_address}/{path}")  # a 404 is a complaint of the console, which is not heard here

    assert barriers_by_look(window) == {}
    assert window.evaluate("document.documentElement.lang") == "en"


def test_nor_has_the_long_list_of_terms(opened, house_address):
    assert barriers(opened(f"{house_address}/begrippen")) == []


def test_dark_is_dark_and_light_is_light(opened, house_address):
    colours = [opened(f"{house_address}/over", look).evaluate("getComputedStyle(document.body).backgroundColor") for look in ("light", "dark")]  # fmt: skip

    assert colours == ["rgb(245, 247, 250)", "rgb(16, 22, 29)"]


def test_a_reader_without_a_mouse_gets_from_the_sources_to_a_paragraph(opened, house_address):
    page = opened(f"{house_address}/bronnen")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "pg-skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "AI-verordening"
    page.keyboard.press("Enter")
    page.wait_for_url("**/bronnen/ai-act")

    page.locator("text=artikel 26 (plichten").press("Enter")
    page.wait_for_url("**/art_26")
    page.locator(".pg-next a").press("Enter")
    page.wait_for_url("**/art_27*")

    assert "artikel 27" in page.inner_text("h1")


def test_a_link_to_a_paragraph_brings_that_paragraph_into_view(opened, house_address):
    page = opened(f"{house_address}/bronnen/ai-act/art_26__para_6#art_26__para_6", "320")

    top = page.evaluate("document.getElementById('art_26__para_6').getBoundingClientRect().top")
    assert 0 <= top < 200
    assert page.inner_text(".pg-found") == "Deze bepaling zocht u"


def test_another_day_is_one_field_away(opened, house_address):
    page = opened(f"{house_address}/bronnen/ai-act/art_26")
    page.fill("#peildatum", "2025-03-01")
    page.click("text=Toon >> visible=true")
    page.wait_for_url("**peildatum=2025-03-01")

    assert "oude versie" in page.inner_text(".pg-note")
    page.click("text=Naar de tekst van vandaag")
    assert "oude versie" not in page.inner_text(".pg-note")


def test_what_changes_is_chosen_with_a_form(opened, house_address):
    page = opened(f"{house_address}/wat-verandert?taal=en")
    everything = page.locator(".pg-change").count()
    page.select_option("#rol", "deployer")
    page.select_option("#laag", "gemeente")
    page.click("button")
    page.wait_for_url("**rol=deployer**")

    assert 0 < page.locator(".pg-change").count() < everything
    assert page.input_value("#rol") == "deployer"
    assert page.evaluate("document.documentElement.lang") == "en"


def test_two_languages_stand_beside_each_other_and_on_a_phone_below_each_other(opened, small_address):
    def tops(look):
        page = opened(f"{small_address}/bronnen/fiets/art_4__para_1", look)
        return page.eval_on_selector_all(".pg-side", "sides => sides.map(side => side.getBoundingClientRect().top)")

    wide, narrow = tops("light"), tops("320")
    assert wide[0] == wide[1]
    assert narrow[0] < narrow[1]


def test_a_printed_page_has_its_text_and_no_ways_to_others(opened, house_address):
    page = opened(f"{house_address}/bronnen/ai-act/art_26", "dark")
    page.emulate_media(media="print")

    assert not page.is_visible('nav[aria-label="Pagina\'s"]')
    assert page.is_visible(".pg-parts")
