"""What an organisation needs for its DPIA and can be read from the settings; what only it knows is marked."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from corpus.figures import in_words
from ui.accountability.facts import Facts, Server
from ui.accountability.told import kept, noted, way
from ui.accountability.whereabouts import Where

FILE = Path(__file__).parent / "texts" / "dpia.md"
AT = {
    Where.HERE: "op dezelfde computer",
    Where.INSIDE: "op {name}, in een besloten netwerk",
    Where.OUTSIDE: "op een andere computer: {name}",
    Where.MAKER: "bij de aanbieder: {name}",
}


def assessment(facts: Facts, day: date) -> str:
    """As Markdown, in Dutch."""
    elsewhere = facts.elsewhere
    return FILE.read_text(encoding="utf-8").format(
        day=in_words(day, "nl"),
        way=way(facts, "nl"),
        kept=kept(facts, "nl"),
        noted=noted(facts, "nl"),
        identity="in het werkgeheugen, zolang het verzoek duurt" if facts.signs_in else "niet: niemand meldt zich aan",
        counting=f"; een teller zonder naam ({facts.counted})" if facts.counted else "",
        keys="in het logboek" if facts.logged else "nergens",
        organisation=f"Verantwoordelijk: {facts.organisation}." if facts.organisation else "→ Wie verantwoordelijk is.",
        receivers=", ".join(dict.fromkeys([*elsewhere, *_keeper(facts.keeper)])) or "niemand",
        places=" ".join(_places(facts)),
        days=facts.days,
        log="→ zo lang als uw platform uitvoer bewaart." if facts.logged else "er is geen logboek per bezoek.",
        contact=facts.contact or "→ een e-mailadres (instelling `CONTACT`).",
        model_risk=f"er gaat iets van de vraag naar {', '.join(elsewhere)}" if elsewhere else "niets verlaat deze computer",
        closed="iedereen moet bekend zijn; geweigerde verzoeken worden geteld" if facts.closed else "luistert alleen op de eigen computer",
    )  # fmt: skip


def _keeper(server: Server) -> Iterator[str]:
    if server.is_elsewhere:
        yield f"{server.name} (alleen reacties)"


def _places(facts: Facts) -> Iterator[str]:
    yield "Beleidswijzer zelf: de computer waarop het draait."
    parts = (("Taalmodel", facts.writer), ("Zoekserver", facts.searcher), ("Database van reacties", facts.keeper))
    for what, server in parts:
        if server.where is not Where.NONE:
            yield f"{what}: {AT[server.where].format(name=server.name)}."
