"""What the chat does with what comes in, without a browser; and the look, as far as it can be counted."""

import re
from pathlib import Path
from types import SimpleNamespace

import gradio as gr
import pytest

import ui
from assistant.errors import AssistantError
from ui.chat.conversing import Conversing
from ui.chat.window import Window
from ui.exchange import Exchange, packed

CSS = (Path(ui.__file__).parent / "static" / "tokens.css").read_text(encoding="utf-8")
PAIRS = [
    ("ink", "page"), ("ink", "paper"), ("ink", "accent-soft"), ("muted", "page"), ("muted", "paper"), ("muted", "accent-soft"),
    ("link", "paper"), ("link", "page"), ("link", "accent-soft"), ("accent", "page"), ("accent-ink", "accent"), ("warn-ink", "warn"),
    ("link", "warn"), ("error-ink", "error"), ("error-ink", "page"), ("ink", "mark"),
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
def made(in_loop):
    """`made(assistant)`: what happens in a window, and its components by name."""

    def making(assistant):
        with gr.Blocks(analytics_enabled=False) as blocks:
            conversing = Conversing(assistant, Window())
            conversing.listen(blocks, 1)
        return conversing

    return lambda assistant: in_loop(lambda: making(assistant))


def named(conversing, update):
    names = {component: name for name, component in vars(conversing.window).items()}
    return {names[component]: value for component, value in update.items()}


def request(language="nl"):
    return SimpleNamespace(query_params={"taal": language})


@pytest.fixture
def ask_of(made):
    """`ask_of(assistant)` gives `ask(…)`, which gives the new values of the components by name, step by step."""

    def asking(assistant):
        conversing = made(assistant)

        def ask(typed, day="", role="", layer="", kept=(), language="nl"):
            steps = conversing.ask(typed, day, role, layer, list(kept), request(language))
            return [named(conversing, step) for step in steps]

        return ask

    return asking


def test_progress_comes_first_and_then_the_answer(ask_of, assistant):
    *progress, last = ask_of(assistant)("Hoe lang bewaren we de ritgegevens?")

    assert progress
    assert all("bw-working" in step["status"] and "bw-answer" not in step.get("conversation", "") for step in progress)
    assert progress[0]["pending"] == "Hoe lang bewaren we de ritgegevens?"
    assert "zes maanden" in last["conversation"]
    assert len(last["kept"]) == 1
    assert last["pending"] == ""


def test_what_was_chosen_is_kept_with_the_answer(ask_of, assistant):
    last = ask_of(assistant)("Hoe lang bewaren we de ritgegevens?", "1-12-2026", "deployer", "gemeente")[-1]

    assert last["kept"][0]["role"] == "deployer"
    assert last["kept"][0]["layer"] == "gemeente"
    assert last["kept"][0]["answer"]["asOf"] == "2026-12-01"


def test_a_question_with_personal_data_is_shown_and_kept_masked(ask_of, assistant):
    [step] = ask_of(assistant)("Mag ik 06-12345678 opslaan?")

    assert "Mag ik [telefoonnummer] opslaan?" in step["conversation"]
    assert "typed" not in step  # it can be mended there
    assert "12345678" not in str(step)


def test_a_follow_up_leans_on_the_conversation(ask_of, assistant):
    ask = ask_of(assistant)
    first = ask("Hoe lang bewaren we de ritgegevens?")[-1]["kept"]

    second = ask("En hoe hoog is de boete daarvoor?", kept=first)[-1]["kept"]

    assert second[0] == first[0]
    assert "fiets/art_6__para_2" in {each["provision"] for each in second[1]["answer"]["citations"]}


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
    assert "kept" not in step


def test_a_role_that_nobody_knows_is_refused(ask_of, assistant):
    [step] = ask_of(assistant)("Wat?", role="koning")

    assert "koning" in step["status"]


@pytest.mark.parametrize("kept", [None, "x", [{"answer": "<script>"}], {"a": 1}])
def test_a_spoilt_memory_does_not_stop_a_question(ask_of, assistant, kept):
    last = ask_of(assistant)("Hoe lang bewaren we de ritgegevens?", kept=kept or ())[-1]

    assert len(last["kept"]) == 1


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
    assert last["typed"] == "Hoe lang?"


@pytest.fixture
def talk(made, assistant, answers):
    """A window, and a conversation of two exchanges as a browser keeps it."""
    return made(assistant), packed((Exchange(answers.answered), Exchange(answers.nothing_found)))


def test_edit_puts_a_question_back_and_takes_what_follows_away(talk):
    conversing, kept = talk

    update = named(conversing, conversing.edit("1 17957", kept, request()))

    assert update["typed"] == "Brood?"
    assert [each["answer"]["id"] for each in update["kept"]] == ["one"]
    assert "bw-answer" in update["conversation"]
    assert update["starters"] == ""


@pytest.mark.parametrize("letter", ["2 1", "-1 1", "", None, "x", "٣ 1"])
def test_an_edit_of_nothing_changes_nothing(talk, letter):
    conversing, kept = talk

    assert named(conversing, conversing.edit(letter, kept, request())).keys() == {"status"}


def test_stop_gives_the_question_back(talk):
    conversing, kept = talk

    update = named(conversing, conversing.stopped("Hoe lang?", kept, request()))

    assert update["typed"] == "Hoe lang?"
    assert "bw-pending" not in update["conversation"]
    assert "Gestopt" in update["status"]


def test_a_new_conversation_is_empty(talk):
    conversing, _ = talk

    update = named(conversing, conversing.clear(request("en")))

    assert update["conversation"] == ""
    assert update["kept"] == []
    assert "Start with an example" in update["starters"]


def test_the_window_turns_while_answers_keep_their_language(talk):
    conversing, kept = talk

    update = named(conversing, conversing.turn(kept, request("en")))

    assert update["send"] == "Ask"
    assert 'lang="nl"' in update["conversation"]
    assert "kept" not in update


def test_the_window_opens_without_an_index(made, failing):
    conversing = made(failing(AssistantError("No index.")))

    assert "bw-examples" in named(conversing, conversing.turn(None, request()))["starters"]


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
