"""What this is, how it can be wrong, what happens to a question; and how accessible it is."""

from collections.abc import Sequence

from assistant.views import SourceView
from ui.pages.frame import Frame, page
from ui.words import word

# The sections of each page, with the number of their paragraphs; the words stand in wording/about.toml.
_ABOUT = (("ai", 2), ("quotes", 3), ("wrong", 4), ("question", 4))
_ACCESSIBILITY = (("scope", 1), ("status", 2), ("known", 3), ("report", 2), ("made", 1))


def about_page(frame: Frame, sources: Sequence[SourceView]) -> str:
    """/over; without an index there are no sources to count."""
    held = frame.word("about.corpus_1", sources=len(sources), provisions=sum(each.provisions for each in sources))
    corpus = (
        f'<section aria-labelledby="corpus"><h2 id="corpus">{frame.word("about.corpus")}</h2>'
        f'<p>{held} <a href="{frame.link("bronnen")}">{frame.word("about.to_sources")}</a></p></section>'
    )
    return _page(frame, "about", _ABOUT, corpus if sources else "")


def accessibility_page(frame: Frame) -> str:
    """/toegankelijkheid."""
    return _page(frame, "accessibility", _ACCESSIBILITY)


def _page(frame: Frame, group: str, sections: Sequence[tuple[str, int]], more: str = "") -> str:
    told = "".join(_section(frame, f"{group}.{name}", name, number) for name, number in sections)
    body = f'<h1>{frame.word(f"{group}.title")}</h1><p class="pg-lead">{frame.word(f"{group}.lead")}</p>{told}{more}'
    return page(frame, word(f"{group}.title", frame.language), body)


def _section(frame: Frame, key: str, name: str, number: int) -> str:
    said = [frame.word(f"{key}_{each}") for each in range(1, number + 1)]
    several = len(said) > 2  # two sentences are prose, more are a list
    told = (
        f"<ul>{''.join(f'<li>{each}</li>' for each in said)}</ul>"
        if several
        else "".join(f"<p>{each}</p>" for each in said)
    )
    return f'<section aria-labelledby="{name}"><h2 id="{name}">{frame.word(key)}</h2>{told}</section>'
