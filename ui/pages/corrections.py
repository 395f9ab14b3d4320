"""What was said wrongly, here or elsewhere, what holds instead, and how to report something (wording/corrections.toml)."""

from html import escape
from typing import Any

from ui.pages.frame import Frame, page
from ui.words import entries


def corrections_page(frame: Frame) -> str:
    """All of them, the newest first."""
    title = frame.word("corrections.title")
    listed = "".join(_correction(frame, each) for each in entries("correction"))
    report = "".join(f"<li>{frame.word(f'corrections.report_{number}')}</li>" for number in (1, 2, 3))
    body = (
        f'<h1>{title}</h1><p class="pg-lead">{frame.word("corrections.lead")}</p>'
        f'<section aria-labelledby="melden"><h2 id="melden">{frame.word("corrections.report")}</h2>'
        f"<p>{frame.word('corrections.report_lead')}</p><ul>{report}</ul></section>"
        f'<section aria-labelledby="lijst"><h2 id="lijst">{frame.word("corrections.list")}</h2>'
        f'<ol class="pg-corrections">{listed}</ol></section>'
    )
    return page(frame, title, body)


def _correction(frame: Frame, correction: dict[str, Any]) -> str:
    language, day = frame.language, correction["date"]
    parts = "".join(
        f"<div><dt>{frame.word(f'corrections.{name}')}</dt><dd>{escape(correction[name][language])}</dd></div>"
        for name in ("where", "said", "now")
    )
    link = f'<a href="{frame.provision(correction["provision"])}">{frame.word("corrections.read")}</a>'
    known = frame.word("corrections.since", day=day)
    return (
        f'<li class="pg-correction"><p class="pg-quiet">{known}</p><dl>{parts}</dl><p class="pg-where">{link}</p></li>'
    )
