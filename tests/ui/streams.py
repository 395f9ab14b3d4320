"""The streams in which Gradio brings what the window shows: who leaves before one is over makes its scripts complain."""

from weakref import WeakKeyDictionary

PACE, PATIENCE = 20, 15_000  # milliseconds, between two looks and in all
_open = WeakKeyDictionary()


def watch(page):
    """Keeps account of them from now on."""
    streams = _open[page] = set()
    page.on("request", lambda each: streams.add(each) if "/queue/" in each.url else None)
    for over in ("requestfinished", "requestfailed"):  # Gradio also ends them by breaking off
        page.on(over, lambda each: streams.discard(each))  # noqa: PLW0108 - Playwright takes no built-in


def at_rest(page):
    """Waits until none is open."""
    for _ in range(PATIENCE // PACE):
        if not _open[page]:
            return
        page.wait_for_timeout(PACE)
    raise AssertionError(f"Still open: {[each.url for each in _open[page]]}")
