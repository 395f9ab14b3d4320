"""Our search as a retriever of LangChain, for chains that others build.

    from assistant import open_assistant, read_settings
    from assistant.retriever import PolicyRetriever

    retriever = PolicyRetriever(library=open_assistant(read_settings()), limit=5)
    documents = retriever.invoke("Hoe lang bewaren we logs?")

Whoever writes sentences from these documents checks them too: what our own answers promise holds for our answers only.
"""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field, TypeAdapter

from assistant.library import Library
from assistant.searching import MOST, Search, SearchHit
from assistant.types import Day, Language

_FIELDS = TypeAdapter(SearchHit)
_WORDS = {"summary", "official"}  # they are the content, not something about it


class PolicyRetriever(BaseRetriever):
    """The provisions that belong to a question, best first; raises BadQuestion where it cannot be taken.

    A document's `page_content` is our summary and, below a blank line, the official words where they are here. Its id
    is that of the provision; its metadata are the other fields of a SearchHit, days as 2026-11-23.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    limit: int = Field(10, ge=1, le=MOST)
    language: Language | None = None  # None: that of the question
    as_of: Day | None = None  # None: the day that the question names, or today
    role: str | None = None
    layer: str | None = None

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        del run_manager  # LangChain calls by this name; there is nothing to report on the way
        asked = Search(query, self.language, self.as_of, self.role, self.layer, self.limit)
        return [_document(hit) for hit in self.library.search(asked).hits]


def _document(hit: SearchHit) -> Document:
    metadata: dict[str, Any] = _FIELDS.dump_python(hit, mode="json", exclude=_WORDS, exclude_none=True)
    content = "\n\n".join(words for words in (hit.summary, hit.official) if words)
    return Document(id=hit.provision, page_content=content, metadata=metadata)
