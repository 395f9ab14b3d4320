"""Says how fast it is here: the time to the first answer and the times of the ones after it."""

import time
from collections.abc import Sequence
from statistics import median, quantiles

from assistant import Assistant
from assistant.types import Question

ROUNDS = 5


def times(assistant: Assistant, questions: Sequence[Question]) -> str:
    """Milliseconds an answer, everything included, over all questions a few times."""
    started = time.perf_counter()
    assistant.answer(questions[0])
    first = time.perf_counter() - started
    seconds = [assistant.answer(question).seconds for _ in range(ROUNDS) for question in questions]
    slow = quantiles(seconds, n=20)[-1]
    return (
        f"first answer after opening {1000 * first:.0f} ms; then over {len(seconds)} answers "
        f"median {1000 * median(seconds):.0f} ms, 95th percentile {1000 * slow:.0f} ms"
    )
