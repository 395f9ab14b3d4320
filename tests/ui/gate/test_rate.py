"""Rates and the buckets that keep them."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from corpus.errors import SettingsError
from corpus.settings import AccessSettings
from ui.app import create_app
from ui.gate.rate import MOST, Buckets, Rate, rate, rates


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("60/minute", Rate(60, 60)),
        ("1/second", Rate(1, 1)),
        ("500/hour", Rate(500, 3600)),
        ("9/day", Rate(9, 86400)),
        ("off", None),
    ],
)
def test_a_rate_is_written_as_people_say_it(said, read):
    assert rate(said, "RATE_LIMIT") == read


@pytest.mark.parametrize(
    "said", ["", "60", "0/minute", "60/minutes", "60 / minute", "-1/minute", "1e9/day", "minute", "60/minute\n"]
)
def test_what_is_no_rate_is_refused_when_the_service_starts(said, settings_of, tmp_path, assistant):
    with pytest.raises(SettingsError, match="60/minute"):
        rate(said, "RATE_LIMIT")
    if said:
        with pytest.raises(SettingsError, match="KEY_RATE_LIMIT"):
            create_app(assistant, settings_of(tmp_path, key_rate_limit=said))


def test_without_settings_a_person_has_a_limit_and_a_key_ten_times_as_much():
    assert rates(AccessSettings()).user == Rate(60, 60)
    assert rates(AccessSettings()).key == Rate(600, 60)
    assert rates(AccessSettings(rate_limit="off")).key is None
    assert rates(AccessSettings(rate_limit="off", key_rate_limit="5/hour")).key == Rate(5, 3600)


def test_a_bucket_is_emptied_at_once_and_fills_evenly():
    clock = Clock()
    bucket = Buckets(Rate(3, 60), clock)

    assert [bucket.take("a", 1).left for _ in range(3)] == [2, 1, 0]
    assert bucket.take("a", 1).wait == 20
    clock.now = 19
    assert bucket.take("a", 1).wait == 1
    clock.now = 20
    assert bucket.take("a", 1).wait == 0
    assert bucket.take("b", 1).left == 2
    clock.now = 10_000
    assert bucket.take("a", 1) == bucket.take("c", 1)


def test_reading_costs_a_tenth_of_a_question():
    bucket = Buckets(Rate(1, 60), Clock())

    assert [bucket.take("a", 0.1).wait for _ in range(10)] == [0] * 10
    assert bucket.take("a", 0.1).wait == 6


def test_many_names_do_not_fill_the_memory():
    bucket = Buckets(Rate(1, 60), Clock())

    for number in range(MOST + 100):
        bucket.take(str(number), 1)

    assert len(bucket._left) == MOST


def test_threads_together_get_no_more_than_there_is():
    bucket = Buckets(Rate(50, 3600))

    with ThreadPoolExecutor(8) as threads:
        taken = list(threads.map(lambda _: bucket.take("a", 1).wait == 0, range(400)))

    assert sum(taken) == 50
