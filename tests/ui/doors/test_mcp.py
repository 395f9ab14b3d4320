"""The door for programs that speak MCP, with a real client over both ways in."""

import asyncio
import os
import sys
from pathlib import Path

import jsonschema
import pytest
from mcp import Client, MCPError, StdioServerParameters, stdio_client

from assistant.types import Question
from ui.footnotes import with_footnotes
from ui.mcp.__main__ import main

KEEP = "Hoe lang bewaren we de ritgegevens?"
TOOLS = ["ask", "search", "get_provision", "list_sources", "what_changed"]


def with_client(target, work, **more):
    """What `work(client)` gives, in a conversation of its own."""

    async def talk():
        async with Client(target, **more) as client:
            return await work(client)

    return asyncio.run(talk())


@pytest.fixture(scope="module")
def call(address):
    """`call(name, argument=…)`: over HTTP."""
    return lambda name, **arguments: with_client(f"{address}/mcp", lambda client: client.call_tool(name, arguments))


@pytest.fixture(scope="module")
def listed(address):
    return with_client(f"{address}/mcp", lambda client: client.list_tools()).tools


def test_each_tool_says_what_it_takes_and_that_it_only_reads(listed):
    assert [each.name for each in listed] == TOOLS
    for each in listed:
        assert each.title
        assert each.description
        assert each.annotations.read_only_hint
        assert each.input_schema["type"] == each.output_schema["type"] == "object"
        assert all(field["description"] for field in each.input_schema["properties"].values())


def test_a_question_gets_the_checked_answer_in_words_and_in_fields(call, assistant):
    reply = call("ask", question=KEEP, asOf="2026-11-23")

    assert not reply.is_error
    assert reply.structured_content["outcome"] == "answered"
    assert reply.structured_content["citations"][0]["provision"] == "fiets/art_4__para_1"
    assert reply.content[0].text.startswith(reply.structured_content["text"])
    assert reply.content[0].text == with_footnotes(assistant.answer(Question(KEEP, as_of=assistant.today().replace(2026, 11, 23))))  # fmt: skip


def test_a_follow_up_is_understood(call):
    history = [{"role": "user", "content": KEEP}, {"role": "assistant", "content": "Zes maanden [1]."}]

    reply = call("ask", question="En hoe hoog is de boete daarvoor?", history=history)

    assert "fiets/art_6__para_2" in {each["provision"] for each in reply.structured_content["citations"]}


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("search", {"question": KEEP, "limit": 2}, ["fiets/art_4__para_1", "minstens zes maanden", "> De gemeente bewaart", "https://eur-lex", "van toepassing vanaf 1 maart 2027"]),
        ("get_provision", {"provision": "fiets/art_4__para_1"}, ["Fietsverordening, artikel 4, lid 1", "Zij vernietigt ze", "in werking vanaf 1 juni 2026"]),
        ("get_provision", {"provision": "fiets/art_4__para_1", "asOf": "2025-03-01", "language": "en"}, ["three months", "official text is not here"]),
        ("list_sources", {"language": "en"}, ["`fiets`: Cycling Regulation", "`voorstel`"]),
        ("what_changed", {"asOf": "2026-11-23"}, ["1 juni 2026: Fietsverordening", "1 maart 2027", "`fiets/art_4__para_1`", "gaat gelden"]),
    ],
)  # fmt: skip
def test_every_tool_answers_in_words_and_holds_to_its_schema(call, listed, name, arguments, words):
    reply = call(name, **arguments)

    assert not reply.is_error
    assert [each for each in words if each not in reply.content[0].text] == []
    jsonschema.validate(reply.structured_content, next(each for each in listed if each.name == name).output_schema)


@pytest.mark.parametrize(
    ("name", "arguments", "sentence"),
    [
        ("ask", {}, "question"),
        ("ask", {"question": " "}, "vraag"),
        ("ask", {"question": "x", "asOf": "soon", "language": "fr"}, "asOf"),
        ("ask", {"question": "x", "role": "king"}, "king"),
        ("search", {"question": "x", "limit": 0}, "limit"),
        ("search", {"question": "Mag bsn 111222333?"}, "BSN"),
        ("get_provision", {"provision": "fiets/art_99"}, "search"),
        ("get_provision", {"provision": "nothing"}, "search"),
        ("what_changed", {"layer": "moon"}, "moon"),
    ],
)
def test_a_mistake_is_a_sentence_that_a_model_can_act_on(call, name, arguments, sentence):
    reply = call(name, **arguments)

    assert reply.is_error
    assert sentence in reply.content[0].text
    assert "\n" not in reply.content[0].text
    assert "111222333" not in reply.content[0].text


def test_a_tool_that_is_not_there_is_an_error_of_the_protocol(address):
    async def work(client):
        with pytest.raises(MCPError, match="what_changed"):
            await client.call_tool("delete_everything")
        return True

    assert with_client(f"{address}/mcp", work)


def test_personal_data_are_not_answered_nor_given_back(call):
    reply = call("ask", question="Mogen we bsn 111222333 bewaren?")

    assert reply.structured_content["outcome"] == "blocked"
    assert "111222333" not in reply.model_dump_json()


def test_an_unexpected_error_is_not_told(failing, caplog):
    from ui.mcp.server import server

    reply = with_client(server(failing(ValueError("secret"))), lambda client: client.call_tool("ask", {"question": "x"}))  # fmt: skip

    assert reply.is_error
    assert "secret" not in reply.model_dump_json()
    assert "secret" in caplog.text


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_older_clients_are_answered_too(address, mode):
    reply = with_client(f"{address}/mcp", lambda client: client.call_tool("ask", {"question": KEEP}), mode=mode)

    assert reply.structured_content["outcome"] == "answered"


def test_a_program_that_starts_the_command_talks_with_it(small_data):
    """Nothing but the protocol may stand on standard output, or the client would not understand it."""
    environment = os.environ | {"BELEIDSWIJZER_DATA": str(small_data)}
    root = Path(__file__).parents[3]
    command = StdioServerParameters(command=sys.executable, args=["-m", "ui.mcp"], env=environment, cwd=root)

    async def work(client):
        return await client.list_tools(), await client.call_tool("ask", {"question": KEEP})

    tools, reply = with_client(stdio_client(command), work)

    assert [each.name for each in tools.tools] == TOOLS
    assert reply.structured_content["citations"][0]["provision"] == "fiets/art_4__para_1"


def test_without_an_index_the_command_says_what_to_do(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("BELEIDSWIJZER_DATA", str(tmp_path))

    assert main([]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "python -m indexing build" in said.err
