"""The same questions through every door give the same answers."""

import asyncio
import json
from dataclasses import dataclass
from datetime import date

import httpx
import openai
import pytest
from mcp import Client
from pydantic import TypeAdapter

from assistant.retriever import PolicyRetriever
from assistant.types import Answer, Question, Turn
from ui import asking
from ui.asking import Choices
from ui.footnotes import with_footnotes

ANSWER = TypeAdapter(Answer)
OWN = {"id", "seconds"}  # of each answer alone
KEEP = "Hoe lang bewaren we de ritgegevens?"


@dataclass(frozen=True)
class Asked:
    """A question as somebody puts it, after an earlier one perhaps."""

    question: str
    as_of: date | None = date(2026, 11, 23)
    before: str = ""


QUESTIONS = [
    pytest.param(Asked(KEEP), id="answered"),
    pytest.param(Asked(KEEP, date(2025, 3, 1)), id="of_another_day"),
    pytest.param(Asked(KEEP, None), id="of_today"),
    pytest.param(Asked("Aan welke eisen voldoet een fietsenstalling?"), id="a_list"),
    pytest.param(Asked("How long do we keep ride records, and how high is the fine?"), id="in_english"),
    pytest.param(Asked("Moeten we ritgegevens een jaar bewaren?"), id="an_older_letter_said_otherwise"),
    pytest.param(Asked("Hoe breed wordt een snelfietspad?"), id="a_proposal"),
    pytest.param(Asked("En hoe hoog is de boete daarvoor?", before=KEEP), id="after_another"),
    pytest.param(Asked("Hoe bak ik brood?"), id="out_of_scope"),
    pytest.param(Asked("Mogen we bsn 111222333 bewaren?"), id="blocked"),
]


class Doors:
    """Each gives the answer as it leaves the house."""

    def __init__(self, assistant, address, run, data, folder):
        self.assistant, self.address, self.run, self.data, self.folder = assistant, address, run, data, folder

    def earlier(self, asked):
        return [self.assistant.answer(Question(asked.before, as_of=asked.as_of))] if asked.before else []

    def wire(self, asked):
        """The question in the form of the contract."""
        turns = [turn for each in self.earlier(asked) for turn in (("user", each.question), ("assistant", each.text))]
        history = [{"role": role, "content": content} for role, content in turns]
        day = {"asOf": asked.as_of.isoformat()} if asked.as_of else {}
        return {"question": asked.question} | day | ({"history": history} if history else {})

    def command(self, asked):
        source, target = self.folder / "in.jsonl", self.folder / "out.jsonl"
        source.write_text(json.dumps({"id": "1"} | self.wire(asked)) + "\n", encoding="utf-8")
        done = self.run("assistant", "--batch", str(source), "--out", str(target), data=str(self.data))
        assert (done.status, done.error) == (0, "")
        return json.loads(target.read_text(encoding="utf-8"))

    def api(self, asked):
        return httpx.post(f"{self.address}/v1/answers", json=self.wire(asked)).json()

    def events(self, asked):
        headers = {"Accept": "text/event-stream"}
        text = httpx.post(f"{self.address}/v1/answers", json=self.wire(asked), headers=headers).text
        return json.loads(text.rpartition("event: answer\ndata: ")[2])

    def openai(self, asked):
        said, told = self._completion(asked)
        assert said.choices[0].message.content == told
        return said.answer

    def openai_stream(self, asked):
        chunks, told = self._completion(asked, stream=True)
        every = list(chunks)
        assert "".join(chunk.choices[0].delta.content or "" for chunk in every) == told
        return every[-1].answer

    def mcp(self, asked):
        async def talk():
            async with Client(f"{self.address}/mcp") as client:
                return await client.call_tool("ask", self.wire(asked))

        reply = asyncio.run(talk())
        assert reply.content[0].text == self.told(asked)
        return reply.structured_content

    def chat(self, asked):
        """What the window does with what was typed in it."""
        day = asked.as_of.isoformat() if asked.as_of else ""
        question = asking.question(asked.question, Choices(day), "nl", self.earlier(asked))
        return ANSWER.dump_python(self.assistant.answer(question), mode="json", by_alias=True, exclude_none=True)

    def told(self, asked):
        """The answer as text with footnotes, straight from the assistant."""
        history = tuple(Turn(**each) for each in self.wire(asked).get("history", ()))
        return with_footnotes(self.assistant.answer(Question(asked.question, history=history, as_of=asked.as_of)))

    def _completion(self, asked, **more):
        """What a chat program sends back as history is the text with its footnotes."""
        earlier = self.earlier(asked)
        turns = [turn for each in earlier for turn in (("user", each.question), ("assistant", with_footnotes(each)))]
        messages = [{"role": role, "content": content} for role, content in (*turns, ("user", asked.question))]
        day = {"asOf": asked.as_of.isoformat()} if asked.as_of else {}
        with openai.OpenAI(base_url=f"{self.address}/openai/v1", api_key="none", max_retries=0) as client:
            said = client.chat.completions.create(model="beleidswijzer", messages=messages, extra_body=day, **more)
            return (list(said) if more else said), self.told(asked)


@pytest.fixture
def doors(assistant, address, run, small_data, tmp_path):
    return Doors(assistant, address, run, small_data, tmp_path)


@pytest.mark.parametrize("asked", QUESTIONS)
def test_every_door_gives_the_same_answer(doors, asked):
    given = {name: getattr(doors, name)(asked) for name in ("api", "events", "command", "openai", "openai_stream", "mcp", "chat")}  # fmt: skip

    same = {name: {key: value for key, value in each.items() if key not in OWN} for name, each in given.items()}
    for name, each in same.items():
        assert each == same["api"], name
    assert len({each["id"] for name, each in given.items() if name != "command"}) == len(given) - 1
    assert "111222333" not in json.dumps(given)


def test_the_questions_end_in_every_way_that_matters(doors):
    outcomes = {doors.api(param.values[0])["outcome"] for param in QUESTIONS}

    assert {"answered", "out_of_scope", "blocked"} <= outcomes


@pytest.mark.parametrize("question", [KEEP, "Which colours does a cycle path have?"])
def test_every_way_to_search_finds_the_same(address, assistant, question):
    body = {"question": question, "asOf": "2026-11-23", "limit": 5}

    async def talk():
        async with Client(f"{address}/mcp") as client:
            return (await client.call_tool("search", body)).structured_content

    api = httpx.post(f"{address}/v1/searches", json=body).json()
    tool = asyncio.run(talk())
    documents = PolicyRetriever(library=assistant, limit=5, as_of=date(2026, 11, 23)).invoke(question)

    assert api["hits"] == tool["hits"]
    assert [each["provision"] for each in api["hits"]] == [each.id for each in documents]
