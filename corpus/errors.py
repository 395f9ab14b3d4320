"""What can be wrong with texts. The message is one sentence that says what to do."""


class CorpusError(Exception):
    """A catalogue, digest or official text that cannot be used as it is."""
