"""The assistant with a watch beside it: how questions end and how long each stage takes, by which door they came."""

import time
from collections.abc import Generator, Iterator
from typing import cast

from assistant import Assistant, Refusal
from assistant.errors import BadQuestion
from assistant.types import Answer, Progress, Question
from ui.gate.places import Door
from ui.watch.figures import Figures
from ui.watch.visit import CURRENT

FIRST = "understanding"  # the stage before the first sign of life


class _Watched:
    """Does what the assistant does; everything that is not a question goes straight to it."""

    def __init__(self, assistant: Assistant, figures: Figures) -> None:
        self._assistant, self._figures = assistant, figures

    def __getattr__(self, name: str) -> object:
        return getattr(self._assistant, name)

    def answer(self, question: Question) -> Answer:
        return next(step for step in self.answering(question) if isinstance(step, Answer))

    def answering(self, question: Question) -> Iterator[Progress | Answer]:
        """Only the time of the assistant itself is counted, not that of whoever reads the steps."""
        visit = CURRENT.get()
        # The queue of the chat has no request, or that of whoever came first.
        is_of_a_request = visit and not visit.has_ended and visit.place.door is not Door.NONE
        door = visit.place.door if visit and is_of_a_request else Door.CHAT
        spent: dict[str, float] = {}
        outcome = "left"  # the reader went before the end
        try:
            for step in _timed(self._assistant.answering(question), spent):
                if isinstance(step, Answer):
                    outcome = str(step.outcome)
                    if step.model != self._assistant.model.name:
                        self._figures.model_failed()
                yield step
        except BadQuestion:
            outcome = "refused"
            raise
        except Refusal:
            outcome = "unavailable"
            raise
        except Exception:
            outcome = "failed"
            raise
        finally:
            for stage, seconds in spent.items():
                self._figures.stage(stage, seconds)
            self._figures.question(door, outcome, sum(spent.values()))


def _timed(steps: Iterator[Progress | Answer], spent: dict[str, float]) -> Generator[Progress | Answer]:
    """Each step, and in `spent` the seconds of each stage so far. Whoever closes this closes the steps too."""
    stage = FIRST
    try:
        while True:
            started = time.perf_counter()
            try:
                step = next(steps)
            except StopIteration:
                return
            finally:
                spent[stage] = spent.get(stage, 0.0) + time.perf_counter() - started
            if isinstance(step, Progress):
                stage = step.stage
            yield step
    finally:
        if isinstance(steps, Generator):
            steps.close()


def watched(assistant: Assistant, figures: Figures) -> Assistant:
    """The same assistant for every door."""
    return cast("Assistant", _Watched(assistant, figures))
