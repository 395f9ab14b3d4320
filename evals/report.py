"""Says how good it is, as Markdown: every figure with its interval and its difference from the committed baseline."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import mean, quantiles

from evals.attacks import stories as attack_stories
from evals.attacks import table as attack_table
from evals.calibration import bins, error
from evals.intervals import Interval, bootstrap, paired
from evals.retrieval import Ours
from evals.run import Row, Run
from evals.scoring import MEASURES

LEARNT = {"dev": "learnt on these", "test": "not learnt on these"}  # what the likelihoods have to do with each
SHOWN = ("hit@1", "hit@5", "recall in budget", "nDCG@8", "MRR")  # of the retrievers, besides hit in budget


def report(run: Run, before: Run | None) -> str:
    """The whole of it."""
    parts = [heading(run, before), *(f"## {title}\n\n{body}" for title, body in _tables(run, before) if body)]
    return "\n\n".join(parts)


def heading(run: Run, before: Run | None) -> str:
    """What was measured, and against what."""
    counts = ", ".join(f"{len(run.split(split))} {split}" for split in ("dev", "test") if run.split(split))
    since = f"compared with the baseline of {before.made_at[:10]}" if before else "there is no baseline yet"
    official = f"{run.official} of {run.provisions} provisions with official words"
    judged = f", judge {run.judge}" if run.judge else ""
    return (
        f"{counts} questions · model {run.model}{judged} · encoder {run.encoder} · {official} · {since} · "
        f"{run.seconds:.0f} s"
    )


def _tables(run: Run, before: Run | None) -> Iterator[tuple[str, str]]:
    yield "Answers", answers(run, before)
    yield "Attacks", attacks(run)
    yield "Likelihood of the first provision, and how often it is right", likelihoods(run)
    yield "Retrieval within 2,000 tokens", retrieval(run)
    yield "Question language → text language, hit@5", languages(run)
    yield "Sets that others published", external(run)


def answers(run: Run, before: Run | None) -> str:
    """One row a measure; 95 % bootstrap intervals; the difference over the questions that both runs have."""
    splits = [split for split in ("dev", "test") if run.split(split)]
    lines = [f"| measure | {' | '.join(splits)} | Dutch | English | since the baseline |"]
    lines.append("|---" * (len(splits) + 4) + "|")
    for measure in MEASURES:
        columns = [run.values(measure, run.split(split)) for split in splits]
        columns += [run.values(measure, [row for row in run.rows if row.language == each]) for each in ("nl", "en")]
        if any(columns):
            cells = [shown(bootstrap(column), len(column)) for column in columns]
            lines.append(f"| {measure} | {' | '.join(cells)} | {_since(run, before, measure)} |")
    return "\n".join([*lines, "", latency(run.rows)])


def attacks(run: Run) -> str:
    """How many came through, kind by kind, and which."""
    return (
        "\n\n".join(filter(None, [attack_table(run.attacks), "\n".join(attack_stories(run.attacks))]))
        if run.attacks
        else ""
    )


def likelihoods(run: Run) -> str:
    """One row a bin, dev and test apart; the error below it."""
    lines = ["| questions | likelihood | number | said | right |", "|---" * 5 + "|"]
    errors = []
    for split, how in LEARNT.items():
        if found := list(bins(run.split(split))):
            errors.append(f"{split} ({how}) {error(found):.3f}")
            lines += [
                f"| {split} | {each.low:.1f}–{each.high:.1f} | {each.number} | {each.said:.1%} | {each.right:.1%} |"
                for each in found
            ]
    return "\n".join([*lines, "", f"Expected calibration error: {', '.join(errors)}."]) if errors else ""


def retrieval(run: Run) -> str:
    """One row a retriever on each set, at each level."""
    if not run.trials:
        return ""
    lines = [f"| set | level | retriever | hit in budget | {' | '.join(SHOWN)} |", "|---" * (4 + len(SHOWN)) + "|"]
    for trial in run.trials:
        hit = trial.values["hit in budget"]
        others = " | ".join(f"{mean(trial.values[name]):.2f}" if hit else "–" for name in SHOWN)
        lines.append(
            f"| {trial.set} | {trial.level} | {trial.retriever} | {shown(bootstrap(hit), len(hit))} | {others} |"
        )
    return "\n".join(lines)


def languages(run: Run) -> str:
    """The grid."""
    if not run.grid:
        return ""
    lines = ["| | article | paragraph |", "|---|---|---|"]
    for cell in sorted(run.grid, key=lambda each: (each.asked, each.searched), reverse=True):
        both = [shown(bootstrap(values), len(values)) for values in (cell.article, cell.paragraph)]
        lines.append(f"| {cell.asked} → {cell.searched} | {' | '.join(both)} |")
    return "\n".join(lines)


def external(run: Run) -> str:
    """What was scored of each set, and what was left out and why."""
    if not run.external:
        return "No sets here: give their folder with --external." if run.trials else ""
    found = {trial.set: sum(trial.values["hit in budget"]) for trial in run.trials if trial.retriever == Ours.name}
    heads = "set, scored, reachable in this index, of which found, duplicates, other acts, in training data, written by"
    lines = [f"| {' | '.join(heads.split(', '))} | licence |", "|---" * 9 + "|"]
    for each in run.external:
        share = f"{found[each.name] / each.reachable:.1%}" if each.reachable else "–"
        numbers = (each.scored, each.reachable, share, each.duplicates, each.outside, each.leaked)
        lines.append(f"| {each.name} | {' | '.join(map(str, numbers))} | {each.written_by} | {each.licence} |")
    return "\n".join(lines)


def groups(run: Run) -> Mapping[str, Mapping[str, tuple[Interval, int]]]:
    """Strict accuracy by source, type and language: name, figure and how many questions, the best first."""
    members: dict[str, dict[str, list[Row]]] = {"source": {}, "type": {}, "language": {}}
    for row in run.rows:
        belongs = [("language", row.language), ("type", row.type)]
        belongs += [("source", source) for source in row.sources or ("no source",)]
        for kind, name in belongs:
            members[kind].setdefault(name, []).append(row)
    found = {
        kind: {name: (bootstrap(run.values("strictly right", rows)), len(rows)) for name, rows in names.items()}
        for kind, names in members.items()
    }
    return {kind: dict(sorted(names.items(), key=lambda item: -item[1][0].mean)) for kind, names in found.items()}


def stories(run: Run, most: int) -> str:
    """The worst dev questions with the causes, a line each."""
    return "\n".join(f"- {row.id}: {'; '.join(row.story.causes)}" for row in run.worst(most) if row.story)


def latency(rows: Sequence[Row]) -> str:
    """p50 and p95 of whole answers: the values that half and 95 % of the questions stay under."""
    seconds = [row.seconds for row in rows]
    if len(seconds) < 2:
        return ""
    places = quantiles(seconds, n=20, method="inclusive")
    return f"Latency of an answer: p50 {1000 * places[9]:.0f} ms, p95 {1000 * places[18]:.0f} ms."


def shown(figure: Interval, number: int) -> str:
    return f"{figure.mean:.1%} ({100 * figure.low:.0f}–{100 * figure.high:.0f}) of {number}" if number else "–"


def signed(difference: Interval) -> str:
    """In points of a hundred, with a star where the interval does not hold zero."""
    if difference.mean == difference.low == difference.high == 0:
        return "the same"
    star = " *" if difference.is_certain else ""
    return f"{100 * difference.mean:+.1f} ({100 * difference.low:+.0f} to {100 * difference.high:+.0f}){star}"


def pairs(before: Run, after: Run, measure: str, split: str = "") -> list[tuple[str, float, float]]:
    """Id and both values of each question that both runs have, as far as the measure applies in both."""
    known = {(row.split, row.id): row for row in before.rows}
    both = [(known[row.split, row.id], row) for row in after.rows if (row.split, row.id) in known]
    return [
        (late.id, early.values[measure], late.values[measure])
        for early, late in both
        if measure in early.values and measure in late.values and split in ("", late.split)
    ]


def _since(run: Run, before: Run | None, measure: str) -> str:
    both = pairs(before, run, measure) if before else []
    return signed(paired([early for _, early, _ in both], [late for _, _, late in both])) if both else "–"
