"""The papers of the pack: whole, made of the settings, and with figures that were read and not typed in."""

import json
import re
from datetime import date

import pytest

from ui.accountability import measured as measuring
from ui.accountability.measured import attacks, measured, table, training
from ui.accountability.pack import pack
from ui.accountability.register import FIELDS, REQUIRED, entry
from ui.words import word

DAY = date(2026, 11, 27)
AWAY = {"model": "openai:gpt-oss", "model_url": "https://models.example.nl/v1"}
OWN = {"organisation": "Gemeente Noordwijk", "contact": "ai@noordwijk.example"}
TOLD = ["algoritmeregister.md", "algoritmeregister.json", "dpia.md", "mijn-vraag.nl.md", "my-question.en.md"]


@pytest.mark.parametrize("name", TOLD)
def test_a_model_elsewhere_is_named_in_every_paper_that_tells_where_a_question_goes(facts, name):
    assert "models.example.nl" not in pack(facts(), DAY)[name]
    assert "models.example.nl" in pack(facts(**AWAY), DAY)[name]


@pytest.mark.parametrize("name", ["algoritmeregister.md", "dpia.md", "mijn-vraag.nl.md"])
def test_without_a_model_the_papers_say_that_nothing_leaves(facts, name):
    assert "verlaat deze computer" in pack(facts(), DAY)[name]
    assert "verlaat deze computer" not in pack(facts(**AWAY), DAY)[name]


@pytest.mark.parametrize("given", [{}, AWAY, OWN | AWAY], ids=["as it ships", "a model", "all that can be set"])
def test_no_paper_has_an_open_place(facts, given):
    for name, text in pack(facts(**given), DAY).items():
        assert not re.search(r"\{\w+\}", text), name
        assert "None" not in text, name
        assert text.endswith("\n")


def test_the_register_gets_its_own_fields_and_no_text_is_too_long(facts):
    made = entry(facts(**OWN, **AWAY))
    known = {name for name, _, _ in FIELDS} | {"lang", "standard_version"}

    assert json.loads(pack(facts(**OWN, **AWAY), DAY)["algoritmeregister.json"]) == made.fields
    assert made.fields.keys() <= known
    assert made.fields.keys() >= set(REQUIRED)
    assert made.lacking == ()
    assert made.fields["organization"] == "Gemeente Noordwijk"
    for name, _, most in FIELDS:
        if most and name in made.fields:
            assert len(made.fields[name]) < most, name


def test_what_only_the_organisation_knows_is_named(facts):
    made = entry(facts())

    assert made.lacking == ("Organisatie", "Contactgegevens")
    assert {"Wettelijke basis", "Impacttoetsen", "Begindatum"} < set(made.missing)


@pytest.mark.parametrize(
    ("given", "name"), [pytest.param({}, "page.ai", id="quoting"), pytest.param(AWAY, "page.ai_model", id="a model")]
)
def test_the_notice_holds_the_very_words_of_the_screen(facts, given, name):
    said = pack(facts(**given), DAY)["artikel-50.md"]

    assert word(name, "nl") in said
    assert word(name, "en") in said


def test_the_figures_are_those_of_the_baseline(tmp_path):
    rows = [
        {"split": "dev", "values": {"strictly right": 1.0}},
        {"split": "dev", "values": {"strictly right": 0.0}},
        {"split": "test", "values": {"strictly right": 1.0, "no false answer": None}},
    ]
    file = tmp_path / "baseline.json"
    file.write_text(json.dumps({"made_at": "2026-01-02T00:00", "encoder": "e", "model": "quoting", "rows": rows}))

    found = measured(file)
    assert found.day_made == date(2026, 1, 2)
    assert "| strictly right | 0.500 (2) | 1.000 (1) |" in table(found)
    assert "no false answer" not in table(found)
    assert measured(tmp_path / "none.json") is None


def test_the_card_tells_the_encoder_that_lies_there(facts):
    made = training()
    said = pack(facts(), DAY)["model-card.md"]

    assert made["sha256"] in said
    assert f"{made['pieces']} word pieces" in said
    assert str(made["figures"]["digests held out"]["nl-en"]["hit@10"]) in said
    assert str(measured().day_made) in said
    assert "uses another encoder: multilingual" in pack(facts(encoder="multilingual"), DAY)["model-card.md"]


def test_an_installation_without_the_evaluation_says_so(facts, monkeypatch):
    monkeypatch.setattr("ui.accountability.register.measured", lambda: None)
    monkeypatch.setattr("ui.accountability.card.measured", lambda: None)
    made = pack(facts(), DAY)

    assert "geen meetcijfers bij de hand" in made["algoritmeregister.md"]
    assert "Not measured here" in made["model-card.md"]


def test_there_are_as_many_attacks_as_are_tried():
    from evals.attack_set import load_attacks

    assert attacks() == len(load_attacks())
    assert attacks(measuring.ROOT / "none.yaml") == 0


def test_the_command_writes_them_and_says_what_is_lacking(run, tmp_path):
    ended = run("ui.accountability", str(tmp_path / "new" / "pack"))

    assert ended.status == 0
    assert {each.name for each in (tmp_path / "new" / "pack").iterdir()} == {*TOLD, "model-card.md", "artikel-50.md"}
    assert "Organisatie, Contactgegevens" in ended.error
    assert run("ui.accountability", str(tmp_path / "other"), organisation="X", contact="a@b.nl").error == ""


def test_a_folder_that_cannot_be_made_is_one_sentence(run, tmp_path):
    (tmp_path / "file").write_text("")

    ended = run("ui.accountability", str(tmp_path / "file" / "pack"))
    assert (ended.status, ended.error.count("\n")) == (1, 1)
