"""`python -m ui.walk`: what a newcomer does in the window, walked in a real browser: presses, keys and seconds of each task.

The seconds are those of the machine: a person reads and thinks besides.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Page

from ui.browsing import BOX, browser, served


@dataclass
class Walk:
    """A fresh page and a count of what a person does on it."""

    page: Page
    presses: int = 0
    keys: int = 0
    began: float = field(default_factory=time.perf_counter)

    def press(self, what: str) -> None:
        """On the first thing of that description."""
        self.page.locator(what).first.click()
        self.presses += 1

    def type(self, where: str, text: str) -> None:
        """Letter by letter, and Enter."""
        self.page.fill(where, text)
        self.page.keyboard.press("Enter")
        self.keys += len(text) + 1

    def see(self, what: str) -> None:
        """Wait until it is there."""
        self.page.wait_for_selector(what)


def ask_an_example(walk: Walk) -> None:
    """Press an example, and go from its first [n] to the source card."""
    walk.press(".bw-examples button")
    walk.see(".bw-answer")
    walk.press(".bw-ref")
    walk.see(".bw-card:focus")


def ask_for_our_water_board(walk: Walk) -> None:
    """Set the layer, and ask whether the Cyberbeveiligingswet is about us."""
    walk.press("#bw-settings button")
    walk.press("#bw-layer label:has-text('waterschap')")
    walk.type(BOX, "Geldt de Cyberbeveiligingswet voor ons?")
    walk.see(".bw-answer")


def take_a_note(walk: Walk) -> None:
    """Ask, and take the answer away as a Word document."""
    walk.type(BOX, "Hoe lang moeten we logbestanden van hoog-risico-AI bewaren?")
    walk.see(".bw-take")
    with walk.page.expect_download():
        walk.press(".bw-take button")


def read_the_article(walk: Walk) -> None:
    """Ask, and read the whole article, Dutch beside English."""
    walk.type(BOX, "Wie houdt toezicht op de Cyberbeveiligingswet bij gemeenten?")
    walk.see(".bw-answer")
    walk.press(".bw-card a[href*='bronnen/']")


def see_what_changes(walk: Walk) -> None:
    """From the first screen to what changes for a municipality."""
    walk.press("a[href*='wat-verandert']")
    walk.page.select_option("select[name=laag]", "gemeente")
    walk.presses += 2
    walk.press("main [type=submit]")
    walk.see("main ol, main section")


TASKS: tuple[Callable[[Walk], None], ...] = (
    ask_an_example, ask_for_our_water_board, take_a_note, read_the_article, see_what_changes,
)  # fmt: skip


def main() -> int:
    """Prints a table."""
    print("| task | presses | keys | seconds |\n|---|---|---|---|")
    with served("ui") as address, browser() as chromium:
        for task in TASKS:
            walk = Walk(chromium.new_page(viewport={"width": 1200, "height": 900}, reduced_motion="reduce"))
            walk.page.goto(address)
            walk.see(".bw-examples")
            task(walk)
            seconds = time.perf_counter() - walk.began
            print(f"| {task.__doc__} | {walk.presses} | {walk.keys} | {seconds:.1f} |")
            walk.page.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
