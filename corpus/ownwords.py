"""The own-words rule, checked mechanically: no text of this repository shares a long run of words with an official one.

Figures, titles of acts and official terms carry over, so numbers do not count and a run must be long: RUN was set on
1,138 digests, where 10 words in a row were still mostly terms and references, and 12 were phrases.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

RUN = 12  # words in a row
DIFFERENT = 2 / 3  # of them: a row of references ("article … and article …") is no phrase
FOLDERS = ("assistant", "corpus", "docs", "evals", "indexing", "tests", "ui")
ENDINGS = (".yaml", ".toml", ".md", ".py", ".html", ".css", ".json")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
Run = tuple[str, ...]


def own_texts(root: Path) -> Iterator[tuple[str, str]]:
    """Every text file of the repository, by its path in it."""
    files = (file for folder in FOLDERS for file in (root / folder).rglob("*"))
    for file in (*root.glob("*.md"), *sorted(files)):
        if file.is_file() and file.suffix in ENDINGS:
            yield str(file.relative_to(root)), file.read_text(encoding="utf-8")


def shared_runs(ours: Iterable[tuple[str, str]], theirs: Iterable[str], length: int = RUN) -> Iterator[tuple[str, str]]:
    """Each run of words that a text of ours, by its name, shares with any of theirs; where runs overlap, the first."""
    official = {run for text in theirs for run in _runs(text, length) if _is_phrase(run)}
    for name, text in ours if official else ():
        told = 0  # words that are part of the run before
        for run in _runs(text, length):
            if told:
                told -= 1
            elif run in official:
                told = length
                yield name, " ".join(run)


def _runs(text: str, length: int) -> Iterator[Run]:
    words = _WORD.findall(text.lower())
    return zip(*(words[start:] for start in range(length)), strict=False)


def _is_phrase(run: Run) -> bool:
    return len(set(run)) >= DIFFERENT * len(run)
