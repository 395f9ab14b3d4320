"""How fast and how it grows: what is measured, what is written, what is stopped. No test holds a time against a limit."""

import json
import time
from itertools import pairwise
from random import Random

import pytest

from evals import growth, speed, times
from evals.apart import Stopped, apart, command, megabytes
from evals.cases import load_cases
from evals.growth import EXACT, grow, sizes
from evals.synthetic import Chain, synthetic
from evals.times import Times, timed
from indexing.passages import cut_all


@pytest.fixture
def once(monkeypatch):
    monkeypatch.setattr(times, "ROUNDS", 1)
    monkeypatch.setattr(speed, "STARTS", 1)
    monkeypatch.setattr(growth, "QUESTIONS", 3)


def test_ways_are_asked_in_turns_of_some_questions():
    heard = []
    found = timed([lambda each: heard.append(("a", each)), lambda each: heard.append(("b", each))], [(1,), (2,)], 2)

    assert heard[:2] == [("a", 1), ("b", 1)]  # not counted
    assert heard[2:] == [("a", 1), ("a", 2), ("b", 1), ("b", 2)] * 2
    assert [len(each.milliseconds) for each in found] == [4, 4]


def test_times_are_told_as_medians_and_ratios_of_pairs():
    slow, quick = Times((10.0, 20.0, 90.0)), Times((5.0, 10.0, 10.0))

    assert (slow.p50, slow.per_second) == (20.0, 25.0)
    assert slow.over(quick) == 2.0
    assert Times(tuple(map(float, range(1, 101)))).p95 == pytest.approx(95.95)


def test_a_chain_says_only_what_followed_somewhere():
    chain = Chain(["de gemeente bewaart de logs", "de aanbieder meldt het"])
    words = chain.say(200, Random(1)).split()

    assert len(words) == 200
    pairs = set(pairwise(words))
    assert ("gemeente", "bewaart") in pairs
    assert ("bewaart", "meldt") not in pairs


def test_synthetic_provisions_are_as_many_as_wanted_and_the_same_for_the_same_seed(small):
    made = list(synthetic(small.provisions, 100, seed=1))

    assert 100 <= len(cut_all(made)) < 110
    assert len({each.id for each in made}) == len(made)
    assert made == list(synthetic(small.provisions, 100, seed=1)) != list(synthetic(small.provisions, 100, seed=2))


def test_synthetic_texts_have_our_words(small):
    known = {word for each in small.provisions for word in each.digest.gist.nl.split()}
    said = {word for each in synthetic(small.provisions, 100) for word in each.text("nl").words.split()}

    assert said <= known


def test_work_is_done_in_a_process_of_its_own():
    value, most = apart(pow, 2, 10, seconds=60, gigabytes=4)

    assert (value, most > 0, megabytes() > 0) == (1024, True, True)


def test_a_command_is_timed_with_its_own_memory():
    big = bytearray(400 * 1024**2)  # of this process, not of the command
    (seconds, most, status), _ = apart(command, ["this"], seconds=60, gigabytes=4)

    assert len(big) > 1024**2 * most > 0
    assert (seconds > 0, status) == (True, 0)


@pytest.mark.parametrize(
    ("work", "arguments", "seconds", "why"),
    [
        pytest.param(time.sleep, (60,), 0.1, "not done within", id="time"),
        pytest.param(bytearray, (3 * 1024**3,), 60, "needs more than 1 GB", id="memory"),
    ],
)
def test_what_takes_more_than_it_was_given_is_stopped(work, arguments, seconds, why):
    with pytest.raises(Stopped, match=why):
        apart(work, *arguments, seconds=seconds, gigabytes=1)


def test_what_goes_wrong_apart_goes_wrong_here():
    with pytest.raises(ZeroDivisionError):
        apart(divmod, 1, 0, seconds=60, gigabytes=1)


def test_sizes_grow_tenfold():
    assert sizes(100_000) == [1_000, 10_000, 100_000]


def test_a_size_is_measured_in_both_regimes_and_written_with_its_chart(once, tmp_path):
    heading, line = grow([60], folder=tmp_path)

    (size,) = json.loads((tmp_path / "growth.json").read_text(encoding="utf-8"))["sizes"]
    assert 60 <= size["passages"] < 120 < EXACT  # provisions are not cut
    assert size["regime"] == "exact"
    assert size["exact_p50"] > 0 < size["approximate_p50"]
    assert heading.splitlines()[0].count("|") == line.count("|")
    assert (tmp_path / "growth.png").read_bytes().startswith(b"\x89PNG")


def test_a_size_over_its_budget_is_named_and_the_rest_goes_on(tmp_path):
    told = list(grow([60, 70], minutes=0.001, folder=tmp_path))

    assert told[1:] == [f"Not measured: {each} passages: not done within 0.001 minutes." for each in (60, 70)]
    written = json.loads((tmp_path / "growth.json").read_text(encoding="utf-8"))
    assert (written["sizes"], list(written["stopped"])) == ([], ["60", "70"])


def test_bench_puts_ours_beside_the_tutorial(once, run, small_data, monkeypatch):
    monkeypatch.setattr(speed, "load_cases", lambda split: load_cases(split)[:12])
    done = run("evals", "bench", data=str(small_data))

    assert (done.status, done.error) == (0, "")
    for told in ("Beleidswijzer, search", "LangChain tutorial, static-", "passages/s", "a whole answer", "hit@5"):
        assert told in done.out
