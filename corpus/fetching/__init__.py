"""How official texts come here: from a mirror folder or from their publishers, into the data folder."""

from corpus.fetching.bringing import Fetched, Outcome, fetch
from corpus.fetching.hosts import Hosts
from corpus.fetching.receiving import Limits
from corpus.fetching.text_files import TextFile, read_text, texts, wanted

__all__ = ["Fetched", "Hosts", "Limits", "Outcome", "TextFile", "fetch", "read_text", "texts", "wanted"]
