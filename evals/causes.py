"""Why an answer is not strictly right, in words that say where to look."""

from collections.abc import Iterator

from evals.scoring import Score


def causes(score: Score) -> tuple[str, ...]:
    """Empty where it is right."""
    return () if score.right else tuple(_causes(score))


def _causes(score: Score) -> Iterator[str]:
    case, answer = score.case, score.answer
    if not score.outcome:
        yield f"outcome {answer.outcome}, expected {' or '.join(case.outcomes)}"
    if case.expected and not score.cited:
        yield _lost(score)
    if score.owes_facts:
        for fact, said in zip(case.facts, score.said, strict=True):
            if not said:
                yield f"does not say “{fact.any[0]}”"
    for each in score.asserted:
        yield f"says “{each}”"
    for each in score.invented:
        yield f"{each} does not exist"


def _lost(score: Score) -> str:
    """How far the expected provision came."""
    expected = ", ".join(score.case.expected)
    if score.paragraph and score.paragraph.rank:
        return f"found {expected} at rank {score.paragraph.rank}, but does not cite it"
    if score.article and score.article.rank:
        return f"found another part of the article at rank {score.article.rank}, not {expected}"
    return f"did not find {expected}"
