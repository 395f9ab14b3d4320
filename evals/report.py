"""Says how good it is, as Markdown, with an honest interval."""

from collections.abc import Callable, Sequence
from math import sqrt

from evals.scoring import Score, share

MEASURES: dict[str, Callable[[Score], bool]] = {
    "strictly right": lambda score: score.right,
    "right outcome": lambda score: score.outcome,
    "all facts": lambda score: score.facts,
    "nothing false": lambda score: score.nothing_false,
}
FOUND: dict[str, Callable[[Score], bool]] = {  # only where there is a provision to find
    "expected provision cited": lambda score: score.cited,
    "expected provision found first": lambda score: score.rank == 1,
    "expected provision among the first 5": lambda score: 1 <= score.rank <= 5,
}


def table(scores: Sequence[Score]) -> str:
    """One row a measure: all, Dutch, English, and the 95 % interval of all (Wilson 1927)."""
    lines = ["| measure | all | Dutch | English | 95 % interval |", "|---|---|---|---|---|"]
    for measures, some in ((MEASURES, scores), (FOUND, [score for score in scores if score.case.expected])):
        for name, measure in measures.items():
            parts = [[measure(score) for score in some if score.case.language in each] for each in ("nl en", "nl", "en")]
            low, high = interval(parts[0])
            shares = " | ".join(f"{share(part):.0%} of {len(part)}" for part in parts)
            lines.append(f"| {name} | {shares} | {low:.0%} to {high:.0%} |")
    return "\n".join(lines)


def failures(scores: Sequence[Score]) -> str:
    """What went wrong, a line each."""
    return "\n".join(
        f"- {score.case.id} ({score.faults}; rank {score.rank}): {score.answer.outcome}, "
        f"cites {', '.join(each.provision for each in score.answer.citations) or 'nothing'}"
        for score in scores
        if not score.right
    )


def interval(values: Sequence[bool]) -> tuple[float, float]:
    """Wilson's score interval of a share at 95 %."""
    number, z = len(values), 1.96
    if not number:
        return 0.0, 1.0
    mean = sum(values) / number
    middle = (mean + z * z / (2 * number)) / (1 + z * z / number)
    reach = z * sqrt(mean * (1 - mean) / number + z * z / (4 * number * number)) / (1 + z * z / number)
    return middle - reach, middle + reach
