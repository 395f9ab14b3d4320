"""“Why this answer?”: what was searched, what was considered, how well it fitted, by which road, and what was not used."""

from html import escape

from assistant.types import Considered, Language
from corpus.figures import in_words
from ui.asking import chosen
from ui.exchange import Exchange
from ui.words import known, word

SHOWN = 12  # provisions
STRONG, FAIR = 0.8, 0.5  # a score of one is the best there can be


def why(exchange: Exchange) -> str:
    """Folded away; nothing where nothing was considered."""
    answer, language = exchange.answer, exchange.answer.language
    if not answer.considered:
        return ""
    rows = "".join(_row(each, language) for each in answer.considered[:SHOWN])
    names = ("provision", "strength", "found_by", "used")
    heads = "".join(f'<th scope="col">{word(f"why.{name}", language)}</th>' for name in names)
    rest = len(answer.considered) - SHOWN
    more = f"<p>{word('why.more', language, count=rest)}</p>" if rest > 0 else ""
    return (
        f'<details class="bw-why"><summary>{word("why.title", language)}</summary>{_searched(exchange)}'
        f'<p id="why-{escape(answer.id)}">{word("why.lead", language)}</p>'
        f'<table aria-describedby="why-{escape(answer.id)}"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
        f"{more}</details>"
    )


def _searched(exchange: Exchange) -> str:
    """In which language, as of which day, for whom, in which index."""
    answer, language = exchange.answer, exchange.answer.language
    nobody = word("form.not_chosen", language)
    pairs = (
        ("language", word(f"why.in_{language}", language)),
        ("as_of", in_words(answer.as_of, language)),
        ("role", chosen("role", exchange.role, language) or nobody),
        ("layer", chosen("layer", exchange.layer, language) or nobody),
        ("index", f"{answer.index.version} · {answer.index.encoder}"),
    )
    listed = "".join(
        f"<div><dt>{word(f'why.{name}', language)}</dt><dd>{escape(told)}</dd></div>" for name, told in pairs
    )
    return f'<p>{word("why.searched", language)}</p><dl class="bw-searched">{listed}</dl>'


def _row(considered: Considered, language: Language) -> str:
    roads = ", ".join(known(f"found_by.{road}", language) for road in considered.found_by)
    cells = (
        ("strength", strength(considered.score, language)),
        ("found_by", roads),
        ("used", word("why.yes" if considered.used else "why.no", language)),
    )
    told = "".join(f'<td data-name="{word(f"why.{name}", language)}">{escape(text)}</td>' for name, text in cells)
    used = "bw-used" if considered.used else "bw-unused"
    return f'<tr class="{used}"><th scope="row">{escape(considered.label)}</th>{told}</tr>'


def strength(score: float, language: Language) -> str:
    """A score in a word: a number would look more exact than it is."""
    name = "strong" if score >= STRONG else "fair" if score >= FAIR else "weak"
    return word(f"why.{name}", language)
