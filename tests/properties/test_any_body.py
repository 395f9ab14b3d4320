"""Any body at any door gets an answer or is told what is wrong with it; never a 500, and never a trace."""

import json
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from corpus.settings import AnswerSettings, CorpusSettings, SearchSettings, ServingSettings, Settings
from tests.ui.conftest import in_loop
from ui.app import create_app

DOORS = ("/v1/answers", "/v1/searches", "/v1/feedback", "/openai/v1/chat/completions", "/mcp")
STRANGE = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12), st.just("2026-99-99"), st.just("Hoe lang bewaren?"),
    st.just(10**400), st.just("\ud800"), st.just("nl"), st.just("user"), st.just("\x00"),
)  # fmt: skip
JSON = st.recursive(
    STRANGE,
    lambda inside: st.one_of(st.lists(inside, max_size=4), st.dictionaries(st.text(max_size=8), inside, max_size=4)),
    max_leaves=8,
)
TURN = st.fixed_dictionaries({"role": st.sampled_from(["user", "assistant", "system"]), "content": JSON})
QUESTION = st.fixed_dictionaries(
    {"question": st.one_of(st.just("Hoe lang bewaren we de ritgegevens?"), JSON)},
    optional={
        "language": JSON, "history": st.one_of(JSON, st.lists(TURN, max_size=3)), "asOf": JSON, "role": JSON, "layer": JSON, "limit": JSON,
    },
)  # fmt: skip
CHAT = st.fixed_dictionaries(
    {"messages": st.one_of(JSON, st.lists(TURN, max_size=3))},
    optional={"model": JSON, "stream": JSON, "temperature": JSON, "n": JSON, "stop": JSON, "tools": JSON},
)
CALL = st.fixed_dictionaries(
    {"jsonrpc": st.just("2.0"), "id": st.one_of(st.just(1), JSON), "method": st.sampled_from(["initialize", "tools/call", "tools/list", ""])},
    optional={"params": st.one_of(JSON, st.fixed_dictionaries({"name": JSON, "arguments": JSON}))},
)  # fmt: skip
VERDICT = st.fixed_dictionaries({"answer": JSON, "verdict": JSON}, optional={"reasons": JSON, "text": JSON})
LIKELY = dict(zip(DOORS, (QUESTION, QUESTION, VERDICT, CHAT, CALL), strict=True))


@pytest.fixture(scope="module")
def door(assistant, tmp_path_factory):
    """The application around the small corpus, with its own lifespan: MCP needs it."""
    corpus = CorpusSettings(data=tmp_path_factory.mktemp("data"))
    made = in_loop(
        lambda: create_app(assistant, Settings(corpus, SearchSettings(), AnswerSettings(), ServingSettings()))
    )
    with TestClient(made, "http://127.0.0.1", raise_server_exceptions=False, follow_redirects=False) as client:
        yield client


def sent(door, path, content, kind="application/json"):
    answer = door.post(
        path, content=content, headers={"Content-Type": kind, "Accept": "application/json, text/event-stream"}
    )
    assert answer.status_code < 500, answer.text
    assert "Traceback" not in answer.text
    return answer


@pytest.mark.parametrize("path", DOORS)
@given(data=st.data())
def test_any_json(door, path, data):
    body = data.draw(st.one_of(JSON, LIKELY[path], LIKELY[path]))
    sent(door, path, json.dumps(body).encode())


@pytest.mark.parametrize("path", DOORS)
@given(
    content=st.one_of(
        st.binary(max_size=60),
        st.sampled_from([b"[" * 100_000, b'{"question":' * 20_000, b"NaN", b"1e999", b'"\\ud800"']),
    )
)
def test_any_bytes(door, path, content):
    sent(door, path, content)


@pytest.mark.parametrize("path", ["/nota", "/terugkoppeling"])
@given(
    fields=st.dictionaries(
        st.sampled_from(["answers", "answer", "language", "format", "verdict", "reasons", "text"]), st.text(max_size=20)
    )
)
def test_any_form(door, path, fields):
    answer = door.post(path, data=fields)

    assert answer.status_code < 500


@given(
    st.sampled_from(["/bronnen/{}", "/bronnen/fiets/{}", "/v1/provisions/fiets/{}", "/begrippen?taal={}", "/wat-verandert?rol={}", "/over?peildatum={}", "/v1/sources?asOf={}"]),
    st.text(max_size=20),
)  # fmt: skip
def test_any_address(door, form, text):
    assert door.get(form.format(quote(text, safe=""))).status_code < 500
