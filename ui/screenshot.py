"""`python -m ui.screenshot docs/chat.png`: a picture of the chat as it really answers."""

import argparse
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
QUESTION = "Hoe lang moeten we de logbestanden van een hoog-risico-AI-systeem bewaren?"


def main(arguments: list[str]) -> int:
    """0: the picture is there; 1: the server did not start."""
    parser = argparse.ArgumentParser(prog="python -m ui.screenshot", description="Take a picture of the chat.")
    parser.add_argument("picture", type=Path)
    parser.add_argument("--question", default=QUESTION)
    parser.add_argument("--width", type=int, default=1280)
    options = parser.parse_args(arguments)
    command = [sys.executable, "-m", "ui", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:  # our own command  # noqa: S603
        try:
            said = server.stdout.readline() if server.stdout else ""
            if not said:  # the server has told why on standard error
                return 1
            take(said.split()[-1], options.question, options.picture, options.width)
        finally:
            server.terminate()
    return 0


def take(address: str, question: str, picture: Path, width: int) -> None:
    """Ask the question in a browser and keep the whole page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme="light", reduced_motion="reduce")
        page.goto(address)
        page.fill("#bw-question textarea", question)
        page.keyboard.press("Enter")
        page.wait_for_selector(".bw-answer")
        # A window as high as the page: the form, which keeps to the foot of the window, then covers nothing.
        page.set_viewport_size({"width": width, "height": page.evaluate("document.documentElement.scrollHeight")})
        page.wait_for_timeout(500)
        page.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
