"""Puts the assistant together from the settings: the only place where index, encoder, reranker and model are created."""

from assistant.answering import Assistant
from assistant.errors import AssistantError
from assistant.quoting import NAME, QuotingModel
from corpus.settings import Settings
from indexing.encoders import open_encoder
from indexing.errors import SearchError
from indexing.opening import LiveIndex
from indexing.reranking import open_reranker


def open_assistant(settings: Settings) -> Assistant:
    """Raises AssistantError where the index or a model is missing or does not fit."""
    try:
        encoder = open_encoder(settings.search.encoder)
        reranker = open_reranker(settings.search.reranker)
        live = LiveIndex(
            settings.index, encoder, mirror=settings.mirror, url=settings.search.chroma_url, reranker=reranker
        )
        live.now()
    except SearchError as error:
        raise AssistantError(str(error)) from error
    if settings.answers.model == NAME:
        return Assistant(live, QuotingModel(), settings.answers.context_tokens)
    from assistant.model import LanguageModel  # langchain takes seconds to import: not for those who do not use it

    return Assistant(live, LanguageModel.open(settings.answers), settings.answers.context_tokens)
