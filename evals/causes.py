"""Why an answer is not strictly right, in words that say where to look."""

from collections.abc import Iterator

from evals.metrics import is_expected
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
    """How far an expected provision came."""
    expected = score.case.expected
    ranking = [each.provision for each in score.answer.considered]
    found = next((each for each in ranking if any(is_expected(each, sought) for sought in expected)), None)
    if found and score.paragraph:
        return f"found {found} at rank {score.paragraph.rank}, but does not cite it"
    sought = f"{expected[0]} or another of the {len(expected)} expected" if len(expected) > 1 else expected[0]
    if score.article and score.article.rank:
        return f"found another part of the article at rank {score.article.rank}, not {sought}"
    return f"did not find {sought}"
