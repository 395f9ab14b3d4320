"""`python -m ui.screenshot docs/pictures`: pictures of the chat and the pages as they really are."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page

from ui.browsing import BOX, browser, served

LOGS = "Hoe lang moeten we de logbestanden van een hoog-risico-AI-systeem bewaren?"


@dataclass(frozen=True)
class Picture:
    """What is on it: an address or a question, in which look, and what is done before it is taken."""

    name: str
    asked: str = ""
    path: str = "/"
    width: int = 1200
    is_dark: bool = False
    until: Callable[[Page], None] | None = None


def _unfold(page: Page) -> None:
    for each in page.locator(".bw-card summary").all()[:2]:
        each.click()
    page.locator(".bw-cards").first.scroll_into_view_if_needed()


def _give_feedback(page: Page) -> None:
    page.locator(".bw-verdict label").last.click()
    page.locator(".bw-reasons label").first.click()
    page.locator(".bw-feedback [type=submit]").click()
    page.wait_for_selector(".bw-thanks")
    page.goto(page.url.partition("#")[0].rstrip("/") + "/terugkoppeling/overzicht")


PICTURES = (
    Picture("start"),
    Picture("answer-nl", LOGS),
    Picture("answer-en", "Within what time do we report a significant incident?", "/?taal=en"),
    Picture("sources", LOGS, until=_unfold),
    Picture("conflict", "Sinds wanneer geldt de AI-geletterdheid, en is die verplichting afgezwakt?"),
    Picture("partly-answered", "Wat is een deployer en hoe vraag ik een parkeervergunning aan?"),
    Picture("dark", LOGS, is_dark=True),
    Picture("phone", LOGS, width=390),
    Picture("reading-view", path="/bronnen/ai-act/art_26__para_6"),
    Picture("what-changes", path="/wat-verandert?laag=gemeente"),
    Picture("feedback", LOGS, until=_give_feedback),
)


def main(arguments: list[str]) -> int:
    """0: the pictures are there; 1: the server did not start."""
    parser = argparse.ArgumentParser(prog="python -m ui.screenshot", description="Take pictures of chat and pages.")
    parser.add_argument("folder", type=Path)
    options = parser.parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    try:
        with served("ui") as address, browser() as chromium:
            for each in PICTURES:
                take(chromium, address, each, options.folder / f"{each.name}.png")
                print(options.folder / f"{each.name}.png")
    except OSError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def take(chromium: Browser, address: str, picture: Picture, file: Path) -> None:
    """One picture, of the window and not of what lies below it."""
    look: Literal["dark", "light"] = "dark" if picture.is_dark else "light"
    page = chromium.new_page(
        viewport={"width": picture.width, "height": 1100}, color_scheme=look, reduced_motion="reduce"
    )
    page.goto(address + picture.path)
    page.wait_for_selector(".bw-examples" if picture.path.startswith(("/?", "/#")) or picture.path == "/" else "main")
    if picture.asked:
        page.fill(BOX, picture.asked)
        page.keyboard.press("Enter")
        page.wait_for_selector(".bw-answer")
    page.wait_for_timeout(1000)  # what is shown last: fonts, focus, a scroll
    if picture.until:
        picture.until(page)
        page.wait_for_timeout(500)
    page.screenshot(path=file)
    page.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
