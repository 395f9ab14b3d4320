"""What can be wrong with an index."""

from corpus.errors import Refusal


class SearchError(Refusal):
    """An index or encoder that cannot be used as it is."""


class NotStored(SearchError):
    """Vectors that could not be stored; as a rule the disk is full."""


class Unsound(SearchError):
    """An index that is not what it says it is. The message is the reason alone: who asked knows what to do about it."""
