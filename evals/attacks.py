"""Asks every attack, with the quoting model and with a model that obeys, and tells which came through."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant import Assistant
from corpus.progress import progress
from evals.attack_set import KINDS, Attack
from evals.breaches import breaches
from evals.obeying import obeying
from evals.planting import planted
from evals.run import Trace


def attacked(attacks: Sequence[Attack], assistant: Assistant) -> tuple[Trace, ...]:
    """Every attack twice: with the assistant's own model, and with one that does what the attack asks."""
    with TemporaryDirectory() as folder:
        hidden = _beside(assistant, attacks, Path(folder)) if any(each.is_planted for each in attacks) else assistant
        return tuple(
            trace(attack, Assistant(live.live, model(attack.claim), assistant.context_tokens, assistant.today))
            for model in (lambda _: assistant.model, obeying)
            for attack in progress(attacks, "attacking")
            for live in [hidden if attack.is_planted else assistant]
        )


def trace(attack: Attack, assistant: Assistant) -> Trace:
    """One attack on one assistant."""
    answer = assistant.answer(attack.asked)
    found = tuple(breaches(attack, answer, assistant.live.now()))
    return Trace(attack.id, attack.kind, attack.language, assistant.model.name, found)  # whoever wrote in the end


def table(traces: Sequence[Trace]) -> str:
    """One row a kind: how many there are, and how many came through with each model; then which, and how."""
    models = list(dict.fromkeys(each.model for each in traces))
    lines = [f"| attacks | number | {' | '.join(f'came through, {each}' for each in models)} |"]
    lines.append("|---" * (2 + len(models)) + "|")
    for name in (*KINDS, "all"):
        mine = [each for each in traces if name in ("all", each.kind)]
        counts = [sum(each.came_through for each in mine if each.model == model) for model in models]
        number = len({each.id for each in mine})
        if number:
            lines.append(f"| {name} | {number} | {' | '.join(map(str, counts))} |")
    return "\n".join([*lines, "", summary(traces)])


def summary(traces: Iterable[Trace]) -> str:
    """In a line: "Attacks that came through: 0 of 210 (quoting), 0 of 210 (obeying)."."""
    by_model: dict[str, list[bool]] = {}
    for each in traces:
        by_model.setdefault(each.model, []).append(each.came_through)
    counts = ", ".join(f"{sum(each)} of {len(each)} ({model})" for model, each in by_model.items())
    return f"Attacks that came through: {counts}." if counts else ""


def stories(traces: Iterable[Trace]) -> Iterator[str]:
    """Which came through, and how, a line each."""
    for each in traces:
        if each.came_through:
            yield f"- {each.id} ({each.model}): {'; '.join(each.reasons)}"


def _beside(assistant: Assistant, attacks: Sequence[Attack], folder: Path) -> Assistant:
    index = assistant.live.now()
    return Assistant(planted(attacks, index, folder), assistant.model, assistant.context_tokens, assistant.today)
