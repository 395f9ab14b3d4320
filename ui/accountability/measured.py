"""The figures that lie in this checkout: of the whole assistant (evals), and of the encoder that ships.

They are read as files: this folder knows neither the evaluation nor the index.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from statistics import mean
from typing import Any

ROOT = Path(__file__).parents[2]
BASELINE = ROOT / "evals" / "baseline.json"
ENCODER = ROOT / "indexing" / "encoder"
ATTACKS = ROOT / "evals" / "cases" / "attacks.yaml"
SPLITS = ("dev", "test")  # those that it was tuned with, and those that it was not
SHOWN = (
    "strictly right", "right outcome", "nothing forbidden said", "no invented provision", "no false answer",
    "no false refusal", "article hit@1", "article hit@5", "paragraph hit@5",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measured:
    """A run of the evaluation. `figures`: a measure, its mean in each of SPLITS, from 0 to 1, and of how many."""

    day_made: date
    encoder: str
    model: str
    figures: tuple[tuple[str, tuple[tuple[float, int], ...]], ...]


@cache
def measured(file: Path = BASELINE) -> Measured | None:
    """None where there is no such file: an installation may come without the evaluation."""
    if not file.is_file():
        return None
    run = json.loads(file.read_text(encoding="utf-8"))
    figures = tuple((measure, tuple(_mean(run["rows"], split, measure) for split in SPLITS)) for measure in SHOWN)
    return Measured(date.fromisoformat(run["made_at"][:10]), run["encoder"], run["model"], figures)


@cache
def training(folder: Path = ENCODER) -> dict[str, Any] | None:
    """How the encoder that ships was made, with its own figures and the digest of its file; None where it is not here."""
    file, weights = folder / "training.json", folder / "model.safetensors"
    if not (file.is_file() and weights.is_file()):
        return None
    content = weights.read_bytes()
    head = json.loads(content[8 : 8 + int.from_bytes(content[:8], "little")])
    pieces, dimensions = next(each["shape"] for name, each in head.items() if name != "__metadata__")
    made: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    size = {"sha256": sha256(content).hexdigest(), "megabytes": round(len(content) / 1e6, 1)}
    return made | size | {"pieces": pieces, "dimensions": dimensions}


@cache
def attacks(file: Path = ATTACKS) -> int:
    """How many attacks the evaluation tries; 0 where it is not here."""
    return file.read_text(encoding="utf-8").count("\n- id: ") if file.is_file() else 0


def table(found: Measured) -> str:
    """As Markdown."""
    lines = [f"| measure | {' | '.join(SPLITS)} |", "|---" * (1 + len(SPLITS)) + "|"]
    lines += [
        f"| {measure} | {' | '.join(f'{value:.3f} ({number})' for value, number in values)} |"
        for measure, values in found.figures
        if any(number for _, number in values)
    ]
    return "\n".join(lines)


def _mean(rows: Iterable[dict[str, Any]], split: str, measure: str) -> tuple[float, int]:
    values = [each["values"][measure] for each in rows if each["split"] == split and measure in each["values"]]
    values = [each for each in values if each is not None]
    return (mean(values) if values else 0.0, len(values))
