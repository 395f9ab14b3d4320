"""Puts the assistant together from the settings: the only place where index, encoder, reranker and model are created."""

from assistant.answering import Assistant
from assistant.errors import AssistantError
from assistant.quoting import NAME, QuotingModel
from corpus.settings import Settings
from indexing.errors import SearchError
from indexing.opening import live_index


def open_assistant(settings: Settings) -> Assistant:
    """Raises AssistantError where the index or a model is missing or does not fit."""
    try:
        live = live_index(settings)
        live.now()
    except SearchError as error:
        raise AssistantError(str(error)) from error
    if settings.answers.model == NAME:
        return Assistant(live, QuotingModel(), settings.answers.context_tokens)
    from assistant.model import LanguageModel  # langchain takes seconds to import: not for those who do not use it

    return Assistant(live, LanguageModel.open(settings.answers), settings.answers.context_tokens)
