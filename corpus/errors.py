"""What can be wrong, as one sentence that says what to do. Commands print it; the API puts it in a problem."""


class Refusal(Exception):
    """Something cannot be done as it is; the message is for the reader."""


class CorpusError(Refusal):
    """A catalogue, digest or official text that cannot be used as it is."""


class SettingsError(Refusal):
    """A setting that does not exist or cannot be used."""
