"""`python -m ui.pace`: first paint and time to the first answer, ours and Gradio's own chat by turns in one run."""

import sys
from statistics import median

from playwright.sync_api import Browser

from ui.browsing import BOX, browser, served

TURNS = 7
QUESTION = "Binnen welke termijn melden we een significant incident?"
_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"


def main() -> int:
    """Prints medians in milliseconds."""
    with served("ui") as ours, served("ui.chat.plain") as plain, browser() as chromium:
        kinds = {"ours": (ours, BOX, ".bw-answer"), "Gradio's own": (plain, "textarea", ".bot .md, .message.bot")}
        measured: dict[str, list[tuple[float, float]]] = {name: [] for name in kinds}
        for _ in range(TURNS):
            for name, (address, box, answer) in kinds.items():
                measured[name].append(turn(chromium, address, box, answer))
    for name, pairs in measured.items():
        paint, answered = (median(values) for values in zip(*pairs, strict=True))
        print(f"{name:13} first contentful paint {paint:5.0f} ms, question to answer {answered:5.0f} ms, {TURNS} turns")
    return 0


def turn(chromium: Browser, address: str, box: str, answer: str) -> tuple[float, float]:
    """Milliseconds to the first paint, and from Enter to the answer, on a fresh page."""
    page = chromium.new_page()
    page.goto(address)
    page.wait_for_selector(box)
    page.wait_for_timeout(1000)
    page.fill(box, QUESTION)
    start = page.evaluate("performance.now()")
    page.keyboard.press("Enter")
    page.wait_for_selector(answer)
    took = page.evaluate("performance.now()") - start
    paint = page.evaluate(_PAINT)
    page.close()
    return paint, took


if __name__ == "__main__":
    sys.exit(main())
