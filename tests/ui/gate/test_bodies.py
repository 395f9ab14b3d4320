"""How large a request may be, how long it may take to arrive, and that a stranger's is not read at all."""

import asyncio

import pytest

from ui.gate.bodies import BODY_LIMIT, Bodies
from ui.gate.places import place_of
from ui.watch.visit import KEY, Visit


def arriving(*pieces, seconds=0.05, path="/v1/answers", accept=""):
    """What becomes of a request whose pieces come one by one; a number is a pause in seconds."""
    sent, got, left = [], [], [each for each in pieces if isinstance(each, bytes)]
    pauses = iter(pieces)

    async def receive():
        for each in pauses:
            if not isinstance(each, bytes):
                await asyncio.sleep(each)
                continue
            left.pop()
            return {"type": "http.request", "body": each, "more_body": bool(left)}
        return {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)

    async def app(connection, receive, send):
        got.append((await receive())["body"])
        await send({"type": "http.response.start", "status": 200, "headers": []})

    headers = [(b"accept", accept.encode())] if accept else []
    connection = {"type": "http", "method": "POST", "path": path, "headers": headers, KEY: Visit(place=place_of(path))}
    asyncio.run(Bodies(app, seconds)(connection, receive, send))
    return sent[0]["status"], got, b"".join(each.get("body", b"") for each in sent).decode()


@pytest.mark.parametrize(
    ("pieces", "status", "got"),
    [
        pytest.param([b"a", b"b", b"c"], 200, [b"abc"], id="in_pieces"),
        pytest.param([b""], 200, [b""], id="nothing"),
        pytest.param([b"a" * BODY_LIMIT], 200, [b"a" * BODY_LIMIT], id="as_large_as_may_be"),
        pytest.param([b"a" * BODY_LIMIT, b"a", b"never read"], 413, [], id="too_large"),
        pytest.param([b"a", 1.0, b"b"], 408, [], id="drop_by_drop"),
    ],
)
def test_a_request_arrives_whole_in_size_and_in_time(pieces, status, got):
    assert arriving(*pieces)[:2] == (status, got)


@pytest.mark.parametrize(
    ("path", "most", "said"),
    [
        pytest.param("/v1/answers", 200_000, "at most 200 kB", id="a_question"),
        pytest.param("/openai/v1/chat/completions", 200_000, "at most 200 kB", id="openai"),
        pytest.param("/nota", 1_000_000, "at most 1 MB", id="a_note"),
        pytest.param("/gradio_api/queue/join", 4_000_000, "at most 4 MB", id="the_chat"),
    ],
)
def test_each_address_says_its_own_limit(path, most, said):
    assert arriving(b"a" * most, path=path)[0] == 200

    status, got, body = arriving(b"a" * (most + 1), path=path)

    assert (status, got) == (413, [])
    assert said in body


@pytest.mark.parametrize(
    ("pieces", "status", "said"),
    [
        pytest.param([b"a" * 1_000_001], 413, "Wat u verstuurt, is te lang", id="too_large"),
        pytest.param([b"a", 1.0, b"b"], 408, "Het versturen duurde te lang", id="too_slow"),
    ],
)
def test_a_person_reads_on_a_page_what_they_can_do(pieces, status, said):
    got, _, body = arriving(*pieces, path="/nota", accept="text/html")

    assert (got, said in body, "Er ging iets mis" in body) == (status, True, False)


@pytest.mark.parametrize(
    ("path", "status"),
    [pytest.param("/gradio_api/queue/join", 400, id="chat"), pytest.param("/nota", 200, id="elsewhere")],
)
def test_bytes_that_are_no_text_do_not_come_to_the_chat(path, status):
    """FastAPI's own refusal of them ends in a 500."""
    assert arriving(b"\xff\xfe\x00", path=path)[0] == status
    assert arriving("{“}".encode(), path=path)[0] == 200


def test_what_a_stranger_sends_is_not_read(stranger):
    large = stranger.post("/v1/answers", content=b"a" * 5_000_000)

    assert large.status_code == 401
