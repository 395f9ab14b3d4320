"""The model card of the encoder, with the figures that lie beside it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ui.accountability.facts import Facts
from ui.accountability.measured import Measured, measured, table, training

FILE = Path(__file__).parent / "texts" / "model-card.md"
HELD_OUT = {"digests held out": "questions and digests", "law": "EU law"}
NOT_HERE = "# Model card\n\nThe encoder that ships is not in this installation, so there is nothing to tell of it.\n"


def card(facts: Facts, day: date) -> str:
    """As Markdown, in English."""
    made = training()
    if made is None:
        return NOT_HERE
    return FILE.read_text(encoding="utf-8").format(
        day=day,
        which=_which(facts),
        steps=", ".join(f"{number} steps of {name}" for name, number in made["steps"].items()),
        teacher=made["teacher"]["sha256"],
        held_out="\n\n".join(_held_out(title, made["figures"][name]) for name, title in HELD_OUT.items()),
        measured=_measured(measured()),
        **{name: made[name] for name in ("dimensions", "pieces", "megabytes", "sha256", "seed", "seconds", "texts", "digests")},
    )  # fmt: skip


def _which(facts: Facts) -> str:
    if not facts.encoder:
        return "This installation uses it."
    return (
        f"**This installation uses another encoder: {facts.encoder}.** Nothing below is about that one; read the card of "
        "its maker, and measure with `make evals`."
    )


def _held_out(title: str, figures: Mapping[str, Mapping[str, Any]]) -> str:
    lines = [f"| {title} | among | hit@1 | hit@10 |", "|---|---|---|---|"]
    lines += [
        f"| {pair} | {each['candidates']} | {each['hit@1']} | {each['hit@10']} |" for pair, each in figures.items()
    ]
    return "\n".join(lines)


def _measured(found: Measured | None) -> str:
    if found is None:
        return "Not measured here: the evaluation is not in this installation."
    return (
        f"On {found.day_made}, with encoder `{found.encoder}` and model `{found.model}`, on the golden questions in "
        f"`evals/cases` (in brackets how many a figure is of; *test* was not used for tuning):\n\n{table(found)}"
    )
