"""A run is kept, shown, compared and guarded; the sealed questions stay sealed in all of it."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from assistant.types import Outcome
from evals import cases as golden
from evals import running
from evals.attack_set import load_attacks
from evals.comparing import breaks, compare
from evals.page import page
from evals.report import report
from evals.run import BASELINE, RunError, baseline, load, save
from evals.running import run_all

DEV = """
- {id: open-keep, question: "Hoe lang bewaren we de ritgegevens?", language: nl, type: date, asOf: 2026-11-23, seen: test,
   expected: [fiets/art_4__para_1], facts: [{any: ["zes maanden"]}, {any: ["1 maart 2027"]}], outcomes: [answered]}
- {id: open-shed, question: "Which requirements does a bicycle shed meet?", language: en, type: list, asOf: 2026-11-23,
   seen: test, expected: [fiets/art_5], facts: [{any: ["roof"]}], outcomes: [answered]}
- {id: open-wrong, question: "Wat is een deelfiets?", language: nl, type: definition, asOf: 2026-11-23, seen: test,
   expected: [fiets/art_3__point_2], facts: [{any: ["<b>drie wielen</b>"]}], outcomes: [answered]}
"""
TEST = """
- {id: sealed-fine, question: "Hoe hoog is de geheime boete?", language: nl, type: fact, asOf: 2026-11-23, seen: test,
   expected: [fiets/art_6__para_2], facts: [{any: ["duizend miljoen"]}], outcomes: [answered]}
