"""The entry for the Dutch Algoritmeregister, in the fields of its publication standard 1.0 (BZK), as JSON and to read."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from corpus.figures import in_words
from ui.accountability.facts import Facts
from ui.accountability.measured import Measured, attacks, measured
from ui.accountability.told import kept, noted, way

FILE = Path(__file__).parent / "texts" / "register.toml"
STANDARD = "1.0"
# The names of the standard, with the most characters that a text may have; the register shows them in this order.
FIELDS: tuple[tuple[str, str, int], ...] = (
    ("name", "Naam", 100),
    ("description_short", "Korte omschrijving", 350),
    ("organization", "Organisatie", 100),
    ("category", "Thema", 0),
    ("status", "Status", 0),
    ("begin_date", "Begindatum", 0),
    ("contact_email", "Contactgegevens", 0),
    ("website", "Link naar publiekspagina", 0),
    ("publication_category", "Publicatiecategorie", 0),
    ("goal", "Doel en impact", 2500),
    ("proportionality", "Afwegingen", 2500),
    ("human_intervention", "Menselijke tussenkomst", 2500),
    ("risks", "Risicobeheer", 2500),
    ("lawful_basis", "Wettelijke basis", 0),
    ("process_index_url", "Link naar verwerkingsregister", 0),
    ("impacttoetsen_grouping", "Impacttoetsen", 0),
    ("source_data", "Gegevens", 10_000),
    ("methods_and_models", "Technische werking", 5000),
    ("provider", "Leverancier", 0),
    ("publiccode", "Link naar broncode", 0),
)
REQUIRED = ("name", "description_short", "organization", "status", "contact_email", "publication_category")


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be said of this installation. `missing`: what only the organisation knows, by its Dutch name."""

    fields: dict[str, Any]
    missing: tuple[str, ...]
    lacking: tuple[str, ...]  # of those the ones without which the register takes no entry


def entry(facts: Facts) -> Entry:
    """In Dutch, as the register wants it; the register translates it."""
    texts = dict(_texts())
    words: dict[str, str] = texts.pop("words")
    given = {name: _filled(value, facts, words) if isinstance(value, str) else value for name, value in texts.items()}
    given |= {"organization": facts.organisation, "contact_email": facts.contact}
    fields = {name: given[name] for name, _, _ in FIELDS if given.get(name)}
    missing = tuple(dutch for name, dutch, _ in FIELDS if name not in fields)
    lacking = tuple(dutch for name, dutch, _ in FIELDS if name in REQUIRED and name not in fields)
    return Entry(fields | {"lang": "NLD", "standard_version": STANDARD}, missing, lacking)


def readable(made: Entry) -> str:
    """The same as Markdown."""
    shown = [(dutch, made.fields[name]) for name, dutch, _ in FIELDS if name in made.fields]
    parts = [f"## {dutch}\n\n{', '.join(value) if isinstance(value, list) else value}" for dutch, value in shown]
    yours = (
        f"Vult uw organisatie zelf in: {', '.join(made.missing)}. De publicatiecategorie is een voorstel: Beleidswijzer "
        "beslist nergens over; uw organisatie stelt haar vast."
    )
    return "\n\n".join([f"# Algoritmeregister, publicatiestandaard {STANDARD}", yours, *parts]) + "\n"


def _filled(text: str, facts: Facts, words: dict[str, str]) -> str:
    return text.strip().format(
        way=way(facts, "nl"),
        kept=kept(facts, "nl"),
        noted=noted(facts, "nl"),
        attacks=attacks(),
        encoder=words["encoder_other" if facts.encoder else "encoder_ours"].format(encoder=facts.encoder),
        writer=words["writer_model" if facts.model else "writer_none"].format(model=facts.model),
        measured=_measured(measured(), words),
    )


def _measured(found: Measured | None, words: dict[str, str]) -> str:
    if found is None:
        return words["unmeasured"]
    right, questions = dict(found.figures)["strictly right"][1]
    day = in_words(found.day_made, "nl")
    return words["measured"].format(day=day, questions=questions, right=f"{right:.0%}".replace("%", " %"))


@cache
def _texts() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
