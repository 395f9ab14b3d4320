"""How many at once, and how long."""

import asyncio

import pytest

from ui.gate.patience import Patience
from ui.gate.places import place_of
from ui.watch.figures import Figures
from ui.watch.visit import KEY, Visit


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
