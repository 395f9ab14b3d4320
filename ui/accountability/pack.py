"""All of the pack: which files there are, and what stands in them."""

import json
from collections.abc import Mapping
from datetime import date

from assistant.types import Language
from ui.accountability.assessment import assessment
from ui.accountability.card import card
from ui.accountability.facts import Facts
from ui.accountability.notice import notice
from ui.accountability.register import entry, readable
from ui.accountability.told import in_short, told
from ui.words import word


def pack(facts: Facts, day: date) -> Mapping[str, str]:
    """Name of the file and its text. The same facts on the same day give the same bytes."""
    made = entry(facts)
    return {
        "algoritmeregister.json": json.dumps(made.fields, ensure_ascii=False, indent=2) + "\n",
        "algoritmeregister.md": readable(made),
        "model-card.md": card(facts, day),
        "dpia.md": assessment(facts, day),
        "artikel-50.md": notice(facts, day),
        "mijn-vraag.nl.md": question(facts, "nl"),
        "my-question.en.md": question(facts, "en"),
    }


def question(facts: Facts, language: Language) -> str:
    """What happens to a question, as Markdown."""
    parts = [f"# {word('goes.title', language)}", in_short(facts, language)]
    for section in told(facts, language):
        parts += [f"## {section.title}", "\n".join(f"- {sentence}" for sentence in section.sentences)]
    return "\n\n".join(parts) + "\n"
