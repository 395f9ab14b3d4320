"""Holds two runs against each other, question by question; and guards the committed one."""

from collections.abc import Iterator

from evals.intervals import bootstrap, paired
from evals.report import pairs, signed
from evals.run import Run
from evals.scoring import MEASURES, PERFECT


def compare(before: Run, after: Run) -> str:
    """One row a measure with the paired interval, then which dev questions changed; of the test only how many."""
    lines = [f"{before.made_at} → {after.made_at}: {_setting(before, after)}", ""]
    lines += ["| measure | before | after | difference | better | worse |", "|---" * 6 + "|"]
    for measure in MEASURES:
        if both := pairs(before, after, measure):
            early, late = [each[1] for each in both], [each[2] for each in both]
            up, down = sum(b > a for _, a, b in both), sum(b < a for _, a, b in both)
            lines.append(
                f"| {measure} | {bootstrap(early).mean:.1%} | {bootstrap(late).mean:.1%} "
                f"| {signed(paired(early, late))} | {up} | {down} |"
            )
    lines += ["", *_changed(before, after)]
    return "\n".join(lines)


def breaks(before: Run, after: Run) -> Iterator[str]:
    """The dev figures that dropped below the interval of the baseline's, with the questions that did it.

    Only questions that both runs have count, so that new ones need no new baseline. A figure that must be perfect
    may not drop at all.
    """
    for measure in MEASURES:
        both = pairs(before, after, measure, "dev")
        was, now = bootstrap([each[1] for each in both]), bootstrap([each[2] for each in both])
        floor = was.mean if measure in PERFECT else was.low
        if both and now.mean < floor - 1e-9:
            broken = ", ".join(name for name, early, late in both if late < early)
            yield f"{measure} dropped from {was.mean:.1%} to {now.mean:.1%}, below {floor:.1%}. What broke: {broken}."


def _changed(before: Run, after: Run) -> Iterator[str]:
    for split in ("dev", "test"):
        both = pairs(before, after, "strictly right", split)
        better, worse = [name for name, a, b in both if b > a], [name for name, a, b in both if b < a]
        for what, names in (("now right", better), ("now wrong", worse)):
            if names:
                named = ": " + ", ".join(names) if split == "dev" else ""
                yield f"- {split}, {what}: {len(names)}{named}"


def _setting(before: Run, after: Run) -> str:
    """What else differs: then a difference is not of the code alone."""
    same = {
        "corpus": before.content == after.content,
        "encoder": before.encoder == after.encoder,
        "model": before.model == after.model,
    }
    different = [name for name, equal in same.items() if not equal]
    return f"another {' and '.join(different)}" if different else "the same corpus, encoder and model"
