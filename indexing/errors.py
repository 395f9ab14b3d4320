"""What can be wrong with an index. The message is one sentence that says what to do."""


class SearchError(Exception):
    """An index or encoder that cannot be used as it is."""
