"""What can be wrong with an index."""

from corpus.errors import Refusal


class SearchError(Refusal):
    """An index or encoder that cannot be used as it is."""
