"""What a program can ask of us: five tools, each with the types that go in and come out (CONTRACTS 3 and 7)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from pydantic import ConfigDict, TypeAdapter

from assistant import Assistant
from assistant.changes import Change
from assistant.errors import BadQuestion
from assistant.searching import Search, SearchResult
from assistant.types import WIRE, Answer, Day, Language, Question
from assistant.views import ProvisionView, SourceView
from ui.footnotes import with_footnotes
from ui.mcp import texts

FIELDS = {
    "question": "One question in plain Dutch or English, without personal data.",
    "language": "Of the answer: nl or en. Left out: that of the question (nl where none is asked).",
    "asOf": "The day whose law is meant, as 2026-11-23. Left out: the day that the question names, or today.",
    "role": "Of who asks under the law, such as provider, deployer or controller.",
    "layer": "Of government: gemeente, provincie, waterschap, gemeenschappelijke-regeling or rijk.",
    "history": "Earlier messages of the conversation, oldest first, so that a follow-up is understood.",
    "limit": "How many provisions at most.",
    "provision": "The id of one provision, such as ai-act/art_26__para_6; `search` and `ask` give them.",
}


@dataclass(frozen=True, slots=True)
class WantedProvision:
    """Which provision is wanted."""

    __pydantic_config__: ClassVar[ConfigDict] = WIRE

    provision: str
    language: Language = "nl"
    as_of: Day | None = None


@dataclass(frozen=True, slots=True)
class WantedSources:
    """The sources of which day, named in which language."""

    __pydantic_config__: ClassVar[ConfigDict] = WIRE

    language: Language = "nl"
    as_of: Day | None = None


@dataclass(frozen=True, slots=True)
class WantedChanges:
    """What changes, seen from which day and for whom."""

    __pydantic_config__: ClassVar[ConfigDict] = WIRE

    language: Language = "nl"
    as_of: Day | None = None
    role: str = ""
    layer: str = ""


@dataclass(frozen=True, slots=True)
class SourceList:
    """All sources, highest rank first."""

    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class ChangeList:
    """All changes, oldest first, seen from a day."""

    __pydantic_config__: ClassVar[ConfigDict] = WIRE

    as_of: date
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Tool:
    """One thing that can be asked: `act` does it, `read` says the outcome in words for a model or a person."""

    name: str
    title: str
    description: str
    asked: TypeAdapter[Any]
    given: TypeAdapter[Any]
    act: Callable[[Assistant, Any], Any]
    read: Callable[[Any, Any], str] = field(repr=False)

    @property
    def takes(self) -> dict[str, Any]:
        """The JSON schema of its arguments, each with a sentence."""
        schema = self.asked.json_schema(by_alias=True)
        for name, each in schema["properties"].items():
            each["description"] = FIELDS[name]
        return schema

    @property
    def gives(self) -> dict[str, Any]:
        """The JSON schema of its outcome."""
        return self.given.json_schema(by_alias=True, mode="serialization")


def _changes(assistant: Assistant, wanted: WantedChanges) -> ChangeList:
    day = wanted.as_of or assistant.today()
    return ChangeList(day, assistant.changes(day, wanted.role, wanted.layer, wanted.language))


def _provision(assistant: Assistant, wanted: WantedProvision) -> ProvisionView:
    source, _, eid = wanted.provision.partition("/")
    view = assistant.provision(source, eid, wanted.language, wanted.as_of)
    if view is None:
        raise BadQuestion(
            f"There is no provision {wanted.provision[:80]!r}; take an id that search gives.", "provision"
        )
    return view


TOOLS = (
    Tool(
        "ask",
        "Ask a question",
        "Answers a question on digital law and policy for Dutch government bodies (AI Act, NIS2 and Cyberbeveiligingswet, "
        "GDPR, Woo, BIO2, Werkagenda and what surrounds them). Every sentence carries the number of the provision that it "
        "rests on, and was checked against it. Pass the numbers and links on with the answer. An outcome other than "
        "`answered` means that the sources do not say it: do not fill it in yourself.",
        TypeAdapter(Question),
        TypeAdapter(Answer),
        lambda assistant, asked: assistant.answer(asked),
        lambda _, answer: with_footnotes(answer),
    ),
    Tool(
        "search",
        "Search provisions",
        "Finds the provisions that belong to a question, best first, with what each says, its official words where they "
        "are here, its dates and its official address. Use it to read for yourself; use `ask` for a checked answer.",
        TypeAdapter(Search),
        TypeAdapter(SearchResult),
        lambda assistant, asked: assistant.search(asked),
        lambda _, found: texts.found(found),
    ),
    Tool(
        "get_provision",
        "Read one provision",
        "One provision as it holds on a day: summary, official words, dates, other editions, and the ids of its parts.",
        TypeAdapter(WantedProvision),
        TypeAdapter(ProvisionView),
        _provision,
        lambda _, view: texts.provision(view),
    ),
    Tool(
        "list_sources",
        "List the sources",
        "Every text that answers come from, highest rank first, in the edition of a day.",
        TypeAdapter(WantedSources),
        TypeAdapter(SourceList),
        lambda assistant, wanted: SourceList(assistant.sources(wanted.language, wanted.as_of)),
        lambda _, held: texts.sources(held.sources),
    ),
    Tool(
        "what_changed",
        "What changed and what will",
        "By day and source, from a year before a day to all that is known to come: which texts began, were amended or "
        "ended, and which duties must be followed from then. With a role or a layer, only what may bind who has it.",
        TypeAdapter(WantedChanges),
        TypeAdapter(ChangeList),
        _changes,
        lambda wanted, listed: texts.changes(listed.changes, listed.as_of, wanted.language),
    ),
)
