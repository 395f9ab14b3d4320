"""What can stop an answer. The message is one sentence that says what to do; expected endings are an Outcome."""


class AssistantError(Exception):
    """The assistant cannot answer now: a missing index, settings that do not fit, a model out of reach."""


class BadQuestion(AssistantError):
    """The question itself cannot be taken as it is."""
