"""The libraries that this service runs with, theirs included, and under which licences; tools and tests are no part of it."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from ui.accountability.measured import ROOT

FILE = Path(__file__).with_name("licences.toml")
LONGEST = 60  # characters of a name; what is longer is the whole licence
_CLASSIFIER = "License :: OSI Approved :: "
_BETWEEN = re.compile(r"\s+(?:AND|OR)\s+|[()]")


@dataclass(frozen=True, slots=True)
class Library:
    """One that is installed. `licence` is an SPDX expression where its maker gave one, or what the maker wrote."""

    name: str
    version: str
    licence: str

    @property
    def is_allowed(self) -> bool:
        """Whether every licence in it stands on the list; what it may be used under besides does not matter."""
        names = [each.strip() for each in _BETWEEN.split(self.licence) if each.strip()]
        return bool(names) and all(_rules()["means"].get(each, each) in _rules()["allowed"] for each in names)


def libraries(project: Path = ROOT / "pyproject.toml") -> tuple[Library, ...]:
    """Those of `project.dependencies` and all that they need, on this machine, by name."""
    wanted = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["dependencies"]
    found: dict[str, tuple[Distribution, frozenset[str]]] = {}
    for each in wanted:
        _gather(each, "", found)
    return tuple(Library(name, each.version, licence(name, each)) for name, (each, _) in sorted(found.items()))


def licence(name: str, of: Distribution) -> str:
    """As its maker says it: the expression, the short name, or the classifiers; empty where nothing is said."""
    said = of.metadata.json
    short = str(said.get("license", "")).strip()
    classified = [each.removeprefix(_CLASSIFIER) for each in said.get("classifier", ()) if each.startswith(_CLASSIFIER)]
    choices = (
        _rules()["read"].get(name), str(said.get("license_expression", "")),
        short if 0 < len(short) <= LONGEST and "\n" not in short else "", " OR ".join(classified),
    )  # fmt: skip
    return next(filter(None, choices), "")


def refused(found: Iterable[Library]) -> tuple[Library, ...]:
    """Those whose licence is not on the list."""
    return tuple(each for each in found if not each.is_allowed)


def table(found: Iterable[Library]) -> Iterator[str]:
    """As Markdown, a line each."""
    yield from ("| library | version | licence |", "|---|---|---|")
    yield from (f"| {each.name} | {each.version} | {each.licence} |" for each in found)


def _gather(written: str, extra: str, found: dict[str, tuple[Distribution, frozenset[str]]]) -> None:
    from packaging.requirements import Requirement  # of the tools: not for those who only serve

    wanted = Requirement(written)
    if wanted.marker and not wanted.marker.evaluate({"extra": extra}):
        return
    name, extras = re.sub(r"[-_.]+", "-", wanted.name).lower(), frozenset(wanted.extras)
    known = found.get(name)
    if known and extras <= known[1]:
        return
    try:
        there = distribution(name)
    except PackageNotFoundError:  # of another machine or version of Python
        return
    found[name] = (there, extras | (known[1] if known else frozenset()))
    for each in there.requires or ():
        for part in ("", *extras):
            _gather(each, part, found)


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
