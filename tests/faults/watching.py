"""Whether the live index still answers: the reader that was open all along, a new one, and everything it holds."""

from pathlib import Path

from indexing.encoders import open_encoder
from indexing.errors import SearchError
from indexing.opening import LiveIndex
from indexing.pointer import current_version
from indexing.verifying import verify
from tests.faults.small import FINDS, QUESTION


class Watch:
    """An index folder with a reader that stays open."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self.folder, self.url, self.encoder = folder, url, open_encoder()
        self.reader = LiveIndex(folder, self.encoder, url=url)
        self.asks(self.reader)

    def asks(self, reader: LiveIndex) -> str:
        """Empty where the question finds its provision, otherwise what went wrong."""
        try:
            found = [hit.id for hit in reader.now().search(QUESTION, "nl")]
        except SearchError as error:
            return str(error)
        return "" if FINDS in found else "a provision is not found any more"

    def open_reader(self) -> str:
        """What the one that was open all along says."""
        return self.asks(self.reader)

    def next_start(self) -> str:
        """What a program says that starts now."""
        return self.asks(LiveIndex(self.folder, self.encoder, url=self.url))

    def verified(self) -> str:
        """Empty where all that the live index should hold can be read back."""
        try:
            verify(self.folder, current_version(self.folder), self.encoder, url=self.url)
        except SearchError as error:
            return str(error)
        return ""
