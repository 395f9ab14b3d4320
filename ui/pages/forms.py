"""The fields that the pages share; they are sent with GET and need no script."""

from collections.abc import Mapping
from html import escape

from ui.pages.frame import Frame


def day_form(frame: Frame) -> str:
    """Show this page as it was, or will be, on another day."""
    return (
        f'<form class="pg-form" method="get" action="{frame.on(None).link(frame.path).partition("?")[0]}">{hidden(frame)}'
        f'{day_field(frame, "reading.day")}<button type="submit">{frame.word("reading.show_day")}</button></form>'
    )


def day_field(frame: Frame, label: str) -> str:
    """The peildatum; empty is today."""
    value = frame.as_of.isoformat() if frame.as_of else ""
    return (
        f'<p class="pg-field"><label for="peildatum">{frame.word(label)}</label>'
        f'<input type="date" id="peildatum" name="peildatum" value="{value}"></p>'
    )


def choice(frame: Frame, name: str, label: str, options: Mapping[str, str], chosen: str) -> str:
    """One of a list, or none; `options` are names by their values, as plain text."""
    listed = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(said)}</option>'
        for value, said in options.items()
    )
    return (
        f'<p class="pg-field"><label for="{name}">{frame.word(label)}</label>'
        f'<select id="{name}" name="{name}"><option value="">{frame.word("changes.any")}</option>{listed}</select></p>'
    )


def hidden(frame: Frame) -> str:
    """The language goes along."""
    return '<input type="hidden" name="taal" value="en">' if frame.language == "en" else ""
