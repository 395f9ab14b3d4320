"""What happens to a question: told from the settings, so that it is true of this installation."""

from collections.abc import Sequence
from html import escape

from ui.accountability.facts import Facts
from ui.accountability.told import Section, in_short, told
from ui.pages.frame import Frame, page
from ui.words import word


def goes_page(frame: Frame, facts: Facts) -> str:
    """/wat-gebeurt-er-met-mijn-vraag."""
    body = (
        f'<h1>{frame.word("goes.title")}</h1><p class="pg-lead">{escape(in_short(facts, frame.language))}</p>'
        f"{_sections(told(facts, frame.language))}"
    )
    return page(frame, word("goes.title", frame.language), body)


def _sections(sections: Sequence[Section]) -> str:
    return "".join(
        f'<section aria-labelledby="{each.name}"><h2 id="{each.name}">{escape(each.title)}</h2>'
        f"<ul>{''.join(f'<li>{escape(sentence)}</li>' for sentence in each.sentences)}</ul></section>"
        for each in sections
    )
