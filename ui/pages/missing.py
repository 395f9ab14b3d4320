"""What a reader sees where a page cannot be shown: what is wrong, and where to go from there."""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from ui.pages.frame import Frame, page
from ui.words import word


def missing_page(frame: Frame, what: str, near: Sequence[tuple[str, str]] = ()) -> str:
    """Nothing stands at this address. `near`: paths and names of what lies around it and is there."""
    title = frame.word("pages.missing_title")
    asked = quote(word("pages.question", frame.language, label=what))
    ways = [f'<a href="{frame.link("")}#vraag={asked}">{frame.word("pages.missing_ask")}</a>']
    around = [f'<a href="{frame.link(path)}">{frame.word("pages.missing_near", name=name)}</a>' for path, name in near]
    ways.append(f'<a href="{frame.link("bronnen")}">{frame.word("pages.missing_sources")}</a>')
    said = frame.word("pages.missing", what=what)
    listed = "".join(f"<li>{each}</li>" for each in (*around, *ways))
    return page(frame, title, f"<h1>{title}</h1><p>{said}</p><ul>{listed}</ul>")


def trouble_page(frame: Frame, name: str, sentence: str) -> str:
    """It was asked for in a way that cannot be, or nothing can be shown now; the sentence says what to do."""
    title = frame.word(f"pages.{name}_title")
    return page(frame, title, f'<h1>{title}</h1><p class="pg-note pg-error" role="alert">{escape(sentence)}</p>')
