"""What a retriever brings for a question: things to read, best first, as far as a budget of tokens goes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from statistics import mean
from typing import Protocol

from assistant import Assistant
from assistant.budget import count
from assistant.types import Answer, Question
from corpus.errors import Refusal
from corpus.types import Provision
from evals.metrics import Judged, Level, judge
from indexing.search import Index

BUDGET = 2000  # tokens: at a fixed number of things to read, big chunks would win by being big
RANKS, BUDGETS = range(1, 11), (250, 500, 1000, 1500, 2000)  # of the curves
DEPTH = 30  # things read at most; the budget ends before it
MEASURES: Mapping[str, Callable[[Judged], float]] = {
    "hit@1": lambda judged: judged.hit(1),
    "hit@5": lambda judged: judged.hit(5),
    "hit in budget": lambda judged: judged.hit(),
    "recall in budget": lambda judged: judged.recall(),
    "nDCG@8": lambda judged: judged.ndcg(8),
    "MRR": lambda judged: judged.reciprocal_rank(),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing to read: the provisions whose text is in it, and what it costs."""

    provisions: tuple[str, ...]
    tokens: int


@dataclass(frozen=True, slots=True)
class Query:
    """A question with the provisions that a retriever should bring."""

    id: str
    question: Question
    expected: tuple[str, ...]
    ignored: tuple[str, ...] = ()  # neither right nor wrong

    @property
    def language(self) -> str:
        return self.question.language or "nl"

    @property
    def text(self) -> str:
        """As a retriever without understanding gets it: with the question before it in the conversation, if any."""
        earlier = [turn.content for turn in self.question.history if turn.role == "user"]
        return " ".join([*earlier[-1:], self.question.question])


class Retriever(Protocol):
    """Ours, or what a user would pick instead."""

    @property
    def name(self) -> str:
        """As the report calls it."""

    def read(self, query: Query) -> Iterable[Reading]:
        """Best first."""


class Bill:
    """What it costs to read a provision: the tokens of all that the corpus says of it in the question's language."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._tokens: dict[tuple[str, str], int] = {}

    def readings(self, provisions: Iterable[str], language: str) -> Iterator[Reading]:
        """One provision at a time."""
        for each in provisions:
            if (each, language) not in self._tokens:
                self._tokens[each, language] = count(words(self._index.editions[each][-1], language))
            yield Reading((each,), self._tokens[each, language])


def words(provision: Provision, language: str) -> str:
    """All that is searched of a provision in one language: where it stands, gist, questions, official words."""
    digest, official = provision.digest, provision.text(language)
    parts = [f"{provision.headings.inside(language)} {provision.name(language)}".strip()]
    parts += [digest.gist.inside(language), *digest.asks(language)] if digest else []
    return "\n".join([*parts, official.words] if official else parts)


class Ours:
    """The product as it answers: what it considered, after understanding, references, fusion and the edition in force."""

    name = "Beleidswijzer"

    def __init__(self, assistant: Assistant, index: Index, bill: Bill) -> None:
        self._assistant, self._index, self._bill = assistant, index, bill

    def read(self, query: Query) -> Iterator[Reading]:
        considered = ask(self._assistant, query.question, self._index).considered
        return self._bill.readings([each.provision for each in considered], query.language)


def ask(assistant: Assistant, question: Question, index: Index) -> Answer:
    """The answer, as long as it comes from this index: half a run on another one would be no run."""
    answer = assistant.answer(question)
    if answer.index.version != index.manifest.version:
        raise Refusal("The index was replaced during the run: run it again.")
    return answer


def within(readings: Sequence[Reading], budget: int = BUDGET) -> list[str]:
    """The provisions in what fits: readings from the first on, until one does not fit; the first one always counts."""
    fitting = max(sum(total <= budget for total in accumulate(each.tokens for each in readings)), 1)
    return list(dict.fromkeys(provision for each in readings[:fitting] for provision in each.provisions))


def judged(readings: Sequence[Reading], query: Query, level: Level, budget: int = BUDGET) -> Judged:
    """What was read within the budget, held against what was expected."""
    return judge(within(readings, budget), query.expected, level, query.ignored)


@dataclass(frozen=True, slots=True)
class Trial:
    """One retriever on one set of questions at one level: the values of MEASURES per question, and its curves."""

    set: str
    level: Level
    retriever: str
    values: Mapping[str, tuple[float, ...]]
    by_rank: tuple[float, ...]  # hit@1 … hit@10
    by_tokens: tuple[float, ...]  # a hit within each of BUDGETS


def trials(name: str, queries: Sequence[Query], retriever: Retriever, levels: Sequence[Level]) -> Iterator[Trial]:
    """At each level; every question is asked once."""
    read = [list(retriever.read(query)) for query in queries]
    for level in levels:
        found = [judged(readings, query, level) for readings, query in zip(read, queries, strict=True)]
        yield Trial(
            set=name,
            level=level,
            retriever=retriever.name,
            values={measure: tuple(value(each) for each in found) for measure, value in MEASURES.items()},
            by_rank=tuple(mean(each.hit(k) for each in found) for k in RANKS),
            by_tokens=tuple(
                mean(
                    judged(readings, query, level, budget).hit() for readings, query in zip(read, queries, strict=True)
                )
                for budget in BUDGETS
            ),
        )
