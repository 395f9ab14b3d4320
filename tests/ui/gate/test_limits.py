"""How often, how many at once, and how long."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from openai import OpenAI, RateLimitError

from corpus.errors import SettingsError
from corpus.settings import AccessSettings
from ui.app import create_app
from ui.gate.patience import Patience
from ui.gate.places import place_of
from ui.gate.rate import MOST, Buckets, Rate, rate, rates
from ui.watch.figures import Figures
from ui.watch.visit import KEY, Visit

HERE, PROXY = "127.0.0.1", "10.0.0.7"
ASK = {"question": "Hoe lang bewaren we de ritgegevens?"}
HEADERS = ["ratelimit", "ratelimit-policy", "ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"]


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


@pytest.fixture
def limited(house_of, assistant):
    """Three questions an hour for a person, five for a key."""
    return house_of(
        assistant, trusted_proxy=PROXY, user_header="Remote-User", rate_limit="3/hour", key_rate_limit="5/hour"
    )


def test_who_asks_too_often_hears_how_long_to_wait(limited):
    client, anna, bram = limited.at(PROXY), {"Remote-User": "anna"}, {"Remote-User": "bram"}

    answers = [client.post("/v1/answers", json=ASK, headers=anna) for _ in range(4)]
    last = answers[-1]

    assert [each.status_code for each in answers] == [200, 200, 200, 429]
    assert [each.headers["ratelimit-remaining"] for each in answers] == ["2", "1", "0", "0"]
    assert [answers[0].headers[each] for each in HEADERS] == [
        '"default";r=2;t=1200',
        '"default";q=3;w=3600',
        "3",
        "2",
        "1200",
    ]
    assert last.headers["content-type"] == "application/problem+json"
    assert last.json()["status"] == 429
    assert 0 < int(last.headers["retry-after"]) <= 1200
    assert last.headers["ratelimit"] == f'"default";r=0;t={last.headers["retry-after"]}'
    assert client.post("/v1/answers", json=ASK, headers=bram).status_code == 200


def test_a_person_reads_on_a_page_that_it_is_much(limited):
    client, anna = limited.at(PROXY), {"Remote-User": "anna"}
    for _ in range(3):
        client.post("/v1/answers", json=ASK, headers=anna)

    page = client.get("/bronnen", headers=anna | {"Accept": "text/html"})
    chat = client.post("/gradio_api/queue/join", json={}, headers=anna)

    assert (page.status_code, chat.status_code) == (429, 429)
    assert "U stelt veel vragen" in page.text
    assert chat.json()["detail"]
    assert client.get("/static/chat.js", headers=anna).status_code == 200


@pytest.fixture
def shared(house_of, assistant, keys):
    """A house with keys."""
    return house_of(assistant, data=keys["data"], rate_limit="2/hour", key_rate_limit="5/hour").at("203.0.113.9")


def test_of_one_key_each_person_has_a_limit_and_all_together_too(shared, keys):
    def ask(user):
        headers = {"Authorization": f"Bearer {keys['all']}"} | ({"End-User-Id": user} if user else {})
        return shared.post("/v1/answers", json=ASK, headers=headers).status_code

    assert [ask("anna"), ask("anna"), ask("anna")] == [200, 200, 429]
    assert [ask("bram"), ask("bram")] == [200, 200]
    assert ask("carla") == 429  # five were asked with this key, one of them in vain
    assert ask("") == 429


def test_a_client_of_openai_understands_that_it_must_wait(shared, keys):
    client = OpenAI(api_key=keys["all"], base_url="http://a.example/openai/v1", http_client=shared, max_retries=0, default_headers={"End-User-Id": "a"})  # fmt: skip

    def ask():
        return client.chat.completions.create(
            model="beleidswijzer", messages=[{"role": "user", "content": ASK["question"]}]
        )

    ask(), ask()
    with pytest.raises(RateLimitError) as refused:
        ask()
    assert refused.value.response.headers["retry-after"]


def test_a_neighbour_is_counted_only_where_a_setting_says_so(house_of, assistant):
    free, counted = house_of(assistant).at(HERE), house_of(assistant, rate_limit="1/hour").at(HERE)

    assert "ratelimit" not in free.get("/v1/sources").headers
    assert [counted.post("/v1/answers", json=ASK).status_code for _ in range(2)] == [200, 429]
    assert counted.get("/health/live").status_code == 200


def through(layer, path="/v1/answers"):
    """What a client gets that asks there: the messages."""
    sent = []

    async def send(message):
        sent.append(message)

    connection = {"type": "http", "method": "POST", "path": path, "headers": [], KEY: Visit(place=place_of(path))}
    return layer(connection, None, send), sent


def test_so_many_answers_are_made_at_once_and_the_others_wait():
    busy = most = 0

    async def app(connection, receive, send):
        nonlocal busy, most
        busy += 1
        most = max(most, busy)
        await asyncio.sleep(0.002)
        busy -= 1
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def many(path):
        layer = Patience(app, 3, 5, Figures())
        asked = [through(layer, path) for _ in range(20)]
        await asyncio.gather(*(work for work, _ in asked))
        return [sent[0]["status"] for _, sent in asked]

    assert asyncio.run(many("/v1/answers")) == [200] * 20
    assert most == 3
    asyncio.run(many("/v1/sources"))
    assert most == 20  # reading takes no turn


def test_where_too_many_wait_the_next_hears_it_at_once():
    async def many():
        going = asyncio.Event()

        async def app(connection, receive, send):
            await going.wait()
            await send({"type": "http.response.start", "status": 200, "headers": []})

        layer = Patience(app, 1, 5, Figures())
        asked = [through(layer) for _ in range(30)]
        tasks = [asyncio.create_task(work) for work, _ in asked]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        going.set()
        await asyncio.gather(*tasks)
        return [sent[0] for _, sent in asked]

    answers = asyncio.run(many())

    assert [each["status"] for each in answers] == [200] * 26 + [503] * 4
    assert (b"retry-after", b"5") in answers[-1]["headers"]


@pytest.mark.parametrize(
    ("path", "begins", "statuses"),
    [
        pytest.param("/v1/answers", False, [504], id="an_answer"),
        pytest.param("/v1/answers", True, [200], id="one_that_had_begun"),
        pytest.param("/gradio_api/queue/data", True, [200], id="a_stream_of_the_chat"),
    ],
)
def test_what_takes_too_long_is_ended(path, begins, statuses):
    ended = []

    async def app(connection, receive, send):
        if begins:
            await send({"type": "http.response.start", "status": 200, "headers": []})
        try:
            await asyncio.sleep(0.2)
            ended.append("by itself")
            await send({"type": "http.response.body", "body": b"late"})
        except asyncio.CancelledError:
            ended.append("stopped")
            raise

    work, sent = through(Patience(app, 1, 0.05, Figures()), path)
    asyncio.run(work)

    assert [each["status"] for each in sent if each["type"].endswith("start")] == statuses
    assert ended == (["by itself"] if "queue" in path else ["stopped"])


def test_a_turn_comes_back_only_when_the_work_has_really_ended():
    """A thread that is at work cannot be stopped; its turn is not given to the next one meanwhile."""
    running = 0

    async def app(connection, receive, send):
        nonlocal running
        running += 1
        assert running == 1
        await asyncio.shield(asyncio.sleep(0.02))
        running -= 1

    async def two():
        layer = Patience(app, 1, 5, Figures())
        await asyncio.gather(through(layer)[0], through(layer)[0])

    asyncio.run(two())


def test_an_error_inside_comes_out():
    async def app(connection, receive, send):
        raise ValueError

    with pytest.raises(ValueError):
        asyncio.run(through(Patience(app, 1, 5, Figures()))[0])


def test_who_leaves_stops_the_work():
    stopped = []

    async def app(connection, receive, send):
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            stopped.append(True)
            raise

    async def leave():
        task = asyncio.create_task(through(Patience(app, 1, 5, Figures()))[0])
        await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await asyncio.sleep(0)

    asyncio.run(leave())
    assert stopped
