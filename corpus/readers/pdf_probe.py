"""Opens every page of a PDF in a program of its own, which may take so much memory and time and no more.

A page can draw a form that draws a form ten times, and so on: a few kilobytes then end the program that reads them, and
PDFium has no bound for it. So what draws anything but letters and lines is opened here first.
"""

import subprocess
import sys

from corpus.errors import CorpusError

MOST_MEMORY = 2**30  # bytes
MOST_SECONDS = 30
DAMAGED = 1  # what it ends with where PDFium itself refuses: the reader then says why


def probe(content: bytes) -> None:
    """Raises CorpusError where the other program did not live to tell."""
    command = [sys.executable, "-m", "corpus.readers.pdf_probe"]  # our own, on bytes alone
    try:
        ended = subprocess.run(command, input=content, capture_output=True, timeout=4 * MOST_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise CorpusError(f"it takes longer than {MOST_SECONDS} seconds to open") from error
    if ended.returncode not in (0, DAMAGED):
        raise CorpusError(
            f"its pages take more than {MOST_MEMORY >> 30} GB of memory or {MOST_SECONDS} seconds to open"
        )


def main() -> int:
    """0: every page can be opened; 1: one is damaged. Anything else: it was ended."""
    _bound()
    import pypdfium2  # within the bounds

    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
        for place in range(len(document)):
            page = document[place]
            page.get_textpage().close()
            page.close()
    except pypdfium2.PdfiumError:
        return DAMAGED
    return 0


def _bound() -> None:
    try:
        import resource
    except ImportError:  # Windows: the time alone is bounded there
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
