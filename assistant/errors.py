"""What can stop an answer. Expected endings are an Outcome, not an error."""

from corpus.errors import Refusal


class AssistantError(Refusal):
    """The assistant cannot answer now: a missing index, settings that do not fit, a model out of reach."""


class BadQuestion(AssistantError):
    """The question itself cannot be taken as it is."""
