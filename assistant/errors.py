"""What can stop an answer. Expected endings are an Outcome, not an error."""

from corpus.errors import Refusal


class AssistantError(Refusal):
    """The assistant cannot answer now: a missing index, settings that do not fit, a model out of reach."""


class BadQuestion(AssistantError):
    """The question itself cannot be taken as it is; `field` is the part of it that must change."""

    def __init__(self, sentence: str, field: str = "question") -> None:
        super().__init__(sentence)
        self.field = field
