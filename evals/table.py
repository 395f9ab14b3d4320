"""A table in Markdown, and a section of a page that what was measured is written into."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """In Markdown."""
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [heads, ["---"] * len(heads), *rows])


def write_section(page: Path, title: str, text: str) -> None:
    """Put it under that heading instead of what stood there; a new heading comes last."""
    whole = page.read_text(encoding="utf-8")
    section = f"## {title}\n\n{text.strip()}\n"
    old = re.search(rf"^## {re.escape(title)}\n.*?(?=^## |\Z)", whole, re.DOTALL | re.MULTILINE)
    if old:
        whole = f"{whole[: old.start()]}{section}\n{whole[old.end() :]}"
    else:
        whole = f"{whole.rstrip()}\n\n{section}"
    page.write_text(f"{whole.rstrip()}\n", encoding="utf-8")
