"""Sets that others published: their gold in our ids, their noise left out and counted."""

import json
import re
from pathlib import Path

import pytest

from evals import external, leaks
from evals.cases import SPLITS, load_cases
from evals.external import ExternalError, beside, load_sets

CHECKOUT = Path(__file__).parents[2]
ROW = {
    "id": "1",
    "lang": "en",
    "question": "Who?",
    "expected_ids": ["AIA:art:26"],
    "machine_generated": True,
    "licence": "free",
}


@pytest.fixture
def load(tmp_path):
    """Sets from rows, each on top of ROW."""

    def loaded(*rows, name="first"):
        lines = [json.dumps(ROW | {"id": str(number)} | row) for number, row in enumerate(rows, 1)]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines))
        return load_sets(tmp_path)[0]

    return loaded


@pytest.mark.parametrize(
    ("gold", "expected"),
    [
        pytest.param(["AIA:art:1"], ("ai-act/art_1",), id="article"),
        pytest.param(["AIA:annex:III", "AIA:rec:53"], ("ai-act/annex_III", "ai-act/rec_53"), id="annex and recital"),
        pytest.param(["AVG:art:22", "WOO:art:1.1"], ("avg/art_22", "woo/art_1.1"), id="other acts of ours"),
        pytest.param(["AIA:art:4A"], ("ai-act/art_4a",), id="an inserted article"),
        pytest.param(
            ["DSA:art:1", "AIA:art:2", "AWB:art:3:46"], ("ai-act/art_2",), id="acts that we do not have fall out"
        ),
    ],
)
def test_gold_in_our_ids(load, gold, expected):
    assert load({"expected_ids": gold}).queries[0].expected == expected


def test_noise_is_left_out_and_counted(load):
    found = load(
        {"question": "One?"},
        {"question": "One?", "duplicate_of": 1},
        {"question": "Two?", "expected_ids": ["DSA:art:1"]},
        {"question": "Three?", "expected_ids": []},
        {"question": "Four?"},
        {"question": "Four?", "expected_ids": ["AIA:art:27"]},
    )

    assert [query.text for query in found.queries] == ["One?", "Four?"]
    assert found.queries[1].expected == ("ai-act/art_26", "ai-act/art_27")
    assert (found.duplicates, found.outside, found.leaked) == (2, 2, 0)
    assert (found.licence, found.written_by) == ("free", "a machine")


def test_questions_in_training_data_are_left_out_and_counted(load, monkeypatch, tmp_path):
    monkeypatch.setattr(external, "LEAKED", tmp_path / "leaked.txt")
    (tmp_path / "leaked.txt").write_text("2\n")
    found = load({}, {"question": "Heard before?"})

    assert (len(found.queries), found.leaked) == (1, 1)


def test_a_set_with_wrong_labels_comes_again_without_them(load, monkeypatch, tmp_path):
    monkeypatch.setattr(external, "MISLABELLED", tmp_path / "mislabelled.toml")
    (tmp_path / "mislabelled.toml").write_text('[[question]]\nid = "2"\nreason = "It asks about another article."\n')
    load({}, {"question": "Wrong?"})

    assert [(each.name, len(each.queries)) for each in load_sets(tmp_path)] == [
        ("first", 2),
        ("first, wrong labels out", 1),
    ]


def test_every_wrong_label_is_one_of_a_set_and_says_why():
    named = external.mislabelled()

    assert len(named) < 20
    assert all(re.fullmatch(r"[a-z_]+-\d{4}", each) and reason.endswith(".") for each, reason in named.items())


def test_options_belong_to_a_question(load):
    assert load({"query_with_options": "Which? This / That"}).queries[0].text == "Which? This / That"


def test_what_a_set_calls_relevant_too_counts_neither_way(load):
    (query,) = load({"also_relevant": ["AIA:art:26", "AIA:rec:9", "DSA:art:1"]}).queries

    assert (query.expected, query.ignored) == (("ai-act/art_26",), ("ai-act/rec_9",))


def test_a_page_does_not_count_for_a_title_taken_from_it(load):
    assert load({}, name="algoritmekader_vereisten").queries[0].ignored == ("algoritmekader/",)


@pytest.mark.parametrize(
    ("line", "named"),
    [
        pytest.param("{", "line 1", id="no JSON"),
        pytest.param('{"id": "1", "lang": "en", "question": "?"}', "expected_ids", id="no gold"),
        pytest.param(json.dumps(ROW | {"lang": "fr"}), "field lang", id="another language"),
    ],
)
def test_a_mistake_is_named(tmp_path, line, named):
    (tmp_path / "bad.jsonl").write_text(line)

    with pytest.raises(ExternalError, match=rf"bad\.jsonl.*{named}"):
        load_sets(tmp_path)


def test_no_folder_is_no_sets(tmp_path):
    assert load_sets(tmp_path / "nowhere") == ()


@pytest.fixture(scope="module")
def published():
    if not (sets := load_sets(beside(CHECKOUT))):
        pytest.skip(f"no published sets in {beside(CHECKOUT)}")
    return sets


def test_the_published_sets_can_be_read(published):
    assert all(each.queries and each.licence and each.written_by for each in published)


def test_a_run_of_six_words_is_found_in_training_data(tmp_path):
    (tmp_path / "part").mkdir()
    row = {"id": 1, "nl": "De Zon schijnt, vandaag op ons huis.", "en": "Six other words stand here now."}
    (tmp_path / "part" / "texts.jsonl").write_text(json.dumps(row))
    asked = [
        ("leaked", "Waarom schijnt vandaag op ons huis?"),
        ("heard", "Wat als de zon schijnt: vandaag op ons dak?"),
        ("fresh", "Schijnt de zon op ons?"),
    ]

    assert leaks.shared_runs(asked, tmp_path) == {"heard": {"de zon schijnt vandaag op ons"}}


def test_no_question_shares_six_words_with_the_training_data():
    folder = CHECKOUT.parent / leaks.BESIDE
    if not folder.is_dir():
        pytest.skip(f"no training data in {folder}")
    asked = [(case.id, case.question) for split in SPLITS for case in load_cases(split)]
    asked += [(query.id, query.text) for each in load_sets(beside(CHECKOUT)) for query in each.queries]

    assert leaks.shared_runs(asked, folder) == {}
