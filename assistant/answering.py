"""From a question to a checked answer. This page is the whole way; every door of the house comes through here."""

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from uuid import uuid4

from assistant.budget import fit
from assistant.citing import citation, considered, follow_ups
from assistant.draft import Sentence, render
from assistant.ending import asking_back, declined
from assistant.enough import VERDICT, is_enough, is_of_the_field
from assistant.evidence import (
    Found,
    choose,
    has_no_source,
    holding,
    roles_apart,
    with_parts,
    with_sanction,
    with_start,
)
from assistant.focus import focused
from assistant.library import Library
from assistant.messages import message
from assistant.notices import left_open, notices
from assistant.personal import masked, objection
from assistant.pinpointing import pinpointed
from assistant.scope import declining, verdict
from assistant.searching import find, stamp
from assistant.types import Answer, Outcome, Progress, Question
from assistant.understanding import Query, understand, without
from assistant.writing import Model, write
from corpus.types import Provision
from indexing.leaning import Talk
from indexing.opening import LiveIndex
from indexing.search import Index

LOG = logging.getLogger(__name__)


class Assistant(Library):
    """Answers questions from one live index with one model, and opens what its answers rest on."""

    def __init__(
        self, live: LiveIndex, model: Model, context_tokens: int, today: Callable[[], date] = date.today
    ) -> None:
        super().__init__(live, today)
        self.model, self.context_tokens = model, context_tokens

    def as_checked(self) -> "Assistant":
        """The same, for whom today is the day up to which the texts were checked: what an evaluation asks."""
        return Assistant(self.live, self.model, self.context_tokens, self.corpus_date)

    def answer(self, question: Question) -> Answer:
        """The answer alone. Raises AssistantError with a sentence for the reader."""
        return next(step for step in self.answering(question) if isinstance(step, Answer))

    def answering(self, question: Question) -> Iterator[Progress | Answer]:
        """Signs of life, and at the end exactly one answer. Unchecked text is never handed out."""
        started = time.perf_counter()
        index = self._index()
        query = understand(question, self.today(), index.sources)
        if why := objection(question, query.language):  # before anything is searched, shown or sent
            blank = self._blank(question, query, index, ())
            yield _timed(replace(blank, outcome=Outcome.BLOCKED, text=why), started)
            return
        yield _progress("understanding", query)

        kind = declining(question.question, query.text)
        rest = without(query, kind) if kind else query
        if rest is None:
            blank = self._blank(question, query, index, ())
            yield _timed(declined(blank, Outcome.OUT_OF_SCOPE, query, kind), started)
            return
        query = rest
        yield _progress("searching", query, count=len(index.by_source))
        found = find(index, query)
        blank = self._blank(question, query, index, found)
        # Words of another field in one part of a question do not make the other part any less ours.
        texts = (query.typed, *(part.text for part in query.parts))
        words = max(map(index.belongs, texts))
        if not is_enough(found, query, words):
            ours = kind is None and is_of_the_field(query, words)
            outcome = Outcome.NOTHING_FOUND if ours else Outcome.OUT_OF_SCOPE
            kind = kind or (verdict() if index.belonging.verdict.weight(query.typed) >= VERDICT else None)
            yield _timed(declined(blank, outcome, query, kind), started)
            return
        if roles := roles_apart(found, query):
            yield _timed(asking_back(blank, roles, query), started)
            return
        answering, unanswered = self._parts(query, index)
        chosen = with_parts(choose(found), answering)
        chosen = with_sanction(with_start(chosen, index, query), index, query)
        evidence = focused(self._within_budget(chosen, query), query, index.encoder)
        yield _progress("reading", query, count=len(evidence))
        written = yield from write(self.model, query, evidence)
        blank = replace(blank, removed=written.removed, model=written.model)
        if not written.sentences:
            yield _timed(declined(blank, Outcome.NOTHING_FOUND, query), started)
            return
        held, used = _renumbered(*pinpointed(written.sentences, evidence, index, query))
        answer = replace(
            blank,
            outcome=Outcome.ANSWERED if written.is_whole and not unanswered and not kind else Outcome.PARTLY_ANSWERED,
            text=render(held),
            citations=tuple(citation(number, each, query) for number, each in enumerate(used, 1)),
            notices=(
                *written.notices,
                *left_open(unanswered, kind, query.language),
                *notices(query, used, found, index.editions),
            ),
            follow_ups=follow_ups(found, used, query),
            considered=considered(found, used, query.language),
        )
        yield _timed(answer, started)

    def _parts(self, query: Query, index: Index) -> tuple[list[Found], list[str]]:
        """Of each thing that is asked beside others, the provision that answers it; and what none answers.

        Whether one does is judged by its own words; which one, beside the whole question ("and how much time do I get?").
        """
        answering, unanswered = [], []
        for part in query.parts:
            found = holding(index.search(part.text, query.language), query.as_of, index)
            if has_no_source(part, found, query):
                unanswered.append(part.typed)
            elif is_enough(found, replace(query, text=part.text, talk=None), index.belongs(part.text)):
                if part.whole:
                    beside = index.search(part.text, query.language, talk=Talk(part.text, part.whole))
                    found = holding(beside, query.as_of, index) or found
                answering.append(found[0])
        return answering, unanswered

    def _within_budget(self, chosen: tuple[Found, ...], query: Query) -> tuple[Found, ...]:
        """As many as a model may read, and the leading one in any case; what falls off is logged."""
        fitting = max(fit([_reading(each.provision, query) for each in chosen], self.context_tokens), 1)
        if fitting < len(chosen):
            LOG.info("%d of %d provisions fit in %d tokens", fitting, len(chosen), self.context_tokens)
        return chosen[:fitting]

    def _blank(self, question: Question, query: Query, index: Index, found: tuple[Found, ...]) -> Answer:
        """What every answer carries, whatever its outcome."""
        return Answer(
            id=str(uuid4()),
            question=masked(question.question, query.language),
            language=query.language,
            as_of=query.as_of,
            corpus_date=date.fromisoformat(index.manifest.corpus_date),
            outcome=Outcome.NOTHING_FOUND,
            text="",
            index=stamp(index),
            considered=considered(found, (), query.language),
            model=self.model.name,
        )


def _timed(answer: Answer, started: float) -> Answer:
    return replace(answer, seconds=round(time.perf_counter() - started, 4))


def _progress(stage: str, query: Query, **values: object) -> Progress:
    return Progress(stage, message(f"progress.{stage}", query.language, **values))


def _reading(provision: Provision, query: Query) -> str:
    """What a model would read of a provision: this is what the token budget counts."""
    official = provision.text(query.language)
    gist = provision.digest.gist.inside(query.language) if provision.digest else ""
    return f"{provision.name(query.language)}\n{gist}\n{official.words if official else ''}"


def _renumbered(
    held: tuple[Sentence, ...], evidence: tuple[Found, ...]
) -> tuple[tuple[Sentence, ...], tuple[Found, ...]]:
    """Number the provisions in the order in which the text cites them; what is not cited falls away."""
    order = list(dict.fromkeys(number for sentence in held for number in sentence.numbers))
    place = {number: new for new, number in enumerate(order, 1)}
    renumbered = tuple(
        Sentence(each.text, tuple(place[number] for number in each.numbers), each.is_item, each.opens) for each in held
    )
    return renumbered, tuple(evidence[number - 1] for number in order)
