"""The chat as people use it: typed, pressed, stopped, mended, taken away, reloaded."""

import re

import pytest

from tests.ui.streams import at_rest

LOGS = "Hoe lang moeten we de logbestanden van een hoog-risico-AI-systeem bewaren?"
BOX = "#bw-question textarea"


def ask(page, question):
    before = page.locator(".bw-answer").count()
    page.fill(BOX, question)
    page.keyboard.press("Enter")
    page.locator(".bw-answer").nth(before).wait_for()


def focused(page):
    return page.evaluate("document.activeElement.id")


def heard(page, words):
    page.wait_for_function("words => document.getElementById('bw-live').textContent.includes(words)", arg=words)


def test_the_whole_way_by_keyboard(page):
    """To the box, a question, its answer, a source and back, the next question."""
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Direct naar uw vraag"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    page.keyboard.type(LOGS)
    page.keyboard.press("Enter")
    page.locator(".bw-answer").wait_for()
    heard(page, "Het antwoord staat klaar.")
    assert "zes maanden" in page.inner_text(".bw-text")
    assert focused(page) == page.locator(".bw-answer").get_attribute("id")

    page.keyboard.press("Tab")
    reference = focused(page)
    name = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert name == "bron 1: AI-verordening, artikel 26, lid 6"
    page.keyboard.press("Enter")
    card = page.locator(".bw-card").first
    assert focused(page) == card.get_attribute("id")
    assert card.evaluate("card => getComputedStyle(card).outlineStyle") == "solid"
    assert card.evaluate(
        "card => { const box = card.getBoundingClientRect(); return box.top >= 0 && box.top < innerHeight }"
    )
    card.locator(".bw-back").press("Enter")
    assert focused(page) == reference
    assert page.url.endswith("/")


def test_the_way_back_leads_to_the_number_that_was_pressed(page):
    ask(page, LOGS)
    again = page.locator(".bw-ref", has_text="[1]").nth(1)
    again.press("Enter")
    page.locator(".bw-card").first.locator(".bw-back").press("Enter")

    assert again.evaluate("link => link === document.activeElement")


def test_role_and_layer_are_one_stop_each_and_go_with_the_question(page):
    page.click("#bw-settings > button")
    page.wait_for_selector("#bw-layer label:has-text('gemeente')")  # who chooses has read the choices
    page.locator("#bw-role input[name=bw-role]:checked").focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("#bw-settings > button[data-chosen='gebruiksverantwoordelijke']")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('fieldset').id") == "bw-layer"
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("#bw-settings > button[data-chosen='gebruiksverantwoordelijke, gemeente']")
    assert page.get_attribute("#bw-settings > button", "aria-expanded") == "true"

    ask(page, LOGS)

    page.click(".bw-why summary")
    assert "gebruiksverantwoordelijke" in page.inner_text(".bw-searched")
    assert "gemeente" in page.inner_text(".bw-searched")


def test_no_key_is_lost_when_the_choices_are_drawn_anew(page):
    """Gradio names each choice apart when it draws them: with those names an arrow would lead nowhere."""
    page.click("#bw-settings > button")
    page.wait_for_selector("#bw-role input[name=bw-role]:checked")

    names = page.evaluate("""() => {
        const choices = [...document.querySelectorAll("#bw-role input")];
        choices.forEach((each, place) => { each.name = `radio-${place}`; });
        return new Promise((done) => queueMicrotask(() => done(choices.map((each) => each.name))));
    }""")

    assert set(names) == {"bw-role"}


def test_the_conversation_goes_on_survives_a_reload_and_can_be_cleared(page):
    page.click("text=Mag ik ChatGPT gebruiken voor mijn werk?")
    page.locator(".bw-answer").wait_for()
    assert not page.is_visible(".bw-examples")
    page.locator(".bw-answer .bw-ask").first.click()
    page.locator(".bw-answer").nth(1).wait_for()
    asked = page.locator(".bw-asked").all_inner_texts()
    at_rest(page)

    page.reload()
    page.locator(".bw-answer").nth(1).wait_for()

    assert page.locator(".bw-asked").all_inner_texts() == asked
    assert focused(page) == ""
    page.click("#bw-again")
    page.wait_for_selector(".bw-examples")
    assert page.locator(".bw-answer").count() == 0
    at_rest(page)
    page.reload()
    page.wait_for_selector(".bw-examples")


def test_what_somebody_else_wrote_into_the_memory_does_not_stop_the_page(browser, address):
    page = browser.new_page()  # Gradio tells the console that it cannot read this, which is right
    page.goto(address)
    page.evaluate("localStorage.setItem('beleidswijzer.conversation', 'spoilt')")
    page.reload()

    page.wait_for_selector(".bw-examples")
    ask(page, LOGS)
    page.close()