"""
SET = '{"id": "1", "lang": "nl", "question": "Welke logs?", "expected_ids": ["AIA:art:26"], "licence": "free"}\n'


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cases")
    for split, text in (("dev", DEV), ("test", TEST)):
        (folder / split).mkdir()
        (folder / split / "one.yaml").write_text(text)
    (folder / "sets").mkdir()
    (folder / "sets" / "published.jsonl").write_text(SET)
    return folder


@pytest.fixture(scope="module")
def made(assistant, folder):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running, "load_cases", lambda split: golden.load_cases(split, folder))
        patch.setattr(running, "load_attacks", lambda: load_attacks()[:6])
        return run_all(assistant, folder / "sets")


def worse(run, **values):
    """The run with other values for the question that was right."""
    rows = (replace(row, values=row.values | values) if row.id == "open-keep" else row for row in run.rows)
    return replace(run, rows=tuple(rows))


def test_an_evaluation_leaves_the_clock_of_what_it_asks(made, assistant):
    assert assistant.today() > assistant.corpus_date()


def test_a_run_comes_back_from_its_file(made, tmp_path):
    assert load(save(made, tmp_path / "out" / "run.json")) == made


@pytest.mark.parametrize("content", ["", "{}", "[1]"])
def test_a_file_that_is_no_run_is_refused(tmp_path, content):
    (tmp_path / "run.json").write_text(content)

    with pytest.raises(RunError, match="cannot be read as a run"):
        load(tmp_path / "run.json")
    with pytest.raises(RunError):
        load(tmp_path / "nothing.json")


def test_what_went_wrong_is_told_of_dev_only(made):
    assert [row.id for row in made.worst(10)] == ["open-wrong"]
    assert all(row.story is None and "sealed" not in row.id for row in made.split("test"))
    assert not made.split("test")[0].values["strictly right"]


def test_nothing_of_the_sealed_questions_leaves_the_run(made, tmp_path):
    written = (
        save(made, tmp_path / "run.json").read_text() + page(made, made) + report(made, made) + compare(made, made)
    )

    assert not re.search("sealed-fine|geheime|duizend miljoen", written)


def test_the_report_has_every_table(made):
    text = report(made, None)

    assert "3 dev, 1 test questions" in text
    assert "| strictly right | 66.7% (0–100) of 3 | 0.0% (0–79) of 1 |" in text
    assert all(name in text for name in ("LangChain tutorial", "BM25 alone", "vectors alone", "nl → en", "published"))
    assert "Latency of an answer: p50" in text
    assert re.search(
        r"Expected calibration error: dev \(learnt on these\) 0\.\d+, test \(not learnt on these\) 0\.", text
    )


def test_the_report_tells_what_changed_since_the_baseline(made):
    before = worse(made, **{"fact recall": 0.5})

    assert re.search(r"\| fact recall \|.*\| \+12\.5 \(.* to .*\) \|", report(made, before))
    assert "| right outcome | 100.0% (44–100) of 3 | 100.0% (21–100) of 1 |" in report(made, before)


LONE = {"meta", "br", "path", "use", "rect", "circle", "line", "stop", "th", "td"}  # need no end


class Reader(HTMLParser):
    """Collects addresses, and checks that elements close in order."""

    def __init__(self):
        super().__init__()
        self.open, self.addresses, self.seen = [], [], set()

    def handle_starttag(self, tag, attributes):
        self.seen.add(tag)
        self.addresses += [value for name, value in attributes if name in {"src", "href", "xlink:href"}]
        if tag not in LONE:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.addresses += [value for name, value in attributes if name in {"src", "href", "xlink:href"}]

    def handle_endtag(self, tag):
        if tag not in LONE:
            assert self.open.pop() == tag


def test_the_page_stands_alone(made):
    html = page(made, None)
    reader = Reader()
    reader.feed(html)

    assert reader.open == []
    assert {"svg", "table", "details"} <= reader.seen
    assert all(address.startswith("#") for address in reader.addresses)
    assert "@import" not in html
    assert "url(http" not in html


def test_the_page_shows_a_question_with_what_was_retrieved(made):
    html = page(made, None)

    assert "<strong>open-wrong</strong> Wat is een deelfiets?" in html
    assert "does not say “&lt;b&gt;drie wielen&lt;/b&gt;”" in html
    assert "<strong>fiets/art_3__point_2</strong> (expected)" in html


def test_two_runs_are_compared_question_by_question(made):
    text = compare(made, worse(made, **{"strictly right": 0.0}))

    assert "the same corpus, encoder and model" in text
    assert re.search(r"\| strictly right \| 50\.0% \| 25\.0% \| -25\.0 \(.*\) \| 0 \| 1 \|", text)
    assert "- dev, now wrong: 1: open-keep" in text
    assert "| right outcome | 100.0% | 100.0% | the same | 0 | 0 |" in text


def test_a_sealed_question_that_changed_is_only_counted(made):
    rows = tuple(replace(row, values=row.values | {"strictly right": 1.0}) for row in made.rows)

    assert "- test, now right: 1\n" in compare(made, replace(made, rows=rows)) + "\n"


def test_a_comparison_says_what_else_differs(made):
    assert "another corpus and encoder" in compare(made, replace(made, content="other", encoder="other"))


def test_the_guard_names_the_figure_and_the_question(made):
    """Three questions say little about a share, but one invention is one too many."""
    broken = list(breaks(made, worse(made, **{"expected provision cited": 0.0, "no invented provision": 0.0})))

    assert broken == ["no invented provision dropped from 100.0% to 66.7%, below 100.0%. What broke: open-keep."]


def test_the_guard_lets_small_drops_pass_but_not_big_ones(made):
    rows = tuple(replace(row, id=f"{row.id}-{number}") for row in made.split("dev") for number in range(30))
    before = replace(made, rows=tuple(replace(row, values={"right outcome": 1.0}) for row in rows))

    def with_wrong(number):
        changed = [replace(row, values={"right outcome": float(place >= number)}) for place, row in enumerate(rows)]
        return replace(before, rows=tuple(changed))

    assert list(breaks(before, with_wrong(0))) == list(breaks(before, with_wrong(2))) == []
    (told,) = breaks(before, with_wrong(10))
    assert "right outcome dropped from 100.0% to 88.9%" in told
    assert "open-keep-9." in told


def test_new_questions_need_no_new_baseline(made):
    before = replace(made, rows=tuple(row for row in made.rows if row.id != "open-wrong"))

    assert list(breaks(before, made)) == []


def test_answers_can_be_refused_by_the_product_and_are_still_scored(made):
    assert {row.values["right outcome"] for row in made.rows} == {1.0}
    assert Outcome.ANSWERED in {row.story.outcome for row in made.worst(1)}


def test_no_dev_figure_of_the_house_fell_below_the_baseline(dev):
    if not BASELINE.exists():
        pytest.skip("there is no baseline yet: python -m evals baseline")
    assert list(breaks(baseline(), dev.run)) == []
