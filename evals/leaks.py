"""Whether questions stand in the encoder's training data: what was learnt by heart proves nothing."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

RUN = 6  # words in a row
_WORD = re.compile(r"\w+")
BESIDE = Path("shared") / "training"  # beside the checkout


def shared_runs(questions: Iterable[tuple[str, str]], folder: Path) -> dict[str, set[str]]:
    """The runs of RUN words that a question, by its id, shares with a text in the folder's JSON lines."""
    runs = {identity: set(_runs(text)) for identity, text in questions}
    sought = set().union(*runs.values())
    found: set[tuple[str, ...]] = set()
    for text in _texts(folder):
        found.update(sought.intersection(_runs(text)))
    shared = {identity: {" ".join(run) for run in mine & found} for identity, mine in runs.items()}
    return {identity: each for identity, each in shared.items() if each}


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return zip(*(words[start:] for start in range(RUN)), strict=False)


def _texts(folder: Path) -> Iterator[str]:
    for file in sorted(folder.rglob("*.jsonl")):
        with file.open(encoding="utf-8") as lines:
            for line in lines:
                yield from (value for value in json.loads(line).values() if isinstance(value, str))
