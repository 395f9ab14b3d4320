"""What the chat does with what comes in, without a browser; and the look, as far as it can be counted."""

import re
from pathlib import Path

import gradio as gr
import pytest

import ui
from assistant.errors import AssistantError
from ui.chat import _Window

CSS = (Path(ui.__file__).parent / "static" / "tokens.css").read_text(encoding="utf-8")
PAIRS = [
    ("ink", "page"), ("ink", "paper"), ("ink", "accent-soft"), ("muted", "page"), ("muted", "paper"), ("muted", "accent-soft"),
    ("link", "paper"), ("link", "page"), ("link", "accent-soft"), ("accent", "page"), ("accent-ink", "accent"), ("warn-ink", "warn"),
    ("link", "warn"), ("error-ink", "error"),
]  # fmt: skip
EDGES = [
    ("edge", "paper"),
    ("edge", "page"),
    ("focus", "page"),
    ("focus", "paper"),
    ("warn-edge", "paper"),
    ("error-edge", "page"),
]


@pytest.fixture
def window(in_loop):
    """`window(assistant)`: the components, on a page of their own."""

    def made(assistant):
        with gr.Blocks(analytics_enabled=False):
            return _Window(assistant)

    return lambda assistant: in_loop(lambda: made(assistant))


@pytest.fixture
def ask_of(window):
    """`ask_of(assistant)` gives `ask(…)`, which gives the new values of the components by name, step by step."""

    def asking(assistant):
        made = window(assistant)
        names = {component: name for name, component in vars(made).items()}

        def ask(typed, day="", language="nl", answers=(), **event):
            steps = made.ask(typed, day, language, answers, gr.EventData(None, event or None))
            return [{names[component]: value for component, value in step.items()} for step in steps]

        return ask

    return asking


def test_progress_comes_first_and_then_the_answer(ask_of, assistant):
    *progress, last = ask_of(assistant)("Hoe lang bewaren we de ritgegevens?")

    assert all("bw-working" in step["status"] and "bw-answer" not in step["conversation"] for step in progress)
    assert "zes maanden" in last["conversation"]
    assert len(last["answers"]) == 1


def test_a_question_with_personal_data_stays_in_the_box_and_is_shown_masked(ask_of, assistant):
    [step] = ask_of(assistant)("Mag ik 06-12345678 opslaan?")

    assert "Mag ik [telefoonnummer] opslaan?" in step["conversation"]
    assert "typed" not in step  # it can be mended there
    assert "12345678" not in str(step)


def test_a_pressed_question_goes_before_what_was_typed(ask_of, assistant):
    last = ask_of(assistant)("half getypt", question="Hoe hoog is de boete?")[-1]

    assert last["answers"][0].question == "Hoe hoog is de boete?"


def test_a_follow_up_leans_on_the_conversation(ask_of, assistant):
    ask = ask_of(assistant)
    first = ask("Hoe lang bewaren we de ritgegevens?")[-1]["answers"]

    second = ask("En hoe hoog is de boete daarvoor?", answers=first)[-1]["answers"]

    assert second[0] is first[0]
    assert "fiets/art_6__para_2" in {each.provision for each in second[1].citations}


@pytest.mark.parametrize(
    ("typed", "day", "sentence"),
    [
        ("  ", "", "Stel een vraag"),
        ("Wat?", "morgen", "geen datum"),
        ("a" * 2001, "", "te lang"),
        ({"a": 1}, "x" * 9000, "geen datum"),
    ],
)
def test_what_cannot_be_asked_is_one_sentence_and_stays_in_the_box(ask_of, assistant, typed, day, sentence):
    [step] = ask_of(assistant)(typed, day)

    assert sentence in step["status"]
    assert "bw-error" in step["status"]
    assert step["typed"] == str(typed)
    assert "answers" not in step


@pytest.mark.parametrize("late", [True, False])
@pytest.mark.parametrize(
    ("error", "sentence"),
    [(AssistantError("No model <x>."), "No model &lt;x&gt;."), (ValueError("secret"), "ligt niet aan u")],
)
def test_what_fails_is_one_sentence(ask_of, failing, error, sentence, late):
    last = ask_of(failing(error, late=late))("Hoe lang?")[-1]

    assert sentence in last["status"]
    assert "secret" not in str(last)
    assert "bw-asked" not in last["conversation"]


def test_the_page_opens_without_an_index(window, failing):
    made = window(failing(AssistantError("No index.")))

    assert "Beleidswijzer" in made.show("nl", ())[made.head]


@pytest.mark.parametrize("place", [pytest.param(0, id="light"), pytest.param(1, id="dark")])
def test_colours_have_contrast_enough(place):
    pairs_of = re.findall(r"--bw-([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", CSS)
    tokens = {name: colours[place] for name, *colours in pairs_of}

    for pairs, enough in ((PAIRS, 4.5), (EDGES, 3)):
        for one, other in pairs:
            assert contrast(tokens[one], tokens[other]) >= enough, f"{one} on {other}"


def contrast(one, other):
    """As WCAG 2.2 counts it."""

    def luminance(colour):
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
