"""The notice of Article 50 of the AI Act: the very words that are on the screen, for whoever must show them elsewhere."""

from datetime import date
from pathlib import Path

from ui.accountability.facts import Facts
from ui.words import word

FILE = Path(__file__).parent / "texts" / "artikel-50.md"


def notice(facts: Facts, day: date) -> str:
    """As Markdown, in both languages."""
    screen = "page.ai_model" if facts.model else "page.ai"
    below = "answer.model" if facts.model else "answer.quoting"
    return FILE.read_text(encoding="utf-8").format(
        day=day,
        screen_nl=word(screen, "nl"),
        screen_en=word(screen, "en"),
        below_nl=word(below, "nl", model=facts.model),
        below_en=word(below, "en", model=facts.model),
    )
