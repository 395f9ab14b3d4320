"""Prints what the container needs of pyproject.toml: all of it but what only training, measuring and other encoders need.

Nothing of that is imported to answer a question; `--all` leaves nothing out, for an installation that names another
encoder or a reranker.
"""

import re
import sys
import tomllib
from pathlib import Path

LEFT_OUT = {"langchain-text-splitters", "matplotlib", "sentence-transformers", "torch"}


def dependencies(project: Path, *, everything: bool) -> list[str]:
    """As pip reads them, one each; the driver of PostgreSQL is among them."""
    said = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
    wanted = [*said["dependencies"], *said["optional-dependencies"]["postgres"]]
    return [each for each in wanted if everything or re.split(r"[\[<>=~! ]", each)[0] not in LEFT_OUT]


if __name__ == "__main__":
    print(*dependencies(Path(__file__).parents[1] / "pyproject.toml", everything="--all" in sys.argv[1:]), sep="\n")