def test_what_was_unfolded_stays_so_when_the_next_answer_comes(page):
    ask(page, LOGS)
    page.click(".bw-why summary")
    ask(page, "Mag ik ChatGPT gebruiken voor mijn werk?")

    assert page.locator(".bw-why").first.get_attribute("open") is not None


def test_a_question_can_be_changed_and_asked_again(page):
    ask(page, LOGS)
    ask(page, "Mag ik ChatGPT gebruiken voor mijn werk?")

    page.locator("[data-edit]").first.click()

    page.wait_for_selector(".bw-examples")
    assert page.input_value(BOX) == LOGS
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    heard(page, "weer in het vak")


def test_an_answer_is_copied_with_footnotes_and_its_link_asks_the_same_again(page, opened):
    ask(page, LOGS)
    page.click("[data-copy]")
    heard(page, "Gekopieerd")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "[1] AI-verordening, artikel 26, lid 6 (versie van 27 juli 2026), https://" in copied
    page.click("[data-link]")
    heard(page, "klembord")
    link = page.evaluate("navigator.clipboard.readText()")

    other = opened(link.replace("taal=nl", "rol=deployer&laag=gemeente&taal=nl"), wait=".bw-answer")

    assert "#" not in other.url
    assert LOGS in other.inner_text(".bw-asked")
    other.click(".bw-why summary")
    assert "gebruiksverantwoordelijke" in other.inner_text(".bw-searched")


def test_what_stands_in_a_link_is_asked_and_never_run(opened, address):
    page = opened(
        f"{address}/#vraag=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E+brood%3F&peildatum=x&rol=%22%3E&taal=fr",
        wait=".bw-error",
    )

    assert page.input_value(BOX) == "<img src=x onerror=alert(1)> brood?"
    assert page.evaluate("document.documentElement.lang") == "nl"


def test_one_press_puts_the_whole_page_in_english_and_it_is_remembered(page, address):
    page.click(".bw-language:visible")
    page.wait_for_selector("text=Start with an example")
    page.click("#bw-settings > button")
    page.wait_for_selector("#bw-role input")

    said = page.inner_text("body") + page.locator(BOX).get_attribute("placeholder")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert not re.search(r"\b(vraag|bronnen|vandaag|Peildatum|gemeente|niet gekozen)\b", said)
    ask(page, "How long must we keep the logs?")
    assert page.locator(".bw-answer").get_attribute("lang") == "en"
    at_rest(page)
    page.goto(address)
    page.wait_for_selector(".bw-answer")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.url.endswith("?taal=en")


def test_mistakes_are_said_and_can_be_mended(page):
    page.click("#bw-settings > button")
    page.fill("#bw-day :is(input, textarea)", "morgen")
    page.fill(BOX, LOGS)
    page.click("#bw-send")
    page.wait_for_selector(".bw-error")
    heard(page, "geen datum")
    assert page.input_value(BOX) == LOGS
    assert "bw-error" in page.get_attribute(BOX, "aria-describedby")
    page.click("#bw-send")  # the same mistake twice is heard twice, and does not lock the form
    page.wait_for_function("() => !document.documentElement.classList.contains('bw-busy')")

    page.fill("#bw-day :is(input, textarea)", "1-3-2026")
    page.click("#bw-send")

    page.wait_for_selector(".bw-answer")
    assert "Peildatum 1 maart 2026." in page.inner_text(".bw-made")
    assert not page.is_visible(".bw-error")


def test_nothing_of_a_question_is_run_or_read_as_markup(page):
    typed = "<img src=x onerror=alert(1)> $$x^2$$ **vet** `c` [a](b) %%%LATEX_BLOCK_0%%% {{v}} # kop brood?"
    page.on("dialog", lambda _: pytest.fail("something was run"))

    ask(page, typed)

    assert typed in page.inner_text(".bw-asked")
    assert page.locator(".bw-asked :is(img, strong, code, a, .katex)").count() == 0


def test_a_long_question_is_counted_and_nothing_of_it_is_lost(page):
    page.fill(BOX, "a" * 1601)
    assert page.inner_text("#bw-count") == "Nog 399 tekens over."
    page.fill(BOX, "a" * 2012)
    page.wait_for_selector("#bw-count.bw-over")
    assert "12 tekens te veel" in page.inner_text("#bw-count")
    page.click("#bw-send")
    page.wait_for_selector(".bw-error")

    assert len(page.input_value(BOX)) == 2012


def test_the_server_never_looked_outside(page, errors):
    ask(page, LOGS)

    assert errors.read_text(encoding="utf-8") == "GUARDED\n"
