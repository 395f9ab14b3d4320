"""What a language model is told: assistant/prompts/ with the numbered provisions filled in. Lawyers read and change it there."""

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from string import Template

from assistant.evidence import Found
from assistant.understanding import Query
from corpus.figures import in_words
from corpus.types import Kind, Provision

FOLDER = Path(__file__).parent / "prompts"


def prompt(query: Query, evidence: Sequence[Found], form: str) -> str:
    """The whole instruction; `form` is the file that says how to reply: "fields" or "text"."""
    return _template("answer.md").substitute(
        language={"nl": "Dutch", "en": "English"}[query.language],
        as_of=in_words(query.as_of, query.language),
        form=_template(f"{form}.md").template.strip(),
        provisions="\n\n".join(_reading(number, found, query) for number, found in enumerate(evidence, 1)),
    )


def standing(provision: Provision, day: date, language: str) -> str:
    """How much a provision binds on that day: law in force, law that does not apply yet, policy, proposal …"""
    starts = max(filter(None, (provision.edition.valid_from, provision.applies_from)), default=None)
    if not provision.source.kind.is_law:
        name = str(provision.source.kind)
    elif starts and starts > day:
        name = "not_yet"
    else:
        name = "directive" if provision.source.kind is Kind.DIRECTIVE else "in_force"
    return _standings()[name].format(
        day=in_words(day, language), starts=in_words(starts, language) if starts else "unknown"
    )


def _reading(number: int, found: Found, query: Query) -> str:
    """One numbered provision: its name, what it is on that day, our plain words, the official words."""
    provision = found.provision
    lines = [f"[{number}] {provision.name(query.language)}"]
    lines.append(f"Standing: {standing(provision, query.as_of, query.language)}")
    if provision.applies_from:
        lines.append(f"Applies from {in_words(provision.applies_from, query.language)}.")
    if provision.digest:
        lines.append(f"In plain words: {provision.digest.gist.inside(query.language)}")
    if text := provision.text(query.language):
        lines.append(f"Official text: {text.words}")
    return "\n".join(lines)


@cache
def _template(name: str) -> Template:
    return Template((FOLDER / name).read_text(encoding="utf-8"))


@cache
def _standings() -> dict[str, str]:
    return tomllib.loads((FOLDER / "standing.toml").read_text(encoding="utf-8"))
